import type { Conversation, Leg, QueuePass, Step } from '../../shared/call';
import type { Dialect } from '../../shared/dialect';
import type { CdrRecord } from '../../shared/records';
import type { Place, UtcSeconds } from '../../shared/words';
import { added } from './added';
import type { ChannelList } from './channel-list';
import type { Channel } from './channels';
import { wasDialled } from './legs';
import type { People } from './people';

interface Sighting {
  readonly at: UtcSeconds;
  readonly place: Place;
}

/** Follow-me is a way to reach an extension: one step, not two. */
function sameStep(one: Place, other: Place): boolean {
  const person = (place: Place) => place.kind === 'extension' || place.kind === 'follow_me';
  return one.number === other.number && (one.kind === other.kind || (person(one) && person(other)));
}

/** Positions of the caller's channel in the dialplan, as its CEL events passed them. */
function byCallerEvents(caller: Channel, dialect: Dialect): Sighting[] {
  let seen: Sighting[] = [];
  for (const record of caller.cel) {
    const app = dialect.placeOfApp(record.app, record.appdata);
    const place = app !== null ? app : dialect.placeOf(record.context, record.exten);
    if (record.event === 'PARK_START') seen = added(seen, { at: record.at, place: { kind: 'parking', number: '' } });
    else if (place !== null) seen = added(seen, { at: record.at, place });
  }
  return seen;
}

/** Local channels that ring a phone inside a queue, group or follow-me: their phones are no steps of the caller. */
function wiredNumbers(channels: ChannelList, dialect: Dialect): ReadonlyMap<string, Sighting | null> {
  let wired: Map<string, Sighting | null> | null = null;
  for (const channel of channels.all) {
    const local = channel.parsed.local;
    if (local === null) continue;
    const target = dialect.localTarget(local.number, local.context);
    if (target.role === 'transfer') continue;
    if (wired === null) wired = new Map();
    const followMe = target.role === 'follow_me' && local.number.startsWith('FMPR-');
    wired.set(target.number, followMe ? { at: channel.startedAt, place: { kind: 'follow_me', number: target.number } } : null);
  }
  return wired || NOTHING_WIRED;
}

const NOTHING_WIRED: ReadonlyMap<string, Sighting | null> = new Map();

/** What was dialled, as the dialled phones saw it: AppDial events carry the exten the caller had asked for. */
function byLegs(channels: ChannelList, people: People, dialect: Dialect): Sighting[] {
  const seen: Sighting[] = [];
  const wired = wiredNumbers(channels, dialect);
  wired.forEach((followMe) => {
    if (followMe !== null) seen.push(followMe);
  });
  for (const channel of channels.all) {
    if (channel.role !== 'phone' || channel.cel.length === 0) continue;
    const dialled = channel.cel.find((record) => record.app.startsWith('App') && record.exten !== '');
    if (dialled !== undefined && dialled.app === 'AppQueue') continue;
    const exten = dialled === undefined ? channel.extension : dialled.exten;
    if (exten === null || wired.has(exten)) continue;
    const place = exten === channel.extension ? { kind: 'extension' as const, number: exten } : people.placeOfNumber(exten);
    seen.push({ at: channel.startedAt, place: place || { kind: 'ring_group', number: exten } });
  }
  return seen;
}

function placeOfRow(row: CdrRecord, channels: ChannelList, dialect: Dialect): Place | null {
  const place = dialect.placeOfApp(row.lastapp, row.lastdata) || dialect.placeOf(row.dcontext, row.dst);
  const to = channels.get(row.dstchannel);
  if (row.lastapp !== 'Dial' || to === undefined || (place !== null && place.kind !== 'extension')) return place;
  if (to.role !== 'phone' || to.extension === null) return place;
  return wasDialled(row, to) ? { kind: 'extension', number: to.extension } : null;
}

/** Positions of the caller's CDR rows. */
function byRows(caller: Channel, channels: ChannelList, dialect: Dialect): Sighting[] {
  let seen: Sighting[] = [];
  for (const row of caller.calling) {
    const place = placeOfRow(row, channels, dialect);
    if (place !== null) seen = added(seen, { at: row.startedAt, place });
    const to = channels.get(row.dstchannel);
    // A phone's row that goes straight out over a trunk: its extension forwards there.
    if (place === null || place.kind !== 'extension' || to === undefined || to.role !== 'outside') continue;
    seen.push({ at: row.startedAt, place: { kind: 'forward', number: to.outsideNumber || '' } });
  }
  return seen;
}

/** People who came in by transfer or from parking, not by ringing: they are where the caller went next. */
function byTalks(
  conversations: readonly Conversation[],
  steps: readonly Sighting[],
  legs: readonly Leg[],
  pickers: ReadonlySet<string>,
): Sighting[] {
  const seen: Sighting[] = [];
  for (const { person, startedAt } of conversations) {
    const number = person.extension;
    if (number === null || person.outsideNumber !== null || pickers.has(number)) continue;
    if (legs.some((leg) => leg.person.extension === number)) continue;
    if (steps.length > 0) seen.push({ at: startedAt, place: { kind: 'extension', number } });
  }
  return seen;
}

/** In order of time; what was seen in one second keeps its order. */
function inTime(sightings: readonly Sighting[]): readonly Sighting[] {
  let last = 0;
  for (const { at } of sightings) {
    if (at < last) {
      const numbered = sightings.map((sighting, index) => ({ sighting, index }));
      return numbered.sort((a, b) => a.sighting.at - b.sighting.at || a.index - b.index).map((one) => one.sighting);
    }
    last = at;
  }
  return sightings;
}

export interface StepSources {
  readonly caller: Channel;
  readonly channels: ChannelList;
  readonly conversations: readonly Conversation[];
  readonly queuePasses: readonly QueuePass[];
  /** Phones that were rung. */
  readonly legs: readonly Leg[];
  /** Extensions that picked up somebody else's ringing phone. */
  readonly pickers: ReadonlySet<string>;
}

/** The caller's way, in order: each place once for each time he came to it. CEL is finer than CDR, so it is asked first. */
export function stepsOf(sources: StepSources, people: People, dialect: Dialect): Step[] {
  const { caller, channels } = sources;
  let sightings = byCallerEvents(caller, dialect);
  for (const sighting of byLegs(channels, people, dialect)) sightings.push(sighting);
  for (const pass of sources.queuePasses)
    sightings = added(sightings, { at: pass.enteredAt, place: { kind: 'queue', number: pass.queue } });
  const known = (place: Place) => sightings.some((one) => sameStep(one.place, place));
  for (const row of byRows(caller, channels, dialect)) if (!known(row.place)) sightings = added(sightings, row);
  for (const talk of byTalks(sources.conversations, sightings, sources.legs, sources.pickers))
    if (!known(talk.place)) sightings = added(sightings, talk);
  let steps: Step[] = [];
  for (const one of inTime(sightings)) {
    const at = steps.findIndex((step) => sameStep(step, one.place));
    const step = steps[at];
    if (step === undefined) steps = added(steps, { kind: one.place.kind, number: one.place.number, at: one.at });
    else if (step.kind === 'extension' && one.place.kind === 'follow_me') steps[at] = { ...step, kind: 'follow_me' };
  }
  return steps;
}
