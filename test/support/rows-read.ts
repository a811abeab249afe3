import { createConnection } from 'mysql2/promise';
import type { Login } from './mariadb';

/** How many rows of tables and indexes the server really looked at: EXPLAIN only guesses, and does not know of LIMIT. */
export async function rowsRead(login: Login, sql: string, values: readonly unknown[]): Promise<number> {
  const one = await createConnection(login);
  try {
    await one.query('FLUSH STATUS');
    await one.query(sql, values as unknown[]);
    const [rows] = await one.query("SHOW SESSION STATUS LIKE 'Handler_read%'");
    return (rows as { Value: string }[]).reduce((sum, row) => sum + Number(row.Value), 0);
  } finally {
    await one.end();
  }
}
