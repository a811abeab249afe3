import type { Call, Conversation } from '../../shared/call';
import type { CallFact } from '../../shared/entry';
import { calledKeys } from '../../shared/phone/called';
import { callerKey } from '../../shared/phone/caller';
import type { NumberPlan } from '../../shared/phone/plan';
import type { Settings } from '../../shared/settings';
import type { Verdict } from '../../shared/verdict';
import type { Place, PlaceKind } from '../../shared/words';

/** What the list needs to know beside the call itself. */
export interface FactContext {
  readonly plan: NumberPlan;
  readonly settings: Settings;
  /** Where it rang, as the list shows it. */
  routeLabelOf(call: Call): string;
  /** Whom the directory knows under this caller's key; '' where it knows nobody. */
  contactOf(key: string): string;
  /** The places it was offered to. */
  placesOf(call: Call): readonly Place[];
  extensionsRungOf(call: Call): readonly string[];
  ringSecondsOf(call: Call): number;
}

const NO_TALKS: readonly Conversation[] = [];

/** The strongest source's conversations; the others only repeat them. */
function strongest({ conversations }: Call): readonly Conversation[] {
  const first = conversations[0];
  if (first === undefined) return NO_TALKS;
  return conversations.every((one) => one.source === first.source)
    ? conversations
    : conversations.filter((one) => one.source === first.source);
}

function talkSeconds(conversations: readonly Conversation[], last: number): number {
  let longest = 0;
  for (const { startedAt, endedAt } of conversations) longest = Math.max(longest, (endedAt === null ? last : endedAt) - startedAt);
  return longest;
}

function servedBy(talks: readonly Conversation[]): string[] {
  const served: string[] = [];
  for (const { person } of talks) if (person.extension !== null) served.push(person.extension);
  return served;
}

function isLeftOut(call: Call, settings: Settings): boolean {
  if (call.did !== null && settings.left_out_dids.indexOf(call.did) >= 0) return true;
  return call.queuePasses.length > 0 && call.queuePasses.every((pass) => settings.left_out_queues.indexOf(pass.queue) >= 0);
}

function kindOf(call: Call, verdict: Verdict, settings: Settings): CallFact['kind'] {
  if (verdict.kind === 'answered') return 'answered';
  if (isLeftOut(call, settings)) return 'none';
  if (verdict.kind === 'missed' || verdict.kind === 'voicemail') return verdict.kind;
  const counted =
    (verdict.reason === 'menu_hangup' && settings.count_menu_hangups) ||
    (verdict.reason === 'announcement' && settings.count_announcements);
  return counted ? 'missed' : 'none';
}

const NOWHERE: readonly string[] = [];

/** Each number of a kind once, in ascending order: the same whatever way the records came in. */
function numbersOf(places: readonly Place[], kind: PlaceKind, passes: Call['queuePasses']): readonly string[] {
  const numbers: string[] = [];
  for (const place of places) if (place.kind === kind && numbers.indexOf(place.number) < 0) numbers.push(place.number);
  for (const { queue } of passes) if (numbers.indexOf(queue) < 0) numbers.push(queue);
  return numbers.length > 1 ? numbers.sort() : numbers;
}

function inboundFact(call: Call, verdict: Verdict, context: FactContext): CallFact {
  const kind = kindOf(call, verdict, context.settings);
  const talks = strongest(call);
  const first = talks[0];
  const places = context.placesOf(call);
  const { key } = callerKey(call.callerNumber, context.plan, call.trunk);
  return {
    callId: call.id,
    kind,
    at: call.startedAt,
    endedAt: call.endedAt === null ? call.lastRecordAt : call.endedAt,
    servedAt: first === undefined ? null : first.startedAt,
    talkSeconds: talkSeconds(talks, call.lastRecordAt),
    callerKey: key,
    callerNumber: call.callerNumber,
    // The client's own name for him, before whatever he calls himself.
    callerName: context.contactOf(key) || call.callerName,
    did: call.did || '',
    routeLabel: context.routeLabelOf(call),
    reason: verdict.kind === 'missed' ? verdict.reason : null,
    extensions: kind === 'answered' ? servedBy(talks) : context.extensionsRungOf(call),
    ringSeconds: context.ringSecondsOf(call),
    queues: numbersOf(places, 'queue', call.queuePasses),
    ringGroups: numbersOf(places, 'ring_group', []),
    trunk: call.trunk || '',
  };
}

function outboundFacts(call: Call, verdict: Verdict, context: FactContext): CallFact[] {
  const talks = strongest(call).filter((one) => one.person.outsideNumber !== null);
  const going = verdict.kind === 'pending' || call.endedAt === null;
  // Too short to count as yet, but the talk goes on: said now, it would be a failed attempt first and a callback a moment later.
  const seconds = talkSeconds(talks, call.lastRecordAt);
  const first = talks[0];
  if (going && (first === undefined || seconds < context.settings.callback_min_talk_seconds)) return [];
  const extensions = call.direction !== 'outbound' || call.callerNumber === '' ? [] : [call.callerNumber];
  const ringSeconds = context.ringSecondsOf(call);
  return calledKeys(call.dialled, context.plan, call.trunk).map((key) => ({
    callId: call.id,
    kind: first !== undefined ? ('returned' as const) : ('attempted' as const),
    at: call.startedAt,
    endedAt: call.endedAt === null ? call.lastRecordAt : call.endedAt,
    servedAt: first === undefined ? null : first.startedAt,
    talkSeconds: seconds,
    callerKey: key,
    callerNumber: call.dialled[0] || '',
    callerName: '',
    did: '',
    routeLabel: '',
    reason: null,
    extensions,
    ringSeconds,
    queues: NOWHERE,
    ringGroups: NOWHERE,
    trunk: '',
  }));
}

/**
 * What a judged call means for the list: one fact a caller it concerns, none while it is pending or when it stays in the house.
 * A colleague's call that was taken counts at once; that nobody took it is known only when it is over. It counts whichever way he
 * made it: from his phone, by click-to-call, or from his mobile through DISA.
 */
export function factsOfCall(call: Call, verdict: Verdict, context: FactContext): CallFact[] {
  if (call.direction === 'internal') return [];
  const throughDisa = call.direction === 'inbound' && call.dialled.length > 0;
  if (call.direction === 'outbound' || throughDisa) return outboundFacts(call, verdict, context);
  return verdict.kind === 'pending' ? [] : [inboundFact(call, verdict, context)];
}
