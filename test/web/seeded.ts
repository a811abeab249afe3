import { FREEPBX_DIALECT } from '../../service/host/freepbx-dialect';
import { judgeRecords, officeOf } from '../../service/judging';
import { type Database, openDatabase } from '../../service/store/database';
import { createEntryStore } from '../../service/store/entry-store';
import { migrate } from '../../service/store/migrate';
import type { Directory } from '../../shared/directory';
import type { CallFact } from '../../shared/entry';
import type { AsteriskRecord } from '../../shared/records';
import { allCaptures, storyOf } from '../support/captures';
import type { Mariadb } from '../support/mariadb';
import { ownName } from '../support/shared-mariadb';

export const CLIENT = 'main';

/** A caller's call nobody took, beside the genuine ones: for names no real caller had. */
export function missOf(said: Partial<CallFact> & Pick<CallFact, 'callId' | 'at'>): CallFact {
  return {
    kind: 'missed',
    endedAt: said.at + 20,
    servedAt: null,
    callerKey: '+32470999999',
    callerNumber: '0470999999',
    callerName: '',
    did: '3225550101',
    routeLabel: 'Sales',
    reason: 'no_answer',
    extensions: ['101'],
    talkSeconds: 0,
    ringSeconds: 20,
    queues: [],
    ringGroups: [],
    trunk: '',
    ...said,
  };
}

/** A list with genuine calls on it, in a database of its own. */
export interface Seeded {
  readonly db: Database;
  readonly directory: Directory;
  /** A minute after the last call. */
  readonly nowAt: number;
  /** Adds calls that nobody took. */
  add(client: string, facts: readonly CallFact[]): Promise<void>;
}

/** Judges these stories of the FreePBX 17 and puts them on the list of CLIENT. */
export async function seed(mariadb: Mariadb, stories: readonly string[]): Promise<Seeded> {
  const database = ownName('web');
  await mariadb.query(`CREATE DATABASE ${database}`);
  const db = openDatabase({ socketPath: mariadb.socketPath, user: 'root', password: '', database });
  await migrate(db);
  const captures = allCaptures().filter(({ pbx, name }) => pbx === 'freepbx17' && stories.indexOf(name) >= 0);
  const told = captures.map(storyOf);
  const directory = (told[0] as (typeof told)[0]).directory;
  const records = told.reduce<AsteriskRecord[]>((all, story) => all.concat(story.records), []);
  const { judged } = judgeRecords(records, officeOf(directory, [], FREEPBX_DIALECT), () => true);
  const nowAt = judged.reduce((last, { call }) => Math.max(last, call.lastRecordAt), 0) + 60;
  const store = createEntryStore(db);
  await store.inTurn(CLIENT, { now: nowAt, zone: 'UTC' }, (turn) => turn.calls(judged));
  const add = async (client: string, facts: readonly CallFact[]) => {
    const call = (judged[0] as (typeof judged)[0]).call;
    const calls = facts.map((fact) => ({
      facts: [fact],
      call: { ...call, id: fact.callId, callerName: fact.callerName },
      verdict: { kind: 'missed' as const, reason: 'no_answer' as const, confidence: 'proven' as const, because: [] },
    }));
    await store.inTurn(client, { now: nowAt, zone: 'UTC' }, (turn) => turn.calls(calls));
  };
  return { db, directory, nowAt, add };
}
