import type { Command } from '../../service/entries/commands';
import { type Outcome, step } from '../../service/entries/decide';
import { detailsOf } from '../../service/entries/details';
import { type CallerHistory, emptyHistory } from '../../service/entries/history';
import { type RuleBook, rulesOf } from '../../service/entries/rules';
import type { CallFact, Entry, EntryEvent } from '../../shared/entry';
import { DEFAULT_SETTINGS, type Settings } from '../../shared/settings';
import type { UtcSeconds } from '../../shared/words';

/** Monday 2 March 2026, 09:00:00 UTC: where every story begins. */
export const NINE = Date.UTC(2026, 2, 2, 9) / 1000;
export const MINUTE = 60;
export const HOUR = 3600;
export const DAY = 86400;
export const ANDREW = '+32470104242';

/** A call from or to Andrew, the way tests need it. */
export function call(kind: CallFact['kind'], callId: string, at: UtcSeconds, more: Partial<CallFact> = {}): CallFact {
  const ours = kind === 'returned' || kind === 'attempted';
  const served = kind === 'returned' || kind === 'answered';
  const seconds = served ? 60 : 20;
  return {
    callId,
    kind,
    at,
    endedAt: at + seconds,
    servedAt: served ? at : null,
    callerKey: ANDREW,
    callerNumber: '0470104242',
    callerName: 'Andrew',
    did: ours ? '' : '3225550101',
    routeLabel: ours ? '' : 'Sales',
    reason: kind === 'missed' ? 'no_answer' : null,
    extensions: served || ours ? ['105'] : ['101', '102'],
    talkSeconds: served ? seconds : 0,
    ringSeconds: 20,
    queues: ours ? [] : ['400'],
    ringGroups: [],
    trunk: ours ? '' : 'PJSIP/carrier',
    ...more,
  };
}

/** The rules of these settings, for all time. */
export function book(settings: Partial<Settings> = {}): RuleBook {
  return [{ since: 0, rules: rulesOf({ ...DEFAULT_SETTINGS, ...settings }, 'UTC') }];
}

/** One thing that happens, and the clock's time when it does. */
export type When = readonly [Command, UtcSeconds] | CallFact;

/** The history after all this, and the events of the last. */
export function given(whens: readonly When[], rules: RuleBook = book(), callerKey = ANDREW): Outcome {
  let outcome: Outcome = { history: emptyHistory('default', callerKey, 1), events: [] };
  for (const when of whens) {
    const [command, now] = 'callId' in when ? [{ type: 'fact' as const, fact: when }, when.at + MINUTE] : when;
    outcome = step(outcome.history, command, now, rules);
  }
  return outcome;
}

/** The entries as a page would show them. */
export function entries(history: CallerHistory): readonly Entry[] {
  return history.entries.map((entry) => ({
    client: history.client,
    callerKey: history.callerKey,
    id: entry.id,
    did: entry.did,
    seq: entry.seq,
    ...entry.state,
    ...detailsOf(history, entry),
  }));
}

/** The events in short: `created`, `reopened/proof_withdrawn`. */
export function told(events: readonly EntryEvent[]): readonly string[] {
  return events.map((event) => (event.why ? `${event.action}/${event.why}` : event.action));
}
