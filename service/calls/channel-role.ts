import type { Dialect } from '../../shared/dialect';
import type { CdrRecord, CelRecord } from '../../shared/records';
import type { ChannelName } from './channel-name';
import { dialTargets } from './dial-targets';
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

/** What its records say of a channel, before anything was made of them. */
export interface Heard {
  readonly cel: readonly CelRecord[];
  readonly calling: readonly CdrRecord[];
  readonly called: readonly CdrRecord[];
}

const ANALOG = /^(DAHDI|Zap|mISDN|Dongle)\//;

/** The number that was sent to the trunk on the way to this channel, by the Dial application's own data. */
export function sentNumber(draft: Heard, endpoint: string): string | null {
  for (const row of draft.called) {
    const targets = dialTargets(row.lastdata);
    for (const target of targets) if (target.number !== null && target.endpoint === endpoint) return target.number;
    const only = targets.length === 1 ? targets[0] : undefined;
    if (only !== undefined && only.number !== null) return only.number;
  }
  return null;
}

/** Its first event of a kind. */
export function firstEvent(draft: Heard, event: string): CelRecord | undefined {
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

/** A number inside a company, and nobody's outside it. */
function isShort(number: string | undefined): boolean {
  return number !== undefined && /^\d{2,6}$/.test(number);
}

/** Who rang somebody here and was rung by nobody; null for a channel that was rung. */
function callerByCdr(draft: Heard, dialect: Dialect): 'arrival' | 'origin' | null {
  const row = draft.calling.length < 2 ? draft.calling[0] : draft.calling.find((one) => one.did !== '') || draft.calling[0];
  if (row === undefined || draft.called.length > 0) return null;
  if (row.did !== '') return 'arrival';
  return row.linkedid === row.uniqueid && !dialect.isInternal(row.dcontext) ? 'arrival' : 'origin';
}

/**
 * Whose channel it is: by where it started and who rang it. Of an endpoint the directory knows as an extension's or a trunk's only
 * that is asked whether it rang or was rung.
 */
export function roleOf(draft: Heard, parsed: ChannelName, extension: string | null, people: People, dialect: Dialect): ChannelRole {
  if (parsed.tech === 'Local') return 'local';
  if (parsed.isMachinery) return 'other';
  const start = firstEvent(draft, 'CHAN_START');
  const told = start === undefined ? callerByCdr(draft, dialect) : roleByCel(start, dialect);
  // In a context of the client's own only the ids tell who began the call.
  const began = told === null && start !== undefined ? start.linkedid === start.uniqueid : told === 'origin' || told === 'arrival';
  if (extension !== null) return began ? 'origin' : 'phone';
  if (people.isTrunk(parsed.endpoint)) {
    // A line to another site of ours: its phones call ours as ours do.
    if (told === 'origin' && isShort(start === undefined ? draft.calling[0]?.src : start.cidNum)) return 'origin';
    return began ? 'arrival' : 'outside';
  }
  const role = told === null && start !== undefined ? callerByCdr(draft, dialect) : told;
  if (role !== null) return role;
  return sentNumber(draft, parsed.endpoint) === null ? 'phone' : 'outside';
}
