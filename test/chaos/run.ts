import { checkList } from '../../service/store/check-list';
import { readRuleBook } from '../../service/store/settings-store';
import { verifyAudit } from '../../service/store/verify-audit';
import type { Entry } from '../../shared/entry';
import { directoryIn, sayingsOf } from '../backfill/past';
import type { Mariadb } from '../support/mariadb';
import type { PbxStand, Shape } from '../support/pbx-stand';
import type { Day } from './day';
import type { Scene } from './faults/fault';
import { World } from './world';
import { Writer } from './writer';

/** What comes over a day. */
export interface Trouble {
  /** At every step, after Asterisk has written and before the daemon's turn. */
  step(scene: Scene): Promise<void>;
  /** Puts right what is wrong still. */
  end(): Promise<void>;
}

/** A day on which nothing happens. */
export const QUIET: Trouble = { step: () => Promise.resolve(), end: () => Promise.resolve() };

const STEP_SECONDS = 5;
/** Turns of a pause. */
const REST_STEPS = 12;
/** Looks after the last call, up to the next day: what waits for a lost end is judged, and the CDR is read once more. */
const AFTERWARDS = [60, 3600, 8000, 90000];
const TRIES = 9;

/** What a run came to. */
export interface Run {
  readonly list: readonly string[];
  readonly entries: readonly Entry[];
  /** Where the list, its calls, its events and their chain do not agree. */
  readonly contradictions: readonly unknown[];
  readonly turns: number;
  readonly failedTurns: number;
}

/** What the table, the fold of the events and the audit say against one another. */
export async function contradictionsOf({ client, db }: Pick<PbxStand, 'client' | 'db'>, zone: string): Promise<readonly unknown[]> {
  const book = await readRuleBook(client, db, zone);
  const faults: readonly unknown[] = await db.transaction((tx) => checkList(client, tx, book));
  return faults.concat((await verifyAudit(client, db)).faults);
}

/** Lives through a day on a PBX of a zone. Ends when all is right again and everything is read. */
export async function live(mariadb: Mariadb, shape: Shape, zone: string, day: Day, trouble: Trouble = QUIET): Promise<Run> {
  const world = await World.create(mariadb, directoryIn(zone), shape);
  const writer = new Writer(world, day.pieces);
  try {
    let now = (day.pieces[0] as (typeof day.pieces)[0]).at;
    for (let step = 0; !writer.isDone; step += 1) {
      await writer.writeUntil(now);
      await trouble.step({ world, writer, now, step });
      await world.turn(now);
      const pause = day.pauses.find(({ from, to }) => now >= from + STEP_SECONDS && now < to - STEP_SECONDS);
      now += pause === undefined ? STEP_SECONDS : Math.max(STEP_SECONDS, Math.floor((pause.to - pause.from) / REST_STEPS));
      if (now > day.endAt) await trouble.end();
    }
    await trouble.end();
    for (const later of AFTERWARDS) for (let tries = 0; !(await world.turn(now + later)) && tries < TRIES; tries += 1);
    const entries = await world.entries();
    const contradictions = await contradictionsOf(world.stand, zone);
    return { list: sayingsOf(entries), entries, contradictions, turns: world.turns, failedTurns: world.failedTurns };
  } finally {
    await trouble.end();
    await world.close();
  }
}
