import { ANONYMOUS, type CallFact, type EntryEvent, type EntryState } from '../../shared/entry';
import type { Uniqueid, UtcSeconds } from '../../shared/words';
import { done } from './doings';
import { expiryOf } from './expiry';
import type { CallerHistory, FoldedEntry } from './history';
import { type RuleBook, type Rules, rulesAt } from './rules';
import { type Happening, timeline } from './timeline';
import { beginWait, callBackInVain, clear, missAgain } from './wait';

/** What an entry should be: the outcome of the walk, before it is held against what the list says. */
export interface Episode {
  readonly did: string;
  readonly state: EntryState;
  /** Misses and voicemails counted here, of all its waits. */
  readonly calls: readonly Uniqueid[];
  /** Those that began a new wait of a cleared entry. */
  readonly reopenings: readonly Uniqueid[];
  /** Callbacks nobody took, of all its waits. */
  readonly attempts: readonly Uniqueid[];
}

/**
 * The list as it should be for one caller: walks calls and doings in the order of time and asks of each what it changes.
 * Depends on nothing but the facts, the doings and the rules of their moments; not on when anything became known.
 */
export function walk(history: CallerHistory, book: RuleBook): readonly Episode[] {
  return timeline(history).reduce(happen(history, book), []);
}

/** An entry that expired between two happenings, by the place of its episode. */
export interface Expiry {
  readonly place: number;
  readonly at: UtcSeconds;
}

/** The same walk for a time of which nobody saw how it passed: what should have expired before the next happening does. */
export function walkExpiring(
  history: CallerHistory,
  book: RuleBook,
): { readonly episodes: readonly Episode[]; readonly expiries: readonly Expiry[] } {
  const expiries: Expiry[] = [];
  const next = happen(history, book);
  const didOf = didsOf(history);
  // What a person did to an entry nobody had seen expire stays done.
  const handledAt = new Map<string, UtcSeconds>();
  const episodes = timeline(history).reduce<readonly Episode[]>((all, happening) => {
    const left = all.slice();
    left.forEach(({ did, state }, place) => {
      const own = happening.doing !== null && happening.doing.actorType === 'user' && didOf.get(happening.doing.entryId) === did;
      if (own) handledAt.set(did, happening.at);
      const at = expiryOf(state, book, handledAt.get(did));
      if (at === null || at >= happening.at) return;
      expiries.push({ place, at });
      left[place] = withState(left[place] as Episode, clear(state, { by: 'expired', at, call: null, userId: null }));
    });
    return next(left, happening);
  }, []);
  return { episodes, expiries };
}

function didsOf(history: CallerHistory): ReadonlyMap<number, string> {
  return new Map(history.entries.map((entry): [number, string] => [entry.id, entry.did]));
}

function happen(history: CallerHistory, book: RuleBook): (episodes: readonly Episode[], happening: Happening) => readonly Episode[] {
  const didOf = didsOf(history);
  return (episodes, { at, fact, doing }) => {
    const rules = rulesAt(book, at);
    if (fact) return afterFact(episodes, fact, at, rules);
    return latestOf(episodes, didOf.get((doing as EntryEvent).entryId), (episode) =>
      withState(episode, done(episode.state, doing as EntryEvent, rules)),
    );
  };
}

/** The list as it should be after one more fact that comes behind all others: from how the list stands, without walking the past. */
export function walkOn(history: CallerHistory, fact: CallFact, at: UtcSeconds, book: RuleBook): readonly Episode[] {
  return afterFact(standing(history), fact, at, rulesAt(book, at));
}

/** The episodes the list stands for, in the order of time. */
function standing(history: CallerHistory): readonly Episode[] {
  const calls = new Map<number, Uniqueid[]>(history.entries.map((entry): [number, Uniqueid[]] => [entry.id, []]));
  for (const [call, id] of Array.from(history.counted)) (calls.get(id) || []).push(call);
  const byTime = (a: FoldedEntry, b: FoldedEntry): number => a.state.lastMissedAt - b.state.lastMissedAt || a.id - b.id;
  return history.entries
    .filter((entry) => entry.state.withdrawnAt === null)
    .sort(byTime)
    .map(({ id, did, state }) => ({ did, state, calls: calls.get(id) || [], reopenings: [], attempts: [] }));
}

function afterFact(episodes: readonly Episode[], fact: CallFact, at: UtcSeconds, rules: Rules): readonly Episode[] {
  if (fact.kind === 'none') return episodes;
  if (fact.kind === 'missed' || (fact.kind === 'voicemail' && rules.countVoicemail)) return missed(episodes, fact, rules);
  if (fact.kind === 'voicemail') return latestOf(episodes, fact.did, (episode) => leftMessage(episode, fact));
  if (fact.callerKey === ANONYMOUS || episodes.every((episode) => episode.state.status !== 'open')) return episodes;
  return episodes.map((episode) => heard(episode, fact, at, rules));
}

function missed(episodes: readonly Episode[], miss: CallFact, rules: Rules): readonly Episode[] {
  let found = false;
  const next = latestOf(episodes, miss.did, (episode) => {
    const { state } = episode;
    const isOpen = state.status === 'open';
    if (!isOpen && miss.at - (state.clearedAt || 0) > rules.reopenWithinSeconds) return episode;
    found = true;
    const calls = added(episode.calls, miss.callId);
    if (isOpen) return { ...episode, state: missAgain(state, miss, rules), calls };
    return { ...episode, state: beginWait(miss, rules, state), calls, reopenings: added(episode.reopenings, miss.callId) };
  });
  if (found) return next;
  const state = beginWait(miss, rules, null);
  return episodes.concat({ did: miss.did, state, calls: [miss.callId], reopenings: [], attempts: [] });
}

function leftMessage(episode: Episode, fact: CallFact): Episode {
  if (episode.state.status !== 'open') return episode;
  const state = { ...episode.state, voicemailCount: episode.state.voicemailCount + 1 };
  return { ...episode, state, calls: added(episode.calls, fact.callId) };
}

/** What a call with the caller, or in vain to him, means for one of his entries. */
function heard(episode: Episode, fact: CallFact, at: UtcSeconds, rules: Rules): Episode {
  const { state } = episode;
  if (state.status !== 'open') return episode;
  if (fact.kind === 'answered') {
    if (fact.did !== episode.did && !rules.clearAcrossDids) return episode;
    return withState(episode, clear(state, { by: 'answered_later', at, call: fact, userId: null }));
  }
  if (fact.kind === 'returned' && fact.talkSeconds >= rules.callbackMinTalkSeconds) {
    const window = rules.callbackMatchWindowSeconds;
    if (window !== null && at - state.lastMissedAt > window) return episode;
    return withState(episode, clear(state, { by: 'returned', at, call: fact, userId: null }));
  }
  return { ...episode, state: callBackInVain(state, fact, rules), attempts: added(episode.attempts, fact.callId) };
}

/** The episodes, the newest of a DID changed. */
function latestOf(episodes: readonly Episode[], did: string | undefined, change: (episode: Episode) => Episode): readonly Episode[] {
  for (let n = episodes.length - 1; n >= 0; n -= 1) {
    const episode = episodes[n] as Episode;
    if (episode.did !== did) continue;
    const changed = change(episode);
    if (changed === episode) return episodes;
    return episodes.slice(0, n).concat(changed, episodes.slice(n + 1));
  }
  return episodes;
}

function withState(episode: Episode, state: EntryState): Episode {
  return state === episode.state ? episode : { ...episode, state };
}

/** One more call. The lists belong to this walk alone, which grows them in place: withheld numbers share one with thousands. */
function added(calls: readonly Uniqueid[], call: Uniqueid): readonly Uniqueid[] {
  (calls as Uniqueid[]).push(call);
  return calls;
}
