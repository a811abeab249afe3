import type { Call } from '../../../shared/call';
import type { Confidence } from '../../../shared/verdict';
import type { PlaceKind } from '../../../shared/words';
import type { Rule } from '../rule';
import { missingSources } from '../rule';

const LEADS_TO_PEOPLE: readonly PlaceKind[] = ['extension', 'follow_me', 'forward', 'ring_group', 'queue'];

function reached(call: Call, kind: PlaceKind): boolean {
  return call.steps.some((step) => step.kind === kind);
}

/** Only a machine spoke and nobody was tried: a menu, an announcement, a conference room. */
export const machineOnly: Rule = (call) => {
  if (!call.machineAnswered || call.failure !== null || LEADS_TO_PEOPLE.some((kind) => reached(call, kind))) return undefined;
  const cel = call.sources.indexOf('cel') >= 0;
  // The CDR keeps only the last place: behind "hangup" a group of offline phones looks like a menu that timed out.
  const vague = !cel && !reached(call, 'ivr') && !reached(call, 'announcement');
  const confidence: Confidence = vague ? 'unsure' : cel && call.ended ? 'proven' : 'likely';
  const reason = reached(call, 'ivr') ? 'menu_hangup' : reached(call, 'conference') ? 'conference' : 'announcement';
  const because = { key: `because.${reason}` as 'because.menu_hangup', params: { n: call.keysPressed.length, keys: call.keysPressed } };
  return { kind: 'not_counted', reason, because: [because, ...missingSources(call)], confidence };
};
