import { fromRow } from '../../service/store/columns';
import type { Database } from '../../service/store/database';
import { ENTRY_COLUMNS } from '../../service/store/entry-columns';
import { wrongMarks } from '../../service/store/save-marks';
import { SHELVES, WORD_SHELVES } from '../../service/store/shelves';
import { signsOf } from '../../service/store/signs';
import type { Entry } from '../../shared/entry';

/** One entry in so many is open. */
export const ONE_OPEN_IN = 50;

/** A number from 0 to 1 that an entry has from chance, the same in every run; what is rolled for one column says nothing of another. */
const chance = (column: number): string => `(CONV(LEFT(MD5(CONCAT(seq, ':', ${column})), 8), 16, 10) / 4294967296)`;

const COLUMNS = `client, id, seq, caller_key, caller_number, caller_name, did, route_label, status, missed_count, missed_total, voicemail_count,
  first_missed_at, last_missed_at, last_call_id, ring_seconds, extensions, reason, after_hours, due_at, attempted_count, claimed_by, snoozed_until,
  reopened_count, cleared_by, cleared_at, cleared_by_user_id, queues, ring_groups, trunk, last_missed_hour`;

/** A caller's name of two words, some of them rare; 40 DIDs, 20 phones, 10 queues, 8 ring groups, 4 trunks, each as likely as the other. */
const entriesSql = (entries: number): string => `
  INSERT INTO smart_missed_calls (${COLUMNS})
  SELECT 'default', seq, 1, CONCAT('+32470', LPAD(seq, 6, '0')), CONCAT('0470', LPAD(seq, 6, '0')),
    CONCAT(ELT(1 + FLOOR(${chance(0)} * 8), 'Andrew', 'Bea', 'Carla', 'David', 'Eve', 'Frank', 'Gina', 'Henk'), ' Pope', FLOOR(${chance(1)} * 20000)),
    CONCAT('32255501', LPAD(FLOOR(${chance(2)} * 40), 2, '0')), 'Sales', IF(seq % ${ONE_OPEN_IN} = 0, 'open', 'cleared'),
    1 + FLOOR(${chance(3)} * 7), 9, 0, '2024-01-01' + INTERVAL seq MINUTE, '2024-01-01' + INTERVAL seq + FLOOR(${chance(4)} * 600) MINUTE,
    CONCAT('1700000000.', seq), seq % 60, CONCAT('1', LPAD(FLOOR(${chance(5)} * 10), 2, '0'), ',2', LPAD(FLOOR(${chance(6)} * 10), 2, '0')),
    ELT(1 + FLOOR(${chance(7)} * 5), 'no_answer', 'busy', 'caller_hung_up', 'queue_abandoned', 'declined'), ${chance(8)} < 0.1,
    '2024-01-01' + INTERVAL seq + 30 MINUTE, 0,
    IF(seq % ${ONE_OPEN_IN} = 0 AND ${chance(9)} < 0.1, ELT(1 + FLOOR(${chance(10)} * 4), 'anna', 'bram', 'cem', 'dora'), NULL),
    IF(seq % ${ONE_OPEN_IN} = 0 AND ${chance(11)} < 0.02, '2036-01-01', NULL), 0,
    IF(seq % ${ONE_OPEN_IN} = 0, NULL, ELT(1 + FLOOR(${chance(12)} * 4), 'returned', 'answered_later', 'manual', 'expired')),
    IF(seq % ${ONE_OPEN_IN} = 0, NULL, '2024-01-01' + INTERVAL seq + FLOOR(${chance(13)} * 900) MINUTE), NULL,
    FLOOR(400 + ${chance(14)} * 10), FLOOR(600 + ${chance(15)} * 8), CONCAT('PJSIP/t', FLOOR(${chance(16)} * 4)), FLOOR(${chance(17)} * 24)
  FROM seq_1_to_${entries}`;

const REASONS = "COALESCE(e.reason, 'message_left')";
/** The marks of every filter, as shelves.ts writes them. */
const MARKS = [
  "''",
  "CONCAT('d', e.did)",
  `CONCAT('r', ${REASONS})`,
  "CONCAT('a', e.after_hours)",
  "CONCAT('q', e.queues)",
  "CONCAT('g', e.ring_groups)",
  "CONCAT('x', SUBSTRING_INDEX(e.extensions, ',', 1))",
  "CONCAT('x', SUBSTRING_INDEX(e.extensions, ',', -1))",
  "CONCAT('t', e.trunk)",
  "CONCAT('h', e.last_missed_hour)",
];
const OPEN_MARKS = ["CONCAT('o', COALESCE(e.claimed_by, ''))", "IF(e.snoozed_until IS NULL, NULL, 's')"];
const NAMES = ["LOWER(SUBSTRING_INDEX(e.caller_name, ' ', 1))", "LOWER(SUBSTRING_INDEX(e.caller_name, ' ', -1))"];
const NUMBERS = [2, 3, 4, 5, 6, 7, 8, 9, 10].map((from) => `SUBSTRING(e.caller_key, ${from})`);
const HOME = "IF(e.status = 'open', UNIX_TIMESTAMP(e.first_missed_at), -CAST(UNIX_TIMESTAMP(e.cleared_at) AS SIGNED))";
const SORTS: readonly (readonly [number, string])[] = [
  [SHELVES.newest, '-CAST(UNIX_TIMESTAMP(e.last_missed_at) AS SIGNED)'],
  [SHELVES.insistent, 'CAST(UNIX_TIMESTAMP(e.first_missed_at) AS SIGNED) - 8589934592 * CAST(e.missed_count AS SIGNED)'],
  [SHELVES.overdue, 'UNIX_TIMESTAMP(e.due_at)'],
];

/** Fills a client's list with entries and what they are found by: loaded first, indexed afterwards. Throws when the marks are not the product's. */
export async function fillList(db: Database, entries: number): Promise<void> {
  await db.change(entriesSql(entries));
  await fillSigns(db, Math.min(entries, 20000));
  await db.change('ALTER TABLE smc_marks DROP KEY by_entry');
  const each: string[] = [];
  const add = (shelf: string, mark: string, sort: string, which: string) =>
    each.push(
      `SELECT ${shelf} AS shelf, ${mark} AS mark, ${sort} AS sort, e.id, s.signs, s.name_signs, s.began_at, s.due_at, e.snoozed_until
       FROM smart_missed_calls e STRAIGHT_JOIN bench_signs s ON s.id = e.id WHERE e.client = 'default' ${which}`,
    );
  const either = (open: number, cleared: number) => `IF(e.status = 'open', ${open}, ${cleared})`;
  const { open, cleared } = WORD_SHELVES;
  for (const mark of MARKS) add(either(SHELVES.oldest, SHELVES.cleared), mark, HOME, '');
  for (const mark of NAMES) add(either(open.names, cleared.names), mark, HOME, '');
  for (const mark of NUMBERS) add(either(open.numbers, cleared.numbers), mark, HOME, '');
  for (const mark of OPEN_MARKS) add(String(SHELVES.oldest), mark, HOME, "AND e.status = 'open'");
  add(String(SHELVES.cleared), "CONCAT('c', e.cleared_by)", HOME, "AND e.status = 'cleared'");
  for (const [shelf, sort] of SORTS) for (const mark of MARKS.concat(OPEN_MARKS)) add(String(shelf), mark, sort, "AND e.status = 'open'");
  await db.change(
    `INSERT INTO smc_marks (client, shelf, mark, sort, id, signs, name_signs, began_at, due_at, snoozed_until)
     SELECT 'default', shelf, mark, sort, id, signs, name_signs, began_at, due_at, UNIX_TIMESTAMP(snoozed_until) FROM (${each.join(' UNION ALL ')}) m WHERE mark IS NOT NULL ORDER BY shelf, mark, sort, id`,
  );
  await db.change('ALTER TABLE smc_marks ADD KEY by_entry (client, id, shelf, mark)');
  await db.query('ANALYZE TABLE smart_missed_calls, smc_marks');
  const sample = await readByKeys(
    db,
    Array.from({ length: 200 }, (_, n) => 1 + n * Math.floor(entries / 200)),
  );
  const wrong = await wrongMarks('default', db, sample);
  if (wrong.length > 0) throw new Error(`The marks of entries ${wrong.slice(0, 5).join(', ')} are not what the product writes.`);
}

/** Puts together what the marks of each entry say: the product tells the bits of each mark that the first entries have, SQL the rest. */
async function fillSigns(db: Database, first: number): Promise<void> {
  const beginnings = NAMES.map((name) => `CONCAT('w', LEFT(${name}, 3))`);
  const places = MARKS.slice(1);
  await db.change('CREATE TABLE bench_bits (mark VARCHAR(191) COLLATE utf8mb4_bin NOT NULL PRIMARY KEY, bits BIGINT UNSIGNED NOT NULL)');
  await db.change(`CREATE TABLE bench_signs (id INT UNSIGNED NOT NULL PRIMARY KEY, signs BIGINT UNSIGNED NOT NULL,
    name_signs INT UNSIGNED NOT NULL, began_at INT UNSIGNED NULL, due_at INT UNSIGNED NULL)`);
  const some = places
    .concat(beginnings)
    .map((mark) => `SELECT ${mark} AS mark FROM smart_missed_calls e WHERE e.client = 'default' AND e.id <= ${first}`);
  const bits = (await db.query(some.join(' UNION '))).map(({ mark }): [string, number] => {
    const text = String(mark);
    return [text, /^w/.test(text) ? signsOf([], [text.slice(1)]).names : signsOf([text], []).value];
  });
  await db.change('INSERT INTO bench_bits (mark, bits) VALUES ?', [bits]);
  const bitsOf = (marks: readonly string[]) => marks.map((mark) => `(SELECT bits FROM bench_bits WHERE mark = ${mark})`).join(' | ');
  const ifOpen = (column: string) => `IF(e.status = 'open', UNIX_TIMESTAMP(${column}), NULL)`;
  await db.change(
    `INSERT INTO bench_signs SELECT e.id, ${bitsOf(places)}, ${bitsOf(beginnings)}, ${ifOpen('e.first_missed_at')}, ${ifOpen('e.due_at')}
     FROM smart_missed_calls e WHERE e.client = 'default'`,
  );
}

/** Entries by their primary keys, through the path pages take: what a page is held against. */
export async function readByKeys(db: Database, ids: readonly number[]): Promise<readonly Entry[]> {
  const rows = await db.query('SELECT * FROM smart_missed_calls WHERE client = ? AND id IN (?)', ['default', ids]);
  return rows.map((row) => fromRow(ENTRY_COLUMNS, row));
}
