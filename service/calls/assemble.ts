import type { Call } from '../../shared/call';
import type { Dialect } from '../../shared/dialect';
import type { CdrRecord, CelRecord } from '../../shared/records';
import type { Linkedid, SourceName, UtcSeconds } from '../../shared/words';
import { added } from './added';
import type { ChannelList } from './channel-list';
import { type Channel, channelsOf } from './channels';
import { withConsultations } from './consultations';
import { cdrConversations, celConversations, mergeConversations, personOf, queueLogConversations } from './conversations';
import { endingOf, failureOf, keysOf, refusedOf } from './ending';
import { type Evidence, evidenceOf } from './evidence';
import type { Group } from './group';
import { legsOf } from './legs';
import { callerNumberOf, dialledForms, didOf, firstPhone, ownRow } from './numbers';
import { originsOf } from './origins';
import type { People } from './people';
import { pickersOf } from './pickups';
import { isLeftQueue, queuePassesOf } from './queue-passes';
import { stepsOf } from './steps';
import { compareUniqueids } from './uniqueid';
import { voicemailsOf } from './voicemail';

/** Records whose caller left no row: nothing can be said of him, and nothing may be invented. */
export interface Orphan {
  readonly linkedids: readonly Linkedid[];
  readonly source: SourceName;
  readonly lastRecordAt: UtcSeconds;
}

export interface Assembled {
  /** In order of their start. */
  readonly calls: readonly Call[];
  readonly orphans: readonly Orphan[];
}

function lastRecordAt(evidence: Evidence): number {
  let last = 0;
  for (const { at } of evidence.cel) last = Math.max(last, at);
  for (const { at } of evidence.queueLog) last = Math.max(last, at);
  for (const one of evidence.cdr) last = Math.max(last, one.startedAt + one.durationSeconds);
  return last;
}

/** Of the rows, the oldest first. */
function linkedidsOf(evidence: Evidence): Linkedid[] {
  let linkedids: Linkedid[] = [];
  let last = '';
  for (const rows of [evidence.cel, evidence.cdr]) {
    for (const { linkedid } of rows) {
      if (linkedid !== last && linkedids.indexOf(linkedid) < 0) linkedids = added(linkedids, linkedid);
      last = linkedid;
    }
  }
  return linkedids.length < 2 ? linkedids : linkedids.sort(compareUniqueids);
}

/** LINKEDID_END for all its linkedids that CEL speaks of. */
function hasEnded({ cel }: Evidence, linkedids: readonly Linkedid[]): boolean {
  if (cel.length === 0) return false;
  return linkedids.every((linkedid) => {
    let isTold = false;
    for (let at = cel.length - 1; at >= 0; at -= 1) {
      const record = cel[at] as CelRecord;
      if (record.linkedid !== linkedid) continue;
      if (record.event === 'LINKEDID_END') return true;
      isTold = true;
    }
    return !isTold;
  });
}

/** Strongest source first; weaker ones only where a stronger says nothing. */
function conversationsOf(
  caller: Channel,
  evidence: Evidence,
  channels: ChannelList,
  people: People,
  forExtension: string | null,
  isLeft: ((row: CdrRecord) => boolean) | null,
) {
  const person = (channel: Channel) => personOf(channel, forExtension);
  const byCdr = cdrConversations(caller, channels, person, isLeft);
  if (evidence.cel.length === 0 && evidence.queueLog.length === 0) return mergeConversations(byCdr);
  const all = evidence.cel.length === 0 ? [] : celConversations(caller, channels, person);
  return mergeConversations(all.concat(queueLogConversations(evidence, channels, people), byCdr));
}

const NOBODY: ReadonlySet<string> = new Set();

/** The extension whose follow-me or call-forward sends the caller outside, if the way there names one. */
function forwardingExtension(caller: Channel, channels: ChannelList, people: People, dialect: Dialect): string | null {
  const none = { caller, channels, conversations: [], queuePasses: [], legs: [], pickers: NOBODY };
  const steps = stepsOf(none, people, dialect).filter((step) => step.kind !== 'forward' && step.kind !== 'ivr' && step.kind !== 'hangup');
  const last = steps[steps.length - 1];
  const did = caller.cel.find((record) => record.event === 'CHAN_START' && record.exten !== 's');
  const known = last === undefined && did !== undefined ? people.placeOfDid(did.exten) : null;
  const place = known === null ? last : known.place;
  return place !== undefined && (place.kind === 'extension' || place.kind === 'follow_me') ? place.number : null;
}

const CDR_ALONE: readonly SourceName[] = ['cdr'];

function sourcesOf({ cdr, cel, queueLog }: Evidence): readonly SourceName[] {
  if (cel.length === 0 && queueLog.length === 0) return CDR_ALONE;
  const sources: SourceName[] = [];
  if (cdr.length > 0) sources.push('cdr');
  if (cel.length > 0) sources.push('cel');
  if (queueLog.length > 0) sources.push('queue_log');
  return sources;
}

function callOf(caller: Channel, channels: ChannelList, evidence: Evidence, people: People, dialect: Dialect): Call {
  const inbound = caller.role === 'arrival';
  let outside: Channel[] = [];
  for (const channel of channels.all) if (channel.role === 'outside') outside = added(outside, channel);
  const forExtension = inbound && outside.length > 0 ? forwardingExtension(caller, channels, people, dialect) : null;
  const legs = legsOf(channels, (channel) => personOf(channel, forExtension));
  const queuePasses = queuePassesOf(caller, evidence, dialect);
  const isLeft =
    evidence.queueLog.length === 0 ? null : (row: CdrRecord) => isLeftQueue(dialect.placeOfApp(row.lastapp, row.lastdata), queuePasses);
  const conversations = conversationsOf(caller, evidence, channels, people, forExtension, isLeft);
  const pickers = conversations.length === 0 ? NOBODY : pickersOf(caller, channels);
  const steps = inbound ? stepsOf({ caller, channels, conversations, queuePasses, legs, pickers }, people, dialect) : [];
  const row = ownRow(caller);
  const did = inbound ? didOf(caller, evidence, people) : null;
  const led = did === null ? null : people.placeOfDid(did);
  const linkedids = linkedidsOf(evidence);
  const entered = caller.cel.length === 0 ? undefined : caller.cel.find((record) => record.cidName !== '');
  return {
    id: caller.uniqueid,
    linkedids,
    direction: inbound ? 'inbound' : outside.length > 0 ? 'outbound' : 'internal',
    startedAt: caller.startedAt,
    endedAt: caller.endedAt,
    ended: hasEnded(evidence, linkedids),
    lastRecordAt: lastRecordAt(evidence),
    callerNumber: inbound ? callerNumberOf(caller) : caller.extension || firstPhone(legs),
    callerName: row?.callerName || (entered !== undefined ? entered.cidName : ''),
    did,
    routedTo: led === null ? null : led.place,
    trunk: inbound ? caller.parsed.endpoint : outside.length > 0 && outside[0] !== undefined ? outside[0].parsed.endpoint : null,
    dialled: inbound && !steps.some((step) => step.kind === 'disa') ? [] : dialledForms(caller, outside),
    steps,
    legs,
    conversations,
    queuePasses,
    voicemails: voicemailsOf(caller, dialect),
    machineAnswered: caller.answeredAt !== null || caller.calling.some((one) => one.disposition === 'ANSWERED'),
    keysPressed: keysOf(caller),
    ending: endingOf(caller, evidence),
    failure: failureOf(caller, dialect),
    refused: refusedOf(caller, dialect),
    sources: sourcesOf(evidence),
  };
}

/** Which calls are put together: all, or those alone that came in. */
export type Wanted = 'all' | 'arrivals';

/**
 * Groups of records become calls: one call a caller, with every record of every linkedid that shares a channel with his.
 * Order and repetition of the records make no difference.
 */
export function assemble(groups: readonly Group[], people: People, dialect: Dialect, wanted: Wanted = 'all'): Assembled {
  const calls: Call[] = [];
  const orphans: Orphan[] = [];
  for (const { records: group } of groups) {
    const evidence = evidenceOf(group);
    const channels = channelsOf(evidence, people, dialect);
    const origins = originsOf(channels);
    for (const origin of origins)
      if (wanted === 'all' || origin.role === 'arrival') calls.push(callOf(origin, channels, evidence, people, dialect));
    if (origins.length === 0) {
      const linkedids = group.map((one) => (one.source === 'queue_log' ? one.callid : one.linkedid));
      orphans.push({ linkedids: Array.from(new Set(linkedids)), source: group[0]?.source || 'cel', lastRecordAt: lastRecordAt(evidence) });
    }
  }
  const inTime = (one: Call, other: Call) => one.startedAt - other.startedAt || compareUniqueids(one.id, other.id);
  if (!calls.every((call, at) => at === 0 || inTime(calls[at - 1] as Call, call) <= 0)) calls.sort(inTime);
  return { calls: withConsultations(calls), orphans };
}
