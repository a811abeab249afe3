import * as os from 'os';
import { PlainError } from '../../shared/errors';
import type { UtcSeconds } from '../../shared/words';
import type { BackfillJob, BackfillPosition } from '../backfill';
import { rangeOf } from './instant';
import type { StoreOptions } from './with-store';

/** Options of `backfill` as they are typed. */
export interface BackfillOptions extends StoreOptions {
  readonly since: string;
  readonly until?: string;
  readonly batch: string;
  readonly maxLoad?: string;
  readonly pause: string;
  readonly niceness: string;
  readonly dryRun?: boolean;
  readonly rejudge?: boolean;
  readonly restart?: boolean;
  readonly yes?: boolean;
}

/** How gently it goes. */
export interface Pace {
  /** Above this load of the machine it waits. */
  readonly maxLoad: number;
  readonly pauseMs: number;
  /** 0 leaves the priority of the process alone. */
  readonly niceness: number;
}

/** A number within bounds; throws PlainError for others. */
export function numberOf(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (text.trim() === '' || Number.isNaN(value) || value < least || value > most)
    throw new PlainError('wrong_option', `--${name} is ${JSON.stringify(text)}: give a number from ${least} to ${most}.`);
  return value;
}

/** Reads the options about the pace. */
export function paceOf(options: BackfillOptions): Pace {
  return {
    maxLoad: options.maxLoad === undefined ? os.cpus().length : numberOf('max-load', options.maxLoad, 0, 1000),
    pauseMs: numberOf('pause', options.pause, 0, 60000),
    niceness: numberOf('niceness', options.niceness, 0, 19),
  };
}

/** The range asked for; taken up where a run of the same kind and range was broken off, unless told to begin again. */
export function jobOf(options: BackfillOptions, zone: string, now: UtcSeconds, known: unknown): BackfillJob {
  const { since, until } = rangeOf(options, zone, now);
  const batch = Math.floor(numberOf('batch', options.batch, 1, 5000));
  const begun: BackfillJob = { since, until, at: since, heldTo: options.rejudge === true ? '' : null, batch };
  const before = options.restart === true || options.dryRun === true ? null : positionOf(known);
  if (before === null || (before.heldTo !== null) !== (begun.heldTo !== null)) return begun;
  const isRelative = /^\d+[mhdw]$/.test(options.since.trim());
  // `30d` means another instant at every run; it goes on with a run of about the same range.
  const isSame = before.since === since || (isRelative && Math.abs(before.since - since) < 86400);
  if (!isSame || (before.at >= before.until && before.heldTo === null)) return begun;
  const isToEnd = options.until === undefined || before.until === until;
  return { ...before, ...(isToEnd ? {} : { until, heldTo: begun.heldTo }), batch };
}

function positionOf(known: unknown): BackfillPosition | null {
  const { since, until, at, heldTo } = (typeof known === 'object' && known !== null ? known : {}) as Partial<BackfillPosition>;
  if (typeof since !== 'number' || typeof until !== 'number' || typeof at !== 'number') return null;
  return { since, until, at, heldTo: typeof heldTo === 'string' ? heldTo : null };
}
