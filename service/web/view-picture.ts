import type { Call, Conversation, Leg, Person, Step } from '../../shared/call';
import type { Language } from '../../shared/language';
import { type MessageKey, sayIn } from '../../shared/messages';
import type { UtcSeconds } from '../../shared/words';
import type { Names } from './names';
import { callLength, length } from './time-text';

/** A stretch of a lane. Places are percentages of the call's length, so that the picture is as wide as the page. */
export interface BarView {
  readonly kind: 'way' | 'waited' | 'rang' | 'talked';
  readonly x: string;
  readonly width: string;
  /** What it was, for the pointer: `Sales queue 1:10`. */
  readonly title: string;
}

/** A word in a lane: what a stretch was, or why a phone did not ring. */
export interface MarkView {
  readonly x: string;
  readonly anchor: 'start' | 'end';
  readonly text: string;
}

export interface LaneView {
  readonly name: string;
  /** Never shortened, as a name is where room is scarce; '' for the caller. */
  readonly number: string;
  readonly bars: readonly BarView[];
  readonly marks: readonly MarkView[];
}

/** The call as it was: time runs right, the caller's way first, then one line a phone. */
export interface PictureView {
  readonly lanes: readonly LaneView[];
  readonly ticks: readonly { readonly x: string; readonly anchor: 'start' | 'middle' | 'end'; readonly text: string }[];
}

/** What a picture is drawn by. */
interface Scale {
  readonly language: Language;
  readonly from: UtcSeconds;
  readonly to: UtcSeconds;
}

const TICK_STEPS = [2, 5, 10, 15, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 14400];
const MOST_TICKS = 6;
/** A word needs this share of the width to stand inside its stretch. */
const ROOM_FOR_A_WORD = 0.14;
const MOST_LANES = 24;

const NOT_RUNG: Partial<Readonly<Record<Leg['outcome'], MessageKey>>> = {
  busy: 'picture.busy',
  declined: 'picture.declined',
  unreachable: 'picture.unreachable',
};

function percent(share: number): string {
  return `${(Math.min(1, Math.max(0, share)) * 100).toFixed(2)}%`;
}

function at(scale: Scale, time: UtcSeconds): number {
  return (time - scale.from) / (scale.to - scale.from);
}

function bar(scale: Scale, kind: BarView['kind'], from: UtcSeconds, to: UtcSeconds, what: string): BarView {
  const start = Math.min(1, Math.max(0, at(scale, from)));
  const end = Math.min(1, Math.max(start, at(scale, to)));
  const title = sayIn(scale.language)({ key: 'picture.bar', params: { what, time: callLength(to - from) } });
  return { kind, x: percent(start), width: percent(end - start), title };
}

function mark(scale: Scale, time: UtcSeconds, text: string): MarkView {
  const share = at(scale, time);
  return { x: percent(share), anchor: share > 0.75 ? 'end' : 'start', text };
}

function scaleOf(call: Call, language: Language): Scale {
  const ends = [call.startedAt + 1, call.endedAt || call.lastRecordAt];
  for (const leg of call.legs) ends.push(leg.endedAt || leg.startedAt + leg.ringSeconds);
  for (const talk of call.conversations) ends.push(talk.endedAt || talk.startedAt);
  return { language, from: call.startedAt, to: ends.reduce((one, other) => Math.max(one, other)) };
}

function ticksOf(scale: Scale): PictureView['ticks'] {
  const seconds = scale.to - scale.from;
  const step = TICK_STEPS.filter((one) => seconds / one <= MOST_TICKS)[0] || Math.ceil(seconds / MOST_TICKS);
  const ticks: { x: string; anchor: 'start' | 'middle' | 'end'; text: string }[] = [];
  for (let second = 0; second <= seconds; second += step) {
    const anchor = second === 0 ? 'start' : second / seconds > 0.95 ? 'end' : 'middle';
    ticks.push({ x: percent(second / seconds), anchor, text: callLength(second) });
  }
  return ticks;
}

/** What the strongest source tells; the others only repeat it. */
function strongestTalks(call: Call): Conversation[] {
  const first = call.conversations[0];
  return call.conversations.filter((talk) => first !== undefined && talk.source === first.source);
}

function talkBar(talk: Conversation, scale: Scale): BarView {
  return bar(scale, 'talked', talk.startedAt, talk.endedAt || scale.to, sayIn(scale.language)({ key: 'picture.talked' }));
}

/** How it ended, at the right end of the caller's way. */
function endMark(call: Call, scale: Scale): MarkView {
  const text = sayIn(scale.language)({ key: call.ending.by === 'caller' ? 'picture.ended.caller' : 'picture.ended.pbx' });
  return { x: percent(at(scale, call.ending.at || scale.to)), anchor: 'end', text };
}

/** Whose way it is: the caller's, or that of the colleague who called him. */
function callerLane(call: Call, names: Names, language: Language): Pick<LaneView, 'name' | 'number'> {
  return call.direction === 'inbound'
    ? { name: sayIn(language)({ key: 'picture.caller' }), number: '' }
    : personLane(call.callerNumber, names);
}

/** Where the caller was from one step to the next; steps of no length are in the text only. */
function wayLane(call: Call, scale: Scale, names: Names): LaneView {
  const shown = call.steps.filter((step) => step.kind !== 'hangup' && step.kind !== 'other');
  const bars: BarView[] = [];
  const marks: MarkView[] = [];
  const end = call.ending.at || scale.to;
  shown.forEach((step: Step, index) => {
    const next = shown[index + 1];
    const until = next === undefined ? Math.max(end, step.at) : next.at;
    if (until - step.at < 1) return;
    const name = names.place(step);
    bars.push(bar(scale, step.kind === 'queue' ? 'waited' : 'way', step.at, until, name));
    if (index === shown.length - 1 && call.ending.at !== null && call.conversations.length === 0) marks.push(endMark(call, scale));
    const room = at(scale, until) - at(scale, step.at);
    if (room > ROOM_FOR_A_WORD) {
      const most = Math.floor((room / ROOM_FOR_A_WORD) * 10);
      const word = name.length > most ? `${name.slice(0, most - 1)}…` : name;
      marks.push({ x: percent(at(scale, step.at)), anchor: 'start', text: word });
    }
  });
  for (const talk of strongestTalks(call)) bars.push(talkBar(talk, scale));
  return { ...callerLane(call, names, scale.language), bars, marks };
}

function keyOf(person: Person): string {
  return person.outsideNumber || person.extension || '';
}

function personLane(number: string, names: Names): Pick<LaneView, 'name' | 'number'> {
  const name = names.shortPerson(number);
  return { name: name === number ? '' : name, number };
}

function phoneLane(call: Call, key: string, scale: Scale, names: Names): LaneView {
  const say = sayIn(scale.language);
  const legs = call.legs.filter((leg) => keyOf(leg.person) === key);
  const talks = strongestTalks(call).filter((talk) => keyOf(talk.person) === key);
  const bars: BarView[] = [];
  const marks: MarkView[] = [];
  for (const leg of legs) {
    if (leg.rang) bars.push(bar(scale, 'rang', leg.startedAt, leg.startedAt + leg.ringSeconds, say({ key: 'picture.rang' })));
    const word = NOT_RUNG[leg.outcome];
    if (word !== undefined) marks.push(mark(scale, leg.startedAt + leg.ringSeconds, say({ key: word })));
  }
  for (const talk of talks) bars.push(talkBar(talk, scale));
  return { ...personLane(key, names), bars, marks };
}

/** The picture of a call; null where nothing but its start is known. */
export function pictureView(call: Call, names: Names, language: Language): PictureView | null {
  const scale = scaleOf(call, language);
  const keys = call.legs
    .map((leg) => keyOf(leg.person))
    .concat(call.conversations.map((talk) => keyOf(talk.person)))
    .filter((key, index, all) => key !== '' && all.indexOf(key) === index);
  const way = wayLane(call, scale, names);
  if (keys.length === 0 && way.bars.length === 0) return null;
  const phones = keys.slice(0, MOST_LANES).map((key) => phoneLane(call, key, scale, names));
  return { lanes: [way].concat(phones), ticks: ticksOf(scale) };
}

/** What the picture shows in one sentence, for those who hear the page; the list beside it says the rest. */
export function pictureLabel(call: Call, language: Language): string {
  const rang = call.legs.filter((leg) => leg.rang).length;
  const end = call.endedAt || call.lastRecordAt;
  return sayIn(language)({ key: 'picture.label', params: { n: rang, time: length(language, end - call.startedAt) } });
}
