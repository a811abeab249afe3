import type { ClientId } from '../../shared/words';
import { checkList, type ListFault } from '../store/check-list';
import type { Database } from '../store/database';
import { rebuildList } from '../store/rebuild-list';
import { readRuleBook } from '../store/settings-store';
import type { World } from './world';

/** Faults that are told one by one. */
const MOST_TOLD = 50;

/** What is wrong, in words. */
const WORDS: Readonly<Record<ListFault['kind'], string>> = {
  row_missing: 'the list lacks it',
  row_differs: 'the list says something else than its events',
  row_unknown: 'no event ever made it',
  call_misplaced: 'a call counts in another entry than the events say',
  calls_differ: 'the events say something else than the calls',
  marks_differ: 'it is not found by what it is, or found by what it is not',
};

/** Faults that writing the table anew mends: the events are right and the table is not. */
const IN_TABLE: readonly ListFault['kind'][] = ['row_missing', 'row_differs', 'call_misplaced', 'marks_differ'];

async function faultsOf(client: ClientId, db: Database, zone: string): Promise<readonly ListFault[]> {
  return db.transaction(async (tx) => checkList(client, tx, await readRuleBook(client, tx, zone)));
}

/** Proves that the list's table is the fold of its calls and events; with `write` the table is written anew where it is not. True when it is. */
export async function proveList(
  db: Database,
  client: ClientId,
  zone: string,
  options: { readonly write: boolean; readonly json: boolean },
  world: World,
): Promise<boolean> {
  const before = await faultsOf(client, db, zone);
  const mendable = before.some(({ kind }) => IN_TABLE.indexOf(kind) >= 0);
  const written = options.write && mendable ? await rebuildList(client, db) : null;
  const faults = written === null ? before : await faultsOf(client, db, zone);
  if (options.json) {
    world.out(`${JSON.stringify({ faults: before, written, left: faults })}\n`);
    return faults.length === 0;
  }
  for (const { entryId, kind, what } of before.slice(0, MOST_TOLD)) {
    world.out(`✘ entry ${entryId}: ${WORDS[kind]}${what.length > 0 ? ` (${what.join(', ')})` : ''}\n`);
  }
  if (before.length > MOST_TOLD) world.out(`  … and ${before.length - MOST_TOLD} more\n`);
  if (written !== null) world.out(`Written anew from calls and events: ${written} entries.\n`);
  if (faults.length === 0) world.out('✔ The list is what its calls and events say.\n');
  else if (written !== null || !mendable) world.out(`${faults.length} faults are not the table's: run audit verify, and report them.\n`);
  else world.out(`${faults.length} faults: run doctor --rebuild --write to write the table anew from its calls and events.\n`);
  return faults.length === 0;
}
