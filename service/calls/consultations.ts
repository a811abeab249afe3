import type { Call, Conversation } from '../../shared/call';
import { compareUniqueids } from './uniqueid';

function during(conversation: Conversation, at: number): boolean {
  return conversation.startedAt <= at && (conversation.endedAt === null || at <= conversation.endedAt);
}

/**
 * Adds to a call the phones that its own people rang to ask for help while the caller was on the line.
 * A consultation that nobody takes shares no channel with the call, so only the person and the time tie them.
 * Only inside the house: a call to the outside stays a call of its own, for it may be somebody's callback.
 */
export function withConsultations(calls: readonly Call[]): readonly Call[] {
  const byCaller = new Map<string, Call[]>();
  for (const call of calls) {
    if (call.direction !== 'internal') continue;
    const some = byCaller.get(call.callerNumber);
    if (some) some.push(call);
    else byCaller.set(call.callerNumber, [call]);
  }
  if (byCaller.size === 0) return calls;
  return calls.map((call) => {
    if (call.direction !== 'inbound' || call.conversations.length === 0) return call;
    const helpers = helpersOf(call, byCaller);
    return helpers.length === 0 ? call : { ...call, legs: call.legs.concat(...helpers.map((helper) => helper.legs)) };
  });
}

const NO_HELPERS: Call[] = [];

/** In the order of their start, each once. */
function helpersOf(call: Call, byCaller: ReadonlyMap<string, readonly Call[]>): readonly Call[] {
  let helpers: Call[] = NO_HELPERS;
  for (const talk of call.conversations) {
    if (talk.person.outsideNumber !== null || talk.person.extension === null) continue;
    for (const other of byCaller.get(talk.person.extension) || NO_HELPERS) {
      if (during(talk, other.startedAt) && helpers.indexOf(other) < 0) helpers = helpers.concat(other);
    }
  }
  return helpers.length < 2 ? helpers : helpers.sort((one, other) => one.startedAt - other.startedAt || compareUniqueids(one.id, other.id));
}
