import type { Database } from '../../service/store/database';
import { createEntryStore } from '../../service/store/entry-store';
import { exportClient } from '../../service/store/export';
import { forgetCaller } from '../../service/store/forget';
import type { Lines } from '../../service/store/import-lines';
import { EMPTY_DIRECTORY } from '../../shared/directory';
import { numberPlan } from '../../shared/phone/plan';
import { call, DAY, HOUR, MINUTE, NINE } from '../entries/story';
import { judged } from '../store/shop';

export const CLIENT = 'default';
const PLAN = numberPlan({ ...EMPTY_DIRECTORY, country: 'BE' });
const BY = { userId: 'alice', admin: false };

/** Callers whose names are hard on files and databases. */
export const CALLERS = ['Zoë "; DROP TABLE 😀', "O'Neil \\ Söhne\u2028", '{"sha256":"x"}', '\n["smc_attempts",{}]', 'Ünal\t\u0007', ''];

/** A client with everything: all ways of being cleared, notes, settings over time, somebody forgotten, and more rows than a page. */
export async function seedEverything(db: Database): Promise<void> {
  const store = createEntryStore(db);
  const at = (now: number) => ({ now, zone: 'UTC' });
  await store.inTurn(CLIENT, at(NINE + 2 * HOUR), async (turn) => {
    await turn.set({ clear_across_dids: true, recipients: ['a@b.be'] }, 'root');
    const odd = CALLERS.map((callerName, n) => judged(call('missed', `odd${n}`, NINE + n, { callerName, callerKey: `+3247010000${n}` })));
    const many = Array.from({ length: 120 }, (_, n) =>
      judged(call('missed', `m${n}`, NINE + n * MINUTE, { callerKey: `+324711${1000 + (n % 40)}` })),
    );
    await turn.calls(odd.concat(many, judged(call('missed', 'a', NINE)), judged(call('returned', 'b', NINE + HOUR))));
    await turn.ask({ type: 'note', entryId: 2, by: BY, note: 'line one\nline two “😀”' });
    await turn.ask({ type: 'resolve', entryId: 3, by: BY, note: 'done' });
    await turn.saveCursor('cel', 5);
    await turn.putOut([{ entryId: 2, kind: 'escalated', dueAt: NINE }]);
  });
  await store.inTurn(CLIENT, at(NINE + 3 * HOUR), (turn) => turn.set({ clear_across_dids: false }, 'root'));
  await store.inTurn(CLIENT, at(NINE + 40 * DAY), (turn) => turn.tick());
  await store.inTurn('another', at(NINE + HOUR), (turn) => turn.calls([judged(call('missed', 'x', NINE, { callerName: 'of another' }))]));
  await forgetCaller(CLIENT, db, { number: '+32470100000', plan: PLAN, zone: 'UTC', now: NINE + 41 * DAY, userId: 'cli' });
}

/** The lines of an export. */
export async function exported(from: Database, client = CLIENT, zone = 'UTC'): Promise<string[]> {
  const lines: string[] = [];
  await exportClient(client, from, { now: NINE, zone }, (line) => lines.push(line));
  return lines.map((line) => line.replace(/\n$/, ''));
}

/** A file of these lines. */
export function opening(lines: readonly string[]): () => Lines {
  return () => {
    let next = 0;
    return () => {
      const line = lines[next];
      next += 1;
      return line === undefined ? null : line;
    };
  };
}
