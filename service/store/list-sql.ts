import type { SqlValue } from './database';
import { toSqlTime } from './instants';
import { readPlace } from './list-place';
import type { ListQuery } from './list-query';

const SORTS = {
  oldest: 'UNIX_TIMESTAMP(first_missed_at)',
  newest: '-CAST(UNIX_TIMESTAMP(last_missed_at) AS SIGNED)',
  insistent: '(CAST(UNIX_TIMESTAMP(first_missed_at) AS SIGNED) - 8589934592 * CAST(missed_count AS SIGNED))',
  overdue: 'COALESCE(UNIX_TIMESTAMP(due_at), 1099511627776)',
  cleared: '-CAST(UNIX_TIMESTAMP(cleared_at) AS SIGNED)',
};

/** What a query is as SQL. */
export interface ListSql {
  readonly sort: string;
  readonly where: string;
  readonly values: readonly unknown[];
  readonly place: string;
  readonly placeValues: readonly SqlValue[];
  readonly isBackwards: boolean;
}

/** The conditions beside the client; values never become part of the text. */
export function toSql(query: ListQuery): ListSql {
  const sort = query.status === 'open' ? SORTS[query.order || 'oldest'] : SORTS.cleared;
  const time = query.status === 'open' ? 'first_missed_at' : 'cleared_at';
  const owner = query.status === 'open' ? 'claimed_by' : 'cleared_by_user_id';
  const all: [string, ...unknown[]][] = [['status = ?', query.status], ['withdrawn_at IS NULL']];
  if (query.search) {
    const like = `%${searchOf(query.search).replace(/[\\%_]/g, '\\$&')}%`;
    all.push(['(caller_name LIKE ? OR caller_number LIKE ? OR caller_key LIKE ?)', like, like, like]);
  }
  if (query.did) all.push(['did = ?', query.did]);
  if (query.extension) all.push(['FIND_IN_SET(?, extensions) > 0', query.extension]);
  if (query.reason) all.push(["COALESCE(reason, 'message_left') = ?", query.reason]);
  if (query.from) all.push([`${time} >= ?`, toSqlTime(query.from)]);
  if (query.until) all.push([`${time} < ?`, toSqlTime(query.until)]);
  if (query.clearedBy) all.push(['cleared_by = ?', query.clearedBy]);
  if (query.owner) all.push([`${owner} = ?`, query.owner]);
  if (query.unclaimed) all.push([`${owner} IS NULL`]);
  if (typeof query.afterHours === 'boolean') all.push(['after_hours = ?', query.afterHours ? 1 : 0]);
  if (query.awakeAt) all.push(['(snoozed_until IS NULL OR snoozed_until <= ?)', toSqlTime(query.awakeAt)]);
  if (query.asleepAt) all.push(['snoozed_until > ?', toSqlTime(query.asleepAt)]);
  if (query.overdueAt) all.push(['due_at <= ?', toSqlTime(query.overdueAt)]);
  const after = readPlace(query.after || '');
  const before = after === null ? readPlace(query.before || '') : null;
  const at = after || before;
  const sign = before === null ? '>' : '<';
  return {
    sort,
    where: all.map(([sql]) => sql).join(' AND '),
    values: all.reduce<unknown[]>((values, [, ...more]) => values.concat(more), []),
    place: at === null ? '' : `AND (${sort} ${sign} ? OR (${sort} = ? AND id ${sign} ?))`,
    placeValues: at === null ? [] : [at.sort, at.sort, at.id],
    isBackwards: before !== null,
  };
}

/**
 * What is looked for: of a number its digits without the leading zeros and the plus, so that `0470 10 02` and `+32 470…` both find
 * the caller however he was written.
 */
function searchOf(text: string): string {
  if (!/^[+\d\s()./-]{3,}$/.test(text)) return text;
  const digits = text.replace(/[^\d]/g, '').replace(/^0+/, '');
  return digits === '' ? text : digits;
}
