import type { Call } from '../../../shared/call';
import type { Confidence } from '../../../shared/verdict';
import type { PlaceKind } from '../../../shared/words';
import type { Rule } from '../rule';
import { missingSources } from '../rule';

const LEADS_TO_PEOPLE: readonly PlaceKind[] = ['extension', 'follow_me', 'forward', 'ring_group', 'queue'];

/** Where he pressed a key in a menu and was hung up on behind it, the menu had sent him to somebody who was not there. */
function wasSentOn({ keysPressed, ending, steps }: Call): boolean {
  const places = steps.filter(({ kind }) => kind !== 'hangup');
  const last = places[places.length - 1];
  return keysPressed !== '' && ending.by === 'pbx' && last !== undefined && last.kind === 'ivr' && last !== steps[steps.length - 1];
}

/** The route itself may answer (for a fax, or before an announcement) what it sends to people: if none of them could be tried, he reached nobody. */
function wasForPeople({ routedTo, steps }: Call): boolean {
  return (
    routedTo !== null &&
    LEADS_TO_PEOPLE.indexOf(routedTo.kind) >= 0 &&
    steps.every(({ kind }) => kind === 'hangup' || kind === 'time_condition')
  );
}

function reached(call: Call, kind: PlaceKind): boolean {
  return call.steps.some((step) => step.kind === kind);
}

/** Only a machine spoke and nobody was tried: a menu, an announcement, a conference room. */
export const machineOnly: Rule = (call) => {
  if (!call.machineAnswered || call.failure !== null || LEADS_TO_PEOPLE.some((kind) => reached(call, kind))) return undefined;
  if (wasForPeople(call) || wasSentOn(call)) return undefined;
  const cel = call.sources.indexOf('cel') >= 0;
  // The CDR keeps only the last place: behind "hangup" a group of offline phones looks like a menu that timed out.
  const vague = !cel && !reached(call, 'ivr') && !reached(call, 'announcement');
  const confidence: Confidence = vague ? 'unsure' : cel && call.ended ? 'proven' : 'likely';
  const reason = reached(call, 'ivr') ? 'menu_hangup' : reached(call, 'conference') ? 'conference' : 'announcement';
  const because = { key: `because.${reason}` as 'because.menu_hangup', params: { n: call.keysPressed.length, keys: call.keysPressed } };
  return { kind: 'not_counted', reason, because: [because, ...missingSources(call)], confidence };
};
