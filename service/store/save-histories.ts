import type { Entry } from '../../shared/entry';
import { isOpenAt } from '../entries/business-hours';
import { entriesOf } from '../entries/details';
import { type CallerHistory, momentOf } from '../entries/history';
import { type RuleBook, rulesAt } from '../entries/rules';
import { ATTEMPT_COLUMNS, type Attempt } from './attempt-columns';

import type { Writable } from './database';
import { ENTRY_COLUMNS } from './entry-columns';
import { saveContacts } from './save-contacts';
import { saveMarks } from './save-marks';
import { upsert } from './upsert';

/** A caller before and after what was done. */
export interface Change {
  readonly before: CallerHistory;
  readonly after: CallerHistory;
}

/** Writes what changed of these callers: their facts, the entries touched, and how they are called. */
export async function saveHistories(tx: Writable, changes: readonly Change[], book: RuleBook): Promise<void> {
  const attempts = changes.reduce<readonly Attempt[]>((all, change) => all.concat(changedAttempts(change, book)), []);
  const entries = changes.reduce<readonly Entry[]>((all, change) => all.concat(changedEntries(change)), []);
  await upsert(tx, 'smc_attempts', ATTEMPT_COLUMNS, attempts);
  await upsert(tx, 'smart_missed_calls', ENTRY_COLUMNS, entries);
  if (entries[0] !== undefined) await saveMarks(entries[0].client, tx, entries);
  await saveContacts(tx, attempts);
}

function changedAttempts({ before, after }: Change, book: RuleBook): readonly Attempt[] {
  return Array.from(after.facts.values())
    .filter((fact) => before.facts.get(fact.callId) !== fact || before.counted.get(fact.callId) !== after.counted.get(fact.callId))
    .map((fact) => ({
      ...fact,
      client: after.client,
      entryId: after.counted.get(fact.callId) || null,
      afterHours: !isOpenAt(rulesAt(book, momentOf(fact)).hours, fact.at),
    }));
}

/** Entries of which anything differs, be it only the name that a later call brought. */
function changedEntries({ before, after }: Change): readonly Entry[] {
  const known = new Map(entriesOf(before).map((entry): [number, string] => [entry.id, JSON.stringify(entry)]));
  return entriesOf(after).filter((entry) => known.get(entry.id) !== JSON.stringify(entry));
}
