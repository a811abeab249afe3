import { type Mariadb, queryOnce } from './mariadb';

/**
 * Fills `cdr` and `cel` with calls nobody asks for, one every ten minutes up to an instant, three rows each: with less than that MariaDB
 * reads whole tables whatever their indexes.
 */
export async function addYearsOfCalls(db: Mariadb, database: string, calls: number, until: number): Promise<void> {
  const query = (sql: string) => queryOnce(db.login(undefined, database), sql);
  const epoch = `(${until} - 600 * n.seq)`;
  const clock = `FROM_UNIXTIME(${epoch}) `;
  await query(`INSERT INTO cdr (calldate, uniqueid, linkedid, sequence, duration)
    SELECT ${clock}, CONCAT(${epoch}, '.', 900000 + k.seq), CONCAT(${epoch}, '.900001'), n.seq * 3 + k.seq, 30
    FROM seq_1_to_${calls} AS n, seq_1_to_3 AS k`);
  await query(`INSERT IGNORE INTO cel (eventtype, eventtime, uniqueid, linkedid, extra)
    SELECT 'CHAN_START', ${clock}, CONCAT(${epoch}, '.', 900000 + k.seq), CONCAT(${epoch}, '.900001'), ''
    FROM seq_1_to_${calls} AS n, seq_1_to_3 AS k ORDER BY n.seq DESC, k.seq`);
  await query(`ANALYZE TABLE cdr, cel`);
}
