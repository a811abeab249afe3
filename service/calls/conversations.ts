import type { Conversation, Person } from '../../shared/call';
import type { CdrRecord, QueueLogRecord } from '../../shared/records';
import { added } from './added';
import { meetingsOf, staysOf } from './bridges';
import type { ChannelList } from './channel-list';
import type { Channel } from './channels';
import type { Evidence } from './evidence';
import type { People } from './people';

const TAKEN = new Set(['CONNECT', 'COMPLETEAGENT', 'COMPLETECALLER', 'BLINDTRANSFER', 'ATTENDEDTRANSFER', 'TRANSFER']);

/** The person behind a channel; an outside phone stands for the extension that forwards to it, if one does. */
export function personOf(channel: Channel, forExtension: string | null): Person {
  return channel.role === 'outside'
    ? { extension: forExtension, outsideNumber: channel.outsideNumber || '' }
    : { extension: channel.extension, outsideNumber: null };
}

type Answer = { readonly row: CdrRecord; readonly to: Channel; readonly certain: boolean };

function isSpoken({ row }: Answer): boolean {
  return row.billSeconds > 0;
}

function isCertain({ certain }: Answer): boolean {
  return certain;
}

/** Whom an ANSWERED row of `channel` reached: a phone itself, or through a Local channel the phone that its other half reached. */
function answerOf(row: CdrRecord, channels: ChannelList, depth: number): Answer | null {
  const to = channels.get(row.dstchannel);
  if (row.disposition !== 'ANSWERED' || to === undefined) return null;
  if (to.role === 'phone' || to.role === 'outside' || to.role === 'origin') return { row, to, certain: true };
  if (to.parsed.local === null || depth > 4) return null;
  const half = channels.get(to.parsed.local.otherHalf);
  const rows = half === undefined ? [] : half.calling;
  for (const next of rows) {
    const answer = answerOf(next, channels, depth + 1);
    if (answer !== null) return { row, to: answer.to, certain: answer.certain };
  }
  return rows.length === 0 ? { row, to, certain: false } : null;
}

/**
 * Conversations by CDR: the caller's own rows that were ANSWERED by a phone. An IVR, queue music, voicemail or parking leaves
 * an ANSWERED row without dstchannel. `isLeft` tells rows of a queue which he left unserved, whoever picked up a phone there meanwhile (an
 * announcement plays to the agent first). A row of zero seconds beside longer ones is the rung phone of a pickup: nobody spoke there.
 */
export function cdrConversations(
  caller: Channel,
  channels: ChannelList,
  person: (channel: Channel) => Person,
  isLeft: ((row: CdrRecord) => boolean) | null,
): Conversation[] {
  let answers: Answer[] = [];
  for (const row of caller.calling) {
    if (isLeft?.(row) === true) continue;
    const answer = answerOf(row, channels, 0);
    if (answer !== null) answers = added(answers, answer);
  }
  if (answers.length === 0) return [];
  const spoken = answers.every(isSpoken) ? answers : answers.filter(isSpoken);
  const likely = spoken.length > 0 ? spoken : answers;
  const certain = likely.every(isCertain) ? likely : likely.filter(isCertain);
  const kept = certain.length > 0 ? certain : spoken.length > 0 ? spoken : answers;
  return kept.map(({ row, to }) => ({
    person: to.parsed.local === null ? person(to) : { extension: to.parsed.local.number, outsideNumber: null },
    startedAt: row.startedAt + Math.max(0, row.durationSeconds - row.billSeconds),
    endedAt: row.startedAt + row.durationSeconds,
    source: 'cdr' as const,
  }));
}

function memberOf(record: QueueLogRecord, channels: ChannelList, people: People): string | null {
  const uniqueid = record.event === 'CONNECT' ? record.data[1] : undefined;
  let found: string | null = null;
  if (uniqueid !== undefined && uniqueid !== '') {
    channels.all.forEach((channel) => {
      if (channel.uniqueid === uniqueid) found = channel.extension || (channel.parsed.local ? channel.parsed.local.number : found);
    });
  }
  return found || people.memberExtension(record.agent);
}

/** CEL shows that what took the call was a mailbox behind a Local member, not a person: queue_log cannot see that. */
function tookByMachine(record: QueueLogRecord, channels: ChannelList): boolean {
  let machine = false;
  channels.all.forEach((channel) => {
    if (record.event !== 'CONNECT' || channel.uniqueid !== record.data[1] || channel.parsed.local === null) return;
    const half = channels.get(channel.parsed.local.otherHalf);
    machine = half?.cel.some((one) => one.event === 'APP_START' && one.app === 'VoiceMail') === true;
  });
  return machine;
}

/** Conversations by queue_log: CONNECT, or a later event that only follows one. */
export function queueLogConversations(evidence: Evidence, channels: ChannelList, people: People): Conversation[] {
  const conversations: Conversation[] = [];
  let byMachine = '';
  for (const record of evidence.queueLog) {
    if (!TAKEN.has(record.event)) continue;
    const taken = `${record.callid} ${record.queue} ${record.agent}`;
    if (tookByMachine(record, channels)) byMachine = taken;
    // What only follows a CONNECT follows that one.
    if (taken === byMachine) continue;
    const last = conversations[conversations.length - 1];
    if (record.event !== 'CONNECT' && last !== undefined && last.endedAt === null) {
      conversations[conversations.length - 1] = { ...last, endedAt: record.at };
      continue;
    }
    const extension = memberOf(record, channels, people) || record.agent;
    conversations.push({ person: { extension, outsideNumber: null }, startedAt: record.at, endedAt: null, source: 'queue_log' });
  }
  return conversations;
}

/** Conversations by CEL: the caller and a person in one bridge. */
export function celConversations(caller: Channel, channels: ChannelList, person: (channel: Channel) => Person): Conversation[] {
  return meetingsOf(caller, channels, staysOf(channels)).map(({ channel, from, to }) => ({
    person: person(channel),
    startedAt: from,
    endedAt: to === Number.MAX_SAFE_INTEGER ? null : to,
    source: 'cel' as const,
  }));
}

/** Two names of one person. */
export function samePerson(one: Person, other: Person): boolean {
  return one.extension === other.extension && one.outsideNumber === other.outsideNumber;
}

/** One conversation a person and time: repeated bridges of one talk (hold, optimisation) are one. */
export function mergeConversations(all: readonly Conversation[]): readonly Conversation[] {
  if (all.length < 2) return all;
  const merged: Conversation[] = [];
  for (const one of all) {
    const at = merged.findIndex((known) => samePerson(known.person, one.person) && known.source === one.source);
    const known = merged[at];
    if (known === undefined) merged.push(one);
    else {
      const endedAt = known.endedAt === null || one.endedAt === null ? null : Math.max(known.endedAt, one.endedAt);
      merged[at] = { person: known.person, startedAt: Math.min(known.startedAt, one.startedAt), endedAt, source: known.source };
    }
  }
  return merged;
}
