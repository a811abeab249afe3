import type { ClearedBy } from '../../shared/entry';
import type { Scope } from '../../shared/identity';
import type { UtcSeconds } from '../../shared/words';
import type { ListOrder, ListQuery, ListReason } from '../store/list-query';
import { endOfDay, isDay, startOfDay } from './list-days';

export type Sort = ListOrder;

/** What the address of the list says; whatever it does not say, or says wrongly, is the usual. '' and null narrow nothing. */
export interface Wanted {
  readonly view: 'open' | 'cleared';
  readonly sort: Sort;
  /** As the reader typed it: part of a number, or beginnings of the words of a name. */
  readonly text: string;
  readonly did: string;
  readonly queue: string;
  readonly ringGroup: string;
  readonly extension: string;
  /** The trunk's endpoint. */
  readonly trunk: string;
  readonly reason: ListReason | '';
  /** Of the last call, in the client's zone. */
  readonly hour: number | null;
  /** First and last day, `2026-03-02`, both included, in the reader's zone. */
  readonly from: string;
  readonly until: string;
  /** Cleared view only. */
  readonly clearedBy: ClearedBy | '';
  /** `me`, `nobody`, or the id of a user. */
  readonly owner: string;
  readonly hours: 'after' | 'business' | '';
  readonly sleep: 'awake' | 'snoozed' | '';
  readonly overdue: boolean;
  /** Which page this is as the links count, from 1: for the reader's eye, `after` and `before` say where it is. */
  readonly page: number;
  /** Places that a page of the list gave: behind the one, before the other. */
  readonly after: string;
  readonly before: string;
}

/** Who reads, and when. */
export interface Reader {
  readonly at: UtcSeconds;
  /** His zone. */
  readonly zone: string;
  readonly userId: string;
  readonly scope: Scope | null;
}

export const SORTS: readonly Sort[] = ['oldest', 'newest', 'insistent', 'overdue'];
export const CLEARINGS: readonly ClearedBy[] = ['returned', 'answered_later', 'manual', 'expired'];
export const REASONS: readonly ListReason[] = [
  ...(['no_answer', 'caller_hung_up', 'busy', 'declined', 'unreachable'] as const),
  ...(['queue_abandoned', 'queue_timeout', 'queue_exit_key', 'queue_empty', 'queue_refused'] as const),
  ...(['voicemail_no_message', 'forward_unanswered', 'message_left'] as const),
];
export const PAGE_SIZE = 50;
const LONGEST_TEXT = 100;

/** The list without any wish: open entries, oldest first. */
export const USUAL: Wanted = {
  ...{ view: 'open', sort: 'oldest', text: '', did: '', queue: '', ringGroup: '', extension: '', trunk: '', reason: '', hour: null },
  ...{ from: '', until: '', clearedBy: '', owner: '', hours: '', sleep: '', overdue: false, page: 1, after: '', before: '' },
};

/** Reads the address of the list. */
export function readWanted(query: Readonly<Record<string, string>>): Wanted {
  const text = (name: string): string => (query[name] || '').trim().slice(0, LONGEST_TEXT);
  const one = <T extends string>(name: string, of: readonly T[]): T | '' => of.filter((value) => value === query[name])[0] || '';
  const day = (name: string): string => (isDay(query[name] || '') ? String(query[name]) : '');
  const view = query.view === 'cleared' ? 'cleared' : 'open';
  const isOpen = view === 'open';
  const isFront = text('after') === '' && text('before') === '';
  return {
    view,
    sort: (isOpen && one('sort', SORTS)) || 'oldest',
    text: text('q'),
    did: text('did'),
    queue: text('queue'),
    ringGroup: text('group'),
    extension: text('ext'),
    trunk: text('trunk'),
    reason: one('reason', REASONS),
    hour: /^(1?\d|2[0-3])$/.test(query.hour || '') ? Number(query.hour) : null,
    from: day('from'),
    until: day('to'),
    clearedBy: isOpen ? '' : one('by', CLEARINGS),
    owner: text('owner'),
    hours: one('hours', ['after', 'business'] as const),
    sleep: isOpen ? one('sleep', ['awake', 'snoozed'] as const) : '',
    overdue: isOpen && query.overdue === '1',
    page: !isFront && /^[1-9]\d{0,5}$/.test(query.page || '') ? Number(query.page) : 1,
    after: text('after'),
    before: text('before'),
  };
}

/** The address that says it, without what is usual. */
export function wantedQuery(wanted: Wanted): Record<string, string | number | null> {
  const { view, sort, text, ringGroup, extension, until, clearedBy, overdue, ...rest } = wanted;
  return {
    view: view === 'open' ? null : view,
    sort: sort === 'oldest' ? null : sort,
    q: text,
    ...{ did: rest.did, queue: rest.queue, group: ringGroup, ext: extension, trunk: rest.trunk, reason: rest.reason, hour: rest.hour },
    ...{ from: rest.from, to: until, by: clearedBy, owner: rest.owner, hours: rest.hours, sleep: rest.sleep },
    overdue: overdue ? 1 : null,
    page: rest.page === 1 ? null : rest.page,
    after: rest.after,
    before: rest.before,
  };
}

/** The same wishes from the first page on. */
export function firstPage(wanted: Wanted): Wanted {
  return { ...wanted, page: 1, after: '', before: '' };
}

/** Whether something is looked for, so that an empty page means nobody fits rather than nobody waits. */
export function isNarrowed(wanted: Wanted): boolean {
  const { view, sort } = wanted;
  return JSON.stringify(firstPage(wanted)) !== JSON.stringify({ ...USUAL, view, sort });
}

/** What the store is asked, for this reader. */
export function listQuery(wanted: Wanted, { at, zone, userId, scope }: Reader): ListQuery {
  const { view, sort, text, reason, clearedBy, owner, hours, sleep } = wanted;
  return {
    status: view,
    order: sort,
    search: text,
    ...{ did: wanted.did, queue: wanted.queue, ringGroup: wanted.ringGroup, extension: wanted.extension, trunk: wanted.trunk },
    ...{ reason, clearedBy },
    hour: wanted.hour,
    from: wanted.from === '' ? null : startOfDay(zone, wanted.from),
    until: wanted.until === '' ? null : endOfDay(zone, wanted.until),
    owner: owner === 'me' ? userId : owner === 'nobody' ? '' : owner,
    unclaimed: owner === 'nobody',
    afterHours: hours === '' ? null : hours === 'after',
    awakeAt: sleep === 'awake' ? at : null,
    asleepAt: sleep === 'snoozed' ? at : null,
    overdueAt: wanted.overdue ? at : null,
    scope,
    ...{ after: wanted.after, before: wanted.before, limit: PAGE_SIZE },
  };
}
