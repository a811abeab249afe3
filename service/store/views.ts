import type { ClientId, UtcSeconds } from '../../shared/words';
import { addClient, lockClient } from './clients';
import { clip } from './columns';
import type { Database, Queryable, SqlRow } from './database';
import { toSqlTime } from './instants';

/** A way to look at the list, under a name. */
export interface SavedView {
  readonly id: number;
  readonly name: string;
  /** What the list's address says behind its `?`. */
  readonly query: string;
  /** Everybody sees it; else only who saved it. */
  readonly isShared: boolean;
  readonly savedBy: string;
}

/** What is to be saved, by whom and when. */
export interface ViewToSave {
  readonly name: string;
  readonly query: string;
  readonly isShared: boolean;
  readonly userId: string;
  /** May save over what others share. */
  readonly admin?: boolean;
  readonly at: UtcSeconds;
}

/** Of one owner; whoever has so many saves over an old one or deletes one first. */
export const MOST_VIEWS = 50;
/** Of a view, in characters as JavaScript counts them. */
export const LONGEST_NAME = 100;
const EVERYBODY = '';

/** The views a user has: his own and everybody's, by name. */
export async function readViews(client: ClientId, db: Queryable, userId: string): Promise<readonly SavedView[]> {
  const sql = 'SELECT id, owner, name, query, saved_by FROM smc_views WHERE client = ? AND owner IN (?) ORDER BY name, id';
  return (await db.query(sql, [client, [EVERYBODY, userId]])).map(toView);
}

/** full: its owner has as many as may be · taken: somebody else shares one of that name, which is his to change, or an administrator's. */
export type NotSaved = 'full' | 'taken';

/** Saves a view over the one its owner has under the same name, or beside his others; answers its id, or why it is not saved. */
export async function saveView(client: ClientId, db: Database, toSave: ViewToSave): Promise<number | NotSaved> {
  const { name, query, isShared, userId, admin, at } = toSave;
  const owner = isShared ? EVERYBODY : userId;
  const called = clip(name, LONGEST_NAME);
  await addClient(client, db);
  return db.transaction(async (tx) => {
    await lockClient(client, tx);
    const own = await tx.query('SELECT id, name, saved_by FROM smc_views WHERE client = ? AND owner = ?', [client, owner]);
    const same = own.find((row) => row.name === called);
    if (same !== undefined && same.saved_by !== userId && admin !== true) return 'taken';
    if (same === undefined && own.length >= MOST_VIEWS) return 'full';
    const [last] = await tx.query('SELECT MAX(id) AS id FROM smc_views WHERE client = ?', [client]);
    const id = same === undefined ? Number(last?.id || 0) + 1 : Number(same.id);
    const values = [client, id, owner, called, query, userId, toSqlTime(at)];
    await tx.change('REPLACE INTO smc_views (client, id, owner, name, query, saved_by, saved_at) VALUES (?, ?, ?, ?, ?, ?, ?)', values);
    return id;
  });
}

/** Deletes a view of a user's own, or a shared one that he saved; an administrator any shared one. Whether there was one to delete. */
export async function deleteView(client: ClientId, db: Database, id: number, user: { userId: string; admin: boolean }): Promise<boolean> {
  const sql = 'DELETE FROM smc_views WHERE client = ? AND id = ? AND (owner = ? OR (owner = ? AND (saved_by = ? OR ?)))';
  return (await db.change(sql, [client, id, user.userId, EVERYBODY, user.userId, user.admin ? 1 : 0])) > 0;
}

function toView({ id, owner, name, query, saved_by }: SqlRow): SavedView {
  return { id: Number(id), name: String(name), query: String(query), isShared: owner === EVERYBODY, savedBy: String(saved_by) };
}
