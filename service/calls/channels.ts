import type { Dialect } from '../../shared/dialect';
import type { CdrRecord, CelRecord } from '../../shared/records';
import type { Linkedid, Uniqueid, UtcSeconds } from '../../shared/words';
import { type ChannelName, channelName } from './channel-name';
import { dialTargets } from './dial-targets';
import type { Evidence } from './evidence';
import type { People } from './people';

/**
 * arrival  a call came in here over a trunk
 * origin   a phone of ours started a call here
 * phone    a phone of ours was called
 * outside  an outside number was called over a trunk
 * local    half of a Local channel: a wire, nobody
 * other    announcers, recorders and other machinery
 */
export type ChannelRole = 'arrival' | 'origin' | 'phone' | 'outside' | 'local' | 'other';

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

interface Draft {
  readonly name: string;
  cel: CelRecord[];
  calling: CdrRecord[];
  called: CdrRecord[];
}

/** Most channels have records of one source only. */
const NO_EVENTS: CelRecord[] = [];
const NO_ROWS: CdrRecord[] = [];

const MACHINERY = new Set('CBAnn CBRec Announcer Recorder Message Surrogate MulticastRTP UnicastRTP Console Bridge'.split(' '));

const ANALOG = /^(DAHDI|Zap|mISDN|Dongle)\//;

/** The number that was sent to the trunk on the way to this channel, by the Dial application's own data. */
function sentNumber(draft: Draft, endpoint: string): string | null {
  for (const row of draft.called) {
    const targets = dialTargets(row.lastdata);
    for (const target of targets) if (target.number !== null && target.endpoint === endpoint) return target.number;
    const only = targets.length === 1 ? targets[0] : undefined;
    if (only !== undefined && only.number !== null) return only.number;
  }
  return null;
}

function firstEvent(draft: Draft, event: string): CelRecord | undefined {
  for (const record of draft.cel) if (record.event === event) return record;
  return undefined;
}

function roleByCel(start: CelRecord, dialect: Dialect): ChannelRole | null {
  const began = start.linkedid === start.uniqueid;
  if (dialect.isInternal(start.context)) return began ? 'origin' : 'phone';
  if (!dialect.isArrival(start.context)) return null;
  // A leg dialled to a trunk starts at `s` too; an analog line that rings us brings its number, or at least began the call.
  return start.exten !== 's' || (began && (start.cidNum !== '' || ANALOG.test(start.channel))) ? 'arrival' : 'outside';
}

function roleByCdr(draft: Draft, dialect: Dialect, endpoint: string): ChannelRole {
  const calledBy = draft.called.length > 0;
  const row = draft.calling.length === 1 ? draft.calling[0] : draft.calling.find((one) => one.did !== '') || draft.calling[0];
  if (row !== undefined && !calledBy) {
    if (row.did !== '') return 'arrival';
    if (row.linkedid === row.uniqueid && !dialect.isInternal(row.dcontext)) return 'arrival';
    return 'origin';
  }
  return sentNumber(draft, endpoint) === null ? 'phone' : 'outside';
}

function roleOf(draft: Draft, parsed: ChannelName, people: People, dialect: Dialect): ChannelRole {
  if (parsed.tech === 'Local') return 'local';
  if (MACHINERY.has(parsed.tech)) return 'other';
  const start = firstEvent(draft, 'CHAN_START');
  const told = start === undefined ? roleByCdr(draft, dialect, parsed.endpoint) : roleByCel(start, dialect);
  if (people.extensionOf(parsed.endpoint) !== null) return told === 'origin' || told === 'arrival' ? 'origin' : 'phone';
  if (people.isTrunk(parsed.endpoint)) return told === 'arrival' || told === 'origin' ? 'arrival' : 'outside';
  return told === null ? roleByCdr(draft, dialect, parsed.endpoint) : told;
}

function extensionOf(draft: Draft, parsed: ChannelName, role: ChannelRole, people: People): string | null {
  if (role !== 'phone' && role !== 'origin') return null;
  const known = people.extensionOf(parsed.endpoint);
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

function finish(draft: Draft, people: People, dialect: Dialect): Channel {
  const parsed = channelName(draft.name);
  const role = roleOf(draft, parsed, people, dialect);
  const start = firstEvent(draft, 'CHAN_START');
  const first = start || draft.cel[0];
  const answer = firstEvent(draft, 'ANSWER');
  const hangup = firstEvent(draft, 'HANGUP');
  const end = hangup || firstEvent(draft, 'CHAN_END');
  const calling = draft.calling[0];
  const called = draft.called[0];
  const startedAt =
    first !== undefined ? first.at : calling !== undefined ? calling.startedAt : called !== undefined ? called.startedAt : 0;
  return {
    name: draft.name,
    parsed,
    uniqueid: first !== undefined ? first.uniqueid : calling !== undefined ? calling.uniqueid : '',
    linkedid: first !== undefined ? first.linkedid : calling !== undefined ? calling.linkedid : '',
    role,
    startedAt,
    answeredAt: answer !== undefined ? answer.at : null,
    endedAt: end !== undefined ? end.at : draft.cel.length > 0 ? null : lastEnd(draft.called, lastEnd(draft.calling, null)),
    hangupCause: hangup !== undefined && hangup.extra !== null ? causeIn(hangup.extra.hangupcause) : null,
    extension: extensionOf(draft, parsed, role, people),
    outsideNumber: outsideNumberOf(draft, parsed, role),
    cel: draft.cel,
    calling: draft.calling,
    called: draft.called,
  };
}

/** Every channel the records of one group name, by its name, with what it was. */
export function channelsOf(evidence: Evidence, people: People, dialect: Dialect): Map<string, Channel> {
  // First drafts, then in their place what they came to: one map a call, not two.
  const all = new Map<string, Draft | Channel>();
  const draft = (name: string): Draft => {
    const known = all.get(name) as Draft | undefined;
    if (known) return known;
    const fresh: Draft = { name, cel: NO_EVENTS, calling: NO_ROWS, called: NO_ROWS };
    all.set(name, fresh);
    return fresh;
  };
  for (const record of evidence.cel) {
    if (record.channel === '') continue;
    const one = draft(record.channel);
    if (one.cel === NO_EVENTS) one.cel = [record];
    else one.cel.push(record);
  }
  for (const row of evidence.cdr) {
    if (row.channel !== '') {
      const one = draft(row.channel);
      if (one.calling === NO_ROWS) one.calling = [row];
      else one.calling.push(row);
    }
    if (row.dstchannel !== '') {
      const one = draft(row.dstchannel);
      if (one.called === NO_ROWS) one.called = [row];
      else one.called.push(row);
    }
  }
  all.forEach((one, name) => {
    all.set(name, finish(one as Draft, people, dialect));
  });
  return all as Map<string, Channel>;
}
