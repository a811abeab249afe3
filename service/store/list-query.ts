import type { UtcSeconds } from '../../shared/words';
import { toSqlTime } from './instants';

/** Which entries a page shows, and in what order. */
export interface ListQuery {
  readonly status: 'open' | 'cleared';
  /** Open: oldest waiting first unless told. Cleared entries come newest clearing first. */
  readonly order?: 'oldest' | 'newest' | 'insistent';
  /** Part of a name or a number. */
  readonly search?: string;
  readonly did?: string;
  readonly extension?: string;
  readonly reason?: string;
  readonly claimedBy?: string;
  readonly afterHours?: boolean;
  /** Leaves out what sleeps at this instant. */
  readonly awakeAt?: UtcSeconds;
  readonly offset?: number;
  /** At most 500; 100 unless told. */
  readonly limit?: number;
}

const ORDERS = {
  oldest: 'first_missed_at, id',
  newest: 'last_missed_at DESC, id DESC',
  insistent: 'missed_count DESC, first_missed_at, id',
};

/** The condition beside the client, its values and the order of a query, as SQL; values never become part of the text. */
export function toSql(query: ListQuery): { readonly where: string; readonly values: readonly unknown[]; readonly order: string } {
  const all: [string, ...unknown[]][] = [['status = ?', query.status], ['withdrawn_at IS NULL']];
  if (query.search) {
    const like = `%${query.search.replace(/[\\%_]/g, '\\$&')}%`;
    all.push(['(caller_name LIKE ? OR caller_number LIKE ? OR caller_key LIKE ?)', like, like, like]);
  }
  if (query.did) all.push(['did = ?', query.did]);
  if (query.extension) all.push(['FIND_IN_SET(?, extensions) > 0', query.extension]);
  if (query.reason) all.push(['reason = ?', query.reason]);
  if (query.claimedBy) all.push(['claimed_by = ?', query.claimedBy]);
  if (query.afterHours !== undefined) all.push(['after_hours = ?', query.afterHours ? 1 : 0]);
  if (query.awakeAt !== undefined) all.push(['(snoozed_until IS NULL OR snoozed_until <= ?)', toSqlTime(query.awakeAt)]);
  return {
    where: all.map(([sql]) => sql).join(' AND '),
    values: all.reduce<unknown[]>((values, [, ...more]) => values.concat(more), []),
    order: query.status === 'open' ? ORDERS[query.order || 'oldest'] : 'cleared_at DESC, id DESC',
  };
}
