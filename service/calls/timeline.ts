import type { Call, Leg, QueuePass, Step } from '../../shared/call';
import type { MessageKey, Saying } from '../../shared/messages';
import type { UtcSeconds } from '../../shared/words';

/** One line of a call's story. */
export interface TimelineLine {
  readonly at: UtcSeconds;
  readonly saying: Saying;
}

const OUTCOMES: Readonly<Record<Leg['outcome'], MessageKey>> = {
  answered: 'timeline.leg.answered',
  no_answer: 'timeline.leg.no_answer',
  busy: 'timeline.leg.busy',
  declined: 'timeline.leg.declined',
  unreachable: 'timeline.leg.unreachable',
  answered_elsewhere: 'timeline.leg.answered_elsewhere',
  unknown: 'timeline.leg.no_answer',
};

const ENDS: Readonly<Record<QueuePass['ended'], MessageKey>> = {
  connected: 'timeline.queue.connected',
  abandoned: 'timeline.queue.abandoned',
  timeout: 'timeline.queue.timeout',
  exit_key: 'timeline.queue.exit_key',
  empty: 'timeline.queue.empty',
  refused: 'timeline.queue.refused',
  unknown: 'timeline.queue.unknown',
};

const STEPS: Partial<Readonly<Record<Step['kind'], MessageKey>>> = {
  time_condition: 'timeline.step.time_condition',
  ivr: 'timeline.step.ivr',
  announcement: 'timeline.step.announcement',
  ring_group: 'timeline.step.ring_group',
  extension: 'timeline.step.extension',
  follow_me: 'timeline.step.follow_me',
  forward: 'timeline.step.forward',
  parking: 'timeline.step.parking',
  conference: 'timeline.step.conference',
};

function whoOf(leg: Leg): string {
  return leg.person.outsideNumber || leg.person.extension || leg.channel;
}

/** Phones that rang together and ended alike, as one line. */
function legLines(legs: readonly Leg[]): TimelineLine[] {
  const groups = new Map<string, Leg[]>();
  for (const leg of legs) {
    const key = `${Math.round(leg.startedAt / 2)} ${leg.outcome}`;
    const group = groups.get(key);
    if (group) group.push(leg);
    else groups.set(key, [leg]);
  }
  return Array.from(groups.values()).map((group) => {
    const first = group[0] as Leg;
    const seconds = group.reduce((longest, leg) => Math.max(longest, leg.ringSeconds), 0);
    const who = Array.from(new Set(group.map(whoOf)))
      .sort()
      .join(', ');
    return { at: first.startedAt, saying: { key: OUTCOMES[first.outcome], params: { who, seconds, n: group.length } } };
  });
}

/** The story of a call in order: where the caller came, who rang, who spoke, how it ended. */
export function timelineOf(call: Call): TimelineLine[] {
  const lines: TimelineLine[] = [
    {
      at: call.startedAt,
      saying: { key: 'timeline.arrived', params: { did: call.did || call.dialled[0] || '', caller: call.callerNumber || '?' } },
    },
  ];
  for (const step of call.steps) {
    const key = STEPS[step.kind];
    if (key !== undefined) lines.push({ at: step.at, saying: { key, params: { number: step.number } } });
  }
  for (const pass of call.queuePasses) {
    lines.push({ at: pass.enteredAt, saying: { key: ENDS[pass.ended], params: { queue: pass.queue, seconds: pass.waitSeconds || 0 } } });
  }
  lines.push(...legLines(call.legs));
  const strongest = call.conversations[0];
  for (const talk of call.conversations) {
    if (strongest === undefined || talk.source !== strongest.source) continue;
    const seconds = talk.endedAt === null ? 0 : talk.endedAt - talk.startedAt;
    const who = talk.person.outsideNumber || talk.person.extension || '';
    lines.push({ at: talk.startedAt, saying: { key: 'timeline.talked', params: { who, seconds } } });
  }
  for (const visit of call.voicemails) {
    const key = visit.message === 'left' || visit.message === 'probably_left' ? 'timeline.voicemail.left' : 'timeline.voicemail.none';
    lines.push({ at: visit.startedAt, saying: { key, params: { mailbox: visit.mailbox, seconds: visit.seconds } } });
  }
  if (call.ending.at !== null) {
    const key = call.ending.by === 'caller' ? 'timeline.ended.caller' : 'timeline.ended.pbx';
    lines.push({ at: call.ending.at, saying: { key, params: { seconds: call.ending.at - call.startedAt } } });
  }
  return lines
    .map((line, index) => ({ line, index }))
    .sort((a, b) => a.line.at - b.line.at || a.index - b.index)
    .map(({ line }) => line);
}
