import type { Queryable } from './database';

/** What the server of our tables calls itself, as `10.11.6-MariaDB`. */
export async function serverVersion(db: Queryable): Promise<string> {
  const [row] = await db.query('SELECT VERSION() AS version');
  return String(row?.version || '');
}
