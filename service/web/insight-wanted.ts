import type { Scope } from '../../shared/identity';
import type { UtcSeconds } from '../../shared/words';
import type { InsightQuery, OutcomeName } from '../store/insight-query';
import type { ListReason } from '../store/list-query';
import { dayNumber, dayOf, dayText, intervalsOf } from './insight-days';
import { isDay } from './list-days';
import { REASONS } from './list-query';

/** What became of the callers a figure counts. `recovered`: called back, or got through later. */
export type WhatBecame = 'recovered' | OutcomeName | 'in_target' | 'not_in_target';

/** What the address of Insight, or of the callers behind one of its figures, says; '' and null narrow nothing. */
export interface InsightWanted {
  /** First and last day, both included, in the reader's zone. */
  readonly from: string;
  readonly to: string;
  readonly became: WhatBecame | '';
  readonly reason: ListReason | '';
  /** Null: any; '' are callers of whom we know no number of ours. */
  readonly did: string | null;
  readonly queue: string;
  readonly ringGroup: string;
  readonly extension: string;
  /** An entry whose caller is meant: his number is no part of an address. */
  readonly of: number | null;
  readonly hour: number | null;
  /** 0 for Sunday. */
  readonly weekday: number | null;
}

/** Days shown unless told otherwise. */
export const USUAL_DAYS = 30;
const LONGEST_TEXT = 128;
/** An address leaves out what is empty. */
const NO_DID = '-';
const BECAME: readonly WhatBecame[] = [
  'recovered',
  'open',
  'returned',
  'answered_later',
  'manual',
  'expired',
  'in_target',
  'not_in_target',
];
const OUTCOMES: Partial<Readonly<Record<WhatBecame, readonly OutcomeName[]>>> = { recovered: ['returned', 'answered_later'] };

/** Reads the address; days that are none, or the wrong way round, are the usual ones. */
export function readInsightWanted(query: Readonly<Record<string, string>>, zone: string, now: UtcSeconds): InsightWanted {
  const today = dayNumber(zone, now);
  const day = (name: string, usual: number) => (isDay(query[name] || '') ? String(query[name]) : dayText(usual));
  const to = day('to', today);
  const from = day('from', dayOf(to) - USUAL_DAYS + 1);
  const text = (name: string) => (query[name] || '').trim().slice(0, LONGEST_TEXT);
  const number = (name: string, most: number) =>
    /^\d{1,9}$/.test(query[name] || '') && Number(query[name]) <= most ? Number(query[name]) : null;
  return {
    ...(from <= to ? { from, to } : { from: to, to: from }),
    became: BECAME.filter((one) => one === query.became)[0] || '',
    reason: REASONS.filter((one) => one === query.reason)[0] || '',
    did: query.did === undefined ? null : query.did === NO_DID ? '' : query.did.slice(0, LONGEST_TEXT),
    queue: text('queue'),
    ringGroup: text('group'),
    extension: text('ext'),
    of: number('of', 999999999),
    hour: number('hour', 23),
    weekday: number('weekday', 6),
  };
}

/** The address that says it. */
export function insightAddress(wanted: Partial<InsightWanted>): Record<string, string | number | null> {
  const { from, to, became, reason, did, queue, ringGroup, extension, of, hour, weekday } = wanted;
  const orNull = (value: string | number | null | undefined) => (value === undefined ? null : value);
  return {
    ...{
      from: orNull(from),
      to: orNull(to),
      became: orNull(became),
      reason: orNull(reason),
      did: did === '' ? NO_DID : orNull(did),
      queue: orNull(queue),
    },
    ...{ group: orNull(ringGroup), ext: orNull(extension), of: orNull(of), hour: orNull(hour), weekday: orNull(weekday) },
  };
}

/** What the store is asked. `callerKey` is the caller the address means. */
export function insightQuery(
  wanted: InsightWanted,
  {
    zone,
    now,
    scope,
    callerKey,
  }: { readonly zone: string; readonly now: UtcSeconds; readonly scope: Scope | null; readonly callerKey: string },
): InsightQuery {
  const { became } = wanted;
  const isTarget = became === 'in_target' || became === 'not_in_target';
  return {
    intervals: intervalsOf(zone, wanted, wanted.hour, wanted.weekday),
    scope,
    ...(became === '' || isTarget ? {} : { outcomes: OUTCOMES[became] || [became as OutcomeName] }),
    target: isTarget ? { isMet: became === 'in_target', now } : null,
    reason: wanted.reason,
    did: wanted.did,
    queue: wanted.queue,
    ringGroup: wanted.ringGroup,
    extension: wanted.extension,
    callerKey,
  };
}
