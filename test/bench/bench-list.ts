import { listEntries, readEntry } from '../../service/store/list';
import { writePlace } from '../../service/store/list-place';
import type { ListQuery } from '../../service/store/list-query';
import type { Directory } from '../../shared/directory';
import type { Mariadb } from '../support/mariadb';
import { queryOnce } from '../support/mariadb';
import { FREEPBX_17, standUp } from '../support/pbx-stand';
import { type Finding, interleaved, ratio, told } from './measure';

/** What the page can ask for. */
const QUERIES: readonly { readonly what: string; readonly query: Omit<ListQuery, 'status'>; readonly deep?: true }[] = [
  { what: 'first page', query: {} },
  { what: 'newest first', query: { order: 'newest' } },
  { what: 'most insistent first', query: { order: 'insistent' } },
  { what: 'a deep page', query: {}, deep: true },
  { what: 'one DID', query: { did: '3225550107' } },
  { what: 'one extension', query: { extension: '103' } },
  { what: 'one reason', query: { reason: 'busy' } },
  { what: 'a colleague’s own', query: { owner: 'anna' } },
  { what: 'after hours', query: { afterHours: true } },
  { what: 'a search', query: { search: '0470123' } },
];

/** The open list with many entries in the database, held against a look-up by primary key through the same path. */
export async function benchList(db: Mariadb, directory: Directory, rows: number): Promise<Finding[]> {
  const stand = await standUp(db, directory, FREEPBX_17);
  const entries = Math.max(20000, Math.round(rows / 5));
  await queryOnce(
    db.login(undefined, stand.addresses.owner.database),
    `INSERT INTO smart_missed_calls (client, id, seq, caller_key, caller_number, caller_name, did, route_label, status, missed_count,
      missed_total, voicemail_count, first_missed_at, last_missed_at, last_call_id, ring_seconds, extensions, reason, after_hours,
      attempted_count, claimed_by, reopened_count, cleared_by, cleared_at)
    SELECT 'default', seq, 1, CONCAT('+32470', LPAD(seq, 6, '0')), CONCAT('0470', LPAD(seq, 6, '0')), CONCAT('Caller ', seq),
      CONCAT('32255501', LPAD(seq % 20, 2, '0')), 'Sales', IF(seq % 50 = 0, 'open', 'cleared'), 1 + seq % 7, 1 + seq % 7, 0,
      '2024-01-01' + INTERVAL seq MINUTE, '2024-01-01' + INTERVAL seq MINUTE, CONCAT('1700000000.', seq), seq % 60,
      CONCAT('10', seq % 9, ',11', seq % 3), ELT(1 + seq % 5, 'no_answer', 'busy', 'caller_hung_up', 'queue_abandoned', 'declined'),
      seq % 10 = 0, 0, IF(seq % 500 = 0, 'anna', NULL), 0, IF(seq % 50 = 0, NULL, 'returned'),
      IF(seq % 50 = 0, NULL, '2024-01-02' + INTERVAL seq MINUTE)
    FROM seq_1_to_${entries}`,
  );
  await queryOnce(db.login(undefined, stand.addresses.owner.database), 'ANALYZE TABLE smart_missed_calls');
  const open = Math.floor(entries / 50);
  const findings: Finding[] = [told('entries', `${entries}, ${open} of them open`)];
  for (const { what, query, deep } of QUERIES) {
    const after = deep ? writePlace({ sort: Date.UTC(2024, 0, 1) / 1000 + (entries - 6000) * 60, id: 1 }) : '';
    const [byKey = 1, page = 0] = await interleaved(15, [
      () => readEntry(stand.client, stand.db, 50),
      () => listEntries(stand.client, stand.db, { ...query, status: 'open', after, limit: 50 }),
    ]);
    findings.push(ratio(`${what} (${page.toFixed(1)} ms) to a look-up by key (${byKey.toFixed(2)} ms)`, page / byKey, { atMost: 3 }));
  }
  await stand.close();
  return findings;
}
