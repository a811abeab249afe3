import { say } from '../shared/messages';
import type { UtcSeconds } from '../shared/words';
import { zoneOffset } from '../shared/zone';
import { destinationOf } from './calls/destination';
import { timelineOf } from './calls/timeline';
import { answeredBy, isoOf } from './judged-json';
import { type Judged, type Office, zoneOf } from './judging';
import { extensionsRung } from './verdict/rule';

/** Local wall time `2026-11-21 14:02:09` of an instant. */
export function localTime(at: UtcSeconds, zone: string): string {
  return new Date((at + zoneOffset(zone, at)) * 1000).toISOString().slice(0, 19).replace('T', ' ');
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: a caller's name must not steer the terminal
const STEERING = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** A caller-supplied word made safe to print on a terminal. */
export function printable(text: string): string {
  return text.replace(STEERING, '?');
}

function nameOfCaller(judged: Judged): string {
  const { callerName, callerNumber } = judged.call;
  const number = callerNumber === '' ? 'a withheld number' : callerNumber;
  return printable(callerName !== '' && callerName !== callerNumber ? `${callerName} (${number})` : number);
}

/** One line for a call: when, who, where, what came of it. */
export function tellInOneLine(judged: Judged, office: Office): string {
  const { call, verdict } = judged;
  const zone = zoneOf(office);
  const by = answeredBy(judged);
  const came = verdict.kind === 'answered' ? `answered by ${by.join(', ')}` : `${verdict.kind} (${verdict.reason})`;
  const where = destinationOf(call, office.people) || call.dialled[0] || '?';
  return `${localTime(call.startedAt, zone)}  ${nameOfCaller(judged)} -> ${printable(where)}: ${came}`;
}

/** A call as a person would tell it, with its evidence. */
export function tell(judged: Judged, office: Office): string {
  const { call, verdict } = judged;
  const zone = zoneOf(office);
  const rung = extensionsRung(call);
  const lines = [
    tellInOneLine(judged, office),
    '',
    `  verdict     ${verdict.kind}, ${verdict.reason} (${verdict.confidence})`,
    ...verdict.because.map((saying, index) => `  ${index === 0 ? 'because   ' : '          '}  ${printable(say(saying))}`),
    `  number      ${call.did === null ? '-' : printable(call.did)}   linkedid ${call.linkedids.join(', ')}   started ${isoOf(call.startedAt)}`,
    `  phones      ${rung.length === 0 ? 'none rang' : `${rung.join(', ')} rang`}`,
    `  sources     ${call.sources.join(', ')}`,
    '',
    ...timelineOf(call).map((line) => `  ${localTime(line.at, zone).slice(11)}  ${printable(say(line.saying))}`),
  ];
  return `${lines.join('\n')}\n`;
}
