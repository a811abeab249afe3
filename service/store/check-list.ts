import type { Entry } from '../../shared/entry';
import type { ClientId } from '../../shared/words';
import { entriesOf } from '../entries/details';
import type { CallerHistory } from '../entries/history';
import { reconcile } from '../entries/reconcile';
import type { RuleBook } from '../entries/rules';
import { walk } from '../entries/walk';
import { ATTEMPT_COLUMNS } from './attempt-columns';
import { fromRow, toValues } from './columns';
import type { Queryable } from './database';
import { ENTRY_COLUMNS } from './entry-columns';
import { foldList } from './fold-list';
import { markedEntries, wrongMarks } from './save-marks';

/** An entry that is not what calls and events say. */
export interface ListFault {
  readonly entryId: number;
  /**
   * row_missing: the list lacks it · row_differs: the list says something else · row_unknown: no event ever made it
   * · call_misplaced: a call counts in another entry than the events say · calls_differ: the events say something else than the calls
   * · marks_differ: it is not found by what it is, or by what it is not
   */
  readonly kind: 'row_missing' | 'row_differs' | 'row_unknown' | 'call_misplaced' | 'calls_differ' | 'marks_differ';
  /** Columns that differ, or the call. */
  readonly what: readonly string[];
}

/**
 * Holds the list's table against the fold of calls and events, and the fold against the calls; no fault means that all three agree.
 * Beside a running daemon, give it a transaction: then all is read as of one moment.
 */
export async function checkList(client: ClientId, db: Queryable, book: RuleBook): Promise<readonly ListFault[]> {
  const faults: ListFault[] = [];
  const rows = await db.query('SELECT * FROM smart_missed_calls WHERE client = ?', [client]);
  const listed = new Map(rows.map((row): [number, Entry] => [Number(row.id), fromRow(ENTRY_COLUMNS, row)]));
  const made = new Set<number>();
  await foldList(client, db, async (histories) => {
    for (const history of histories) {
      for (const entry of entriesOf(history)) {
        made.add(entry.id);
        faults.push(...rowFaults(entry, listed.get(entry.id)));
      }
      for (const event of reconcile(history, walk(history, book), '', 0)) {
        faults.push({ entryId: event.entryId, kind: 'calls_differ', what: Object.keys(event.set) });
      }
    }
    faults.push(...(await misplacedCalls(client, db, histories)));
    const entries = histories.reduce<readonly Entry[]>((all, history) => all.concat(entriesOf(history)), []);
    for (const entryId of await wrongMarks(client, db, entries)) faults.push({ entryId, kind: 'marks_differ', what: [] });
  });
  for (const id of await markedEntries(client, db)) if (!made.has(id)) faults.push({ entryId: id, kind: 'marks_differ', what: [] });
  for (const id of Array.from(listed.keys())) if (!made.has(id)) faults.push({ entryId: id, kind: 'row_unknown', what: [] });
  return faults;
}

function rowFaults(folded: Entry, row: Entry | undefined): readonly ListFault[] {
  if (!row) return [{ entryId: folded.id, kind: 'row_missing', what: [] }];
  const should = toValues(ENTRY_COLUMNS, folded);
  const is = toValues(ENTRY_COLUMNS, row);
  const what = ENTRY_COLUMNS.filter((_, n) => should[n] !== is[n]).map(({ column }) => column);
  return what.length ? [{ entryId: folded.id, kind: 'row_differs', what }] : [];
}

async function misplacedCalls(client: ClientId, db: Queryable, histories: readonly CallerHistory[]): Promise<readonly ListFault[]> {
  const keys = histories.map((history) => history.callerKey);
  const rows = await db.query('SELECT * FROM smc_attempts WHERE client = ? AND caller_key IN (?)', [client, keys]);
  const counted = new Map(histories.map((history): [string, CallerHistory['counted']] => [history.callerKey, history.counted]));
  const faults: ListFault[] = [];
  for (const row of rows) {
    const { callId, callerKey, entryId } = fromRow(ATTEMPT_COLUMNS, row);
    const should = counted.get(callerKey)?.get(callId) || null;
    if (should !== entryId) faults.push({ entryId: should || Number(entryId), kind: 'call_misplaced', what: [callId] });
  }
  return faults;
}
