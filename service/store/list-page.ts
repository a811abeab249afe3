import type { Entry } from '../../shared/entry';
import type { ClientId } from '../../shared/words';
import { fromRow } from './columns';
import type { Queryable } from './database';
import { ENTRY_COLUMNS } from './entry-columns';
import type { Sql } from './list-pieces';
import { byPlace, readPlace, writePlace } from './list-place';
import type { ListPlan } from './list-plan';
import type { ListQuery } from './list-query';
import { type Part, pageSql, type Start } from './list-sql';

const USUAL_LIMIT = 100;
const MOST_ROWS = 500;

/** Some entries in a row, and where others go on. */
export interface EntriesInOrder {
  readonly entries: readonly Entry[];
  /** What to ask for the page before and the page after; null where there is none. */
  readonly before: string | null;
  readonly after: string | null;
}

/** The entries behind or before a place; with `count`, what it counts too, unless there are none. */
export async function readPage(
  client: ClientId,
  db: Queryable,
  plan: ListPlan,
  start: Start,
  { after, before, limit }: Pick<ListQuery, 'after' | 'before' | 'limit'>,
  count: Sql | null = null,
): Promise<EntriesInOrder & { readonly counted: number | null }> {
  const most = Math.min(MOST_ROWS, Math.max(1, limit === undefined ? USUAL_LIMIT : limit));
  const behind = readPlace(after || '');
  const ahead = behind === null ? readPlace(before || '') : null;
  const isBackwards = ahead !== null;
  const part: Part = { place: behind || ahead, isBackwards, limit: most + 1 };
  const { sql, values } = pageSql(client, plan, nearest(start, part), part, count);
  const rows = await db.query(sql, values);
  const shown = rows.slice(0, most);
  if (isBackwards) shown.reverse();
  const places = shown.map((row) => writePlace({ sort: Number(row.place_sort), id: Number(row.id) }));
  const goesOn = rows.length > most;
  return {
    entries: shown.map((row) => fromRow(ENTRY_COLUMNS, row)),
    before: (isBackwards ? goesOn : behind !== null) ? places[0] || null : null,
    after: isBackwards || goesOn ? places[places.length - 1] || null : null,
    counted: count === null || rows[0] === undefined ? null : Number(rows[0].total_fits),
  };
}

/** Of entries whose order is known, those of the page; never none, which no statement can say. */
function nearest(start: Start, { place, isBackwards, limit }: Part): Start {
  if (start.sorted === null) return start;
  const way = isBackwards ? -1 : 1;
  const beyond = start.sorted.filter((one) => place === null || byPlace(one, place) * way > 0);
  const some = isBackwards ? beyond.slice(-limit) : beyond.slice(0, limit);
  return { ...start, sorted: some.length ? some : [{ sort: 0, id: 0 }] };
}
