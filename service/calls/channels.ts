import type { Dialect } from '../../shared/dialect';
import type { CdrRecord, CelRecord } from '../../shared/records';
import type { Linkedid, Uniqueid, UtcSeconds } from '../../shared/words';
import { added } from './added';
import { ChannelList } from './channel-list';
import { type ChannelName, channelName } from './channel-name';
import { type ChannelRole, firstEvent, roleOf, sentNumber } from './channel-role';
import type { Evidence } from './evidence';
import type { People } from './people';

/** One channel of a group, as all records together tell it. */
export interface Channel {
  readonly name: string;
  readonly parsed: ChannelName;
  readonly uniqueid: Uniqueid;
  /** The linkedid it was born with, before any bridge joined it to an older call. */
  readonly linkedid: Linkedid;
  readonly role: ChannelRole;
  readonly startedAt: UtcSeconds;
  readonly answeredAt: UtcSeconds | null;
  readonly endedAt: UtcSeconds | null;
  readonly hangupCause: number | null;
  /** A phone's extension; null when nothing tells it. */
  readonly extension: string | null;
  /** The outside number that was called here, as sent to the trunk. */
  readonly outsideNumber: string | null;
  readonly cel: readonly CelRecord[];
  /** CDR rows in which it called (`channel`) and in which it was called (`dstchannel`). */
  readonly calling: readonly CdrRecord[];
  readonly called: readonly CdrRecord[];
}

/** A channel while its records are put together. */
type Draft = { -readonly [field in keyof Channel]: Channel[field] } & {
  cel: CelRecord[];
  calling: CdrRecord[];
  called: CdrRecord[];
};

/** Most channels have records of one source only. */
const NO_EVENTS: CelRecord[] = [];
const NO_ROWS: CdrRecord[] = [];

function extensionOf(draft: Draft, parsed: ChannelName, role: ChannelRole, known: string | null): string | null {
  if (role !== 'phone' && role !== 'origin') return null;
  if (known !== null) return known;
  const start = firstEvent(draft, 'CHAN_START');
  if (start !== undefined && start.cidNum !== '') return start.cidNum;
  const row = role === 'origin' ? draft.calling[0] : undefined;
  return row?.cnum || parsed.peer || null;
}

function outsideNumberOf(draft: Draft, parsed: ChannelName, role: ChannelRole): string | null {
  if (role !== 'outside') return null;
  const told = draft.cel.find((record) => record.event !== 'CHAN_START' && record.cidNum !== '');
  return sentNumber(draft, parsed.endpoint) || (told ? told.cidNum : null);
}

function causeIn(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

function lastEnd(rows: readonly CdrRecord[], known: UtcSeconds | null): UtcSeconds | null {
  let last = known;
  for (const row of rows) {
    const end = row.startedAt + row.durationSeconds;
    if (last === null || end > last) last = end;
  }
  return last;
}

/** What all its records together tell of a channel. */
function finish(draft: Draft, people: People, dialect: Dialect): void {
  const { parsed } = draft;
  const known = people.extensionOf(parsed.endpoint);
  const role = roleOf(draft, parsed, known, people, dialect);
  const calling = draft.calling[0];
  const called = draft.called[0];
  draft.role = role;
  draft.extension = extensionOf(draft, parsed, role, known);
  draft.outsideNumber = outsideNumberOf(draft, parsed, role);
  if (draft.cel.length === 0) {
    const row = calling || called;
    draft.startedAt = row === undefined ? 0 : row.startedAt;
    draft.uniqueid = calling === undefined ? '' : calling.uniqueid;
    draft.linkedid = calling === undefined ? '' : calling.linkedid;
    draft.endedAt = lastEnd(draft.called, lastEnd(draft.calling, null));
    return;
  }
  const first = firstEvent(draft, 'CHAN_START') || (draft.cel[0] as CelRecord);
  const answer = firstEvent(draft, 'ANSWER');
  const hangup = firstEvent(draft, 'HANGUP');
  const end = hangup || firstEvent(draft, 'CHAN_END');
  draft.startedAt = first.at;
  draft.uniqueid = first.uniqueid;
  draft.linkedid = first.linkedid;
  draft.answeredAt = answer !== undefined ? answer.at : null;
  draft.endedAt = end !== undefined ? end.at : null;
  draft.hangupCause = hangup !== undefined && hangup.extra !== null ? causeIn(hangup.extra.hangupcause) : null;
}

function fresh(name: string): Draft {
  return {
    name,
    parsed: channelName(name),
    uniqueid: '',
    linkedid: '',
    role: 'other',
    startedAt: 0,
    answeredAt: null,
    endedAt: null,
    hangupCause: null,
    extension: null,
    outsideNumber: null,
    cel: NO_EVENTS,
    calling: NO_ROWS,
    called: NO_ROWS,
  };
}

/** Every channel the records of one group name, with what it was. */
export function channelsOf(evidence: Evidence, people: People, dialect: Dialect): ChannelList {
  const channels = new ChannelList();
  const draftOf = (name: string): Draft => {
    const known = channels.get(name);
    if (known !== undefined) return known as Draft;
    const draft = fresh(name);
    channels.add(draft);
    return draft;
  };
  for (const record of evidence.cel) {
    if (record.channel === '') continue;
    const one = draftOf(record.channel);
    one.cel = added(one.cel, record);
  }
  for (const row of evidence.cdr) {
    if (row.channel !== '') {
      const one = draftOf(row.channel);
      one.calling = added(one.calling, row);
    }
    if (row.dstchannel !== '') {
      const one = draftOf(row.dstchannel);
      one.called = added(one.called, row);
    }
  }
  for (const one of channels.all) finish(one as Draft, people, dialect);
  return channels;
}
