import { ANONYMOUS, type Entry, type EntryEvent } from '../../shared/entry';
import { type Say, sayIn } from '../../shared/messages';
import type { UtcSeconds } from '../../shared/words';
import type { ListedAttempt } from '../store/list';
import { auditText } from './audit-text';
import { hideNumbers } from './hidden-numbers';
import { type StateView, stateOf } from './state-text';
import { length, machineTime, moment } from './time-text';
import { type ActionsView, actionsView, type DeskView, deskView } from './view-actions';
import { type CallView, callView, type ProofOfCall } from './view-call';
import { type CallerView, callerView, oneLine } from './view-caller';
import type { FrameView } from './view-frame';
import { countSpoken, countText, type RowView, targetOf, timesText, type Viewer, whereText } from './view-row';

/** An entry's page, exactly as the template shows it. */
export interface EntryView {
  readonly frame: FrameView;
  readonly back: { readonly href: string; readonly text: string };
  readonly caller: CallerView;
  readonly count: string;
  readonly countSpoken: string;
  /** `dialled 3225550104`, `14:02 – 14:11`, `waiting for 47 min`. */
  readonly facts: readonly string[];
  /** What happened, in one or two sentences. */
  readonly lead: string;
  readonly state: StateView;
  readonly calls: readonly CallView[];
  /** '' unless there are more than the page shows. */
  readonly moreCalls: string;
  readonly audit: readonly AuditLineView[];
  readonly isVip: boolean;
  /** How the response target stands; null without one. */
  readonly target: RowView['target'];
  /** `Call Andrew Pope`, for those who hear the page. */
  readonly callSpoken: string;
  readonly actions: ActionsView | null;
  readonly desk: DeskView | null;
}

export interface AuditLineView {
  readonly at: string;
  readonly when: string;
  readonly text: string;
  /** A user's own words, or ''. */
  readonly note: string;
}

/** What the store says of one entry. */
export interface Found {
  readonly entry: Entry;
  /** Newest first. */
  readonly attempts: readonly ListedAttempt[];
  readonly hasMore: boolean;
  readonly proofs: ReadonlyMap<string, ProofOfCall>;
  /** Oldest first. */
  readonly events: readonly EntryEvent[];
}

const LONGEST_NOTE = 5000;
const MOST_PEOPLE = 6;

/** `Anna (101), Boris (102) and 4 more`. */
function peopleText(people: readonly string[], say: Say): string {
  if (people.length <= MOST_PEOPLE) return people.join(', ');
  const shown = people.slice(0, MOST_PEOPLE - 1).join(', ');
  return say({ key: 'page.entry.more_people', params: { shown, n: people.length - MOST_PEOPLE + 1 } });
}

function facts(entry: Entry, viewer: Viewer): string[] {
  const say = sayIn(viewer.now.language);
  const name = viewer.names.did(entry.did);
  const dialled =
    entry.did === '' ? '' : say({ key: 'page.entry.dialled', params: { did: name === '' ? entry.did : `${entry.did} (${name})` } });
  const waiting = say({ key: 'page.entry.waiting', params: { time: length(viewer.now.language, viewer.now.at - entry.firstMissedAt) } });
  return [dialled, timesText(entry, viewer.now), entry.status === 'open' ? waiting : ''].filter((part) => part !== '');
}

function lead(entry: Entry, viewer: Viewer): string {
  const say = sayIn(viewer.now.language);
  const params = { n: entry.missedCount, where: whereText(entry, viewer.names) };
  if (entry.status === 'cleared') return say({ key: 'page.entry.lead.served', params });
  const phones = peopleText(entry.extensions.map(viewer.names.person), say);
  const rang = phones === '' ? say({ key: 'page.entry.lead.none_rang' }) : say({ key: 'page.entry.lead.rang', params: { phones } });
  return `${say({ key: 'page.entry.lead', params })} ${rang}`;
}

function auditView({ events, attempts }: Found, viewer: Viewer): AuditLineView[] {
  const callAt = new Map(attempts.map((fact): [string, UtcSeconds] => [fact.callId, fact.at]));
  const told = {
    language: viewer.now.language,
    names: viewer.names,
    when: (at: UtcSeconds) => moment(viewer.now, at),
    person: viewer.desk === undefined ? oneLine : viewer.desk.person,
  };
  return events.map((event) => {
    // What a call brought about happened when the call did, however late its rows were read.
    const known = event.callId === null || event.actorType === 'user' ? undefined : callAt.get(event.callId);
    const at = known === undefined ? event.at : known;
    const words = Array.from(event.note || '')
      .slice(0, LONGEST_NOTE)
      .join('');
    const note = viewer.desk === undefined || viewer.desk.showsNumbers ? words : hideNumbers(words);
    return { at: machineTime(at), when: moment(viewer.now, at), text: auditText(event, told), note };
  });
}

/**
 * Whether a call of the same caller is part of this entry's story: what it counts, and what was done until it was cleared.
 * Nobody knows whether two withheld numbers are one caller, so of those only what is counted.
 */
export function belongsTo(entry: Entry, attempt: Pick<ListedAttempt, 'at' | 'entryId'>): boolean {
  if (attempt.entryId === entry.id) return true;
  return entry.callerKey !== ANONYMOUS && (entry.clearedAt === null || attempt.at <= entry.clearedAt);
}

/** The title of an entry's page: the caller. */
export function entryTitle(entry: Entry, viewer: Viewer): string {
  return oneLine(callerView(entry, viewer.country, viewer.now.language, viewer.desk).title);
}

/** The page of an entry from what the store says. */
export function entryView(found: Found, viewer: Viewer, frame: FrameView): EntryView {
  const { entry, attempts, proofs } = found;
  const say = sayIn(viewer.now.language);
  const isOpen = entry.status === 'open';
  const { desk } = viewer;
  const caller = callerView(entry, viewer.country, viewer.now.language, desk);
  return {
    frame,
    back: isOpen
      ? { href: viewer.links.to('/'), text: say({ key: 'page.entry.back' }) }
      : { href: viewer.links.to('/', { view: 'cleared' }), text: say({ key: 'page.entry.back.cleared' }) },
    caller,
    count: countText(entry),
    countSpoken: countSpoken(entry, viewer.now.language),
    facts: facts(entry, viewer),
    lead: lead(entry, viewer),
    state: stateOf(entry, viewer.names, viewer.now, viewer.ongoing?.get(entry.callerKey), desk),
    calls: attempts.map((fact, index) => callView(fact, proofs.get(fact.callId) || null, viewer, entry.id, index === 0)),
    moreCalls: found.hasMore ? say({ key: 'page.entry.more_calls' }) : '',
    audit: auditView(found, viewer),
    isVip: desk?.isVip(entry.callerKey) === true,
    target: targetOf(entry, viewer.now),
    callSpoken: say({ key: 'row.call_spoken', params: { who: caller.title } }),
    actions: desk === undefined ? null : actionsView(entry, caller, viewer, desk),
    desk: desk === undefined ? null : deskView(desk, viewer.now, viewer.links),
  };
}
