import type { Confidence } from '../../shared/verdict';
import { readEvents } from '../store/audit';
import { callingNow } from '../store/calling';
import { countEntries, readAttempts } from '../store/list';
import { type Proof, readProofs } from '../store/proofs';
import { deskOf } from './desk';
import { frameOf } from './frame';
import { justDone } from './just-done';
import { type AnswerPage, isPart } from './page';
import { ongoingCalls } from './page-list';
import { type PageParts, viewerOf } from './pages';
import type { ProofOfCall } from './view-call';
import { belongsTo, entryTitle, entryView } from './view-entry';
import { sayKeyIn } from './view-frame';
import { readVisible } from './visible';

const MOST_CALLS = 40;
const CONFIDENCES: readonly Confidence[] = ['proven', 'likely', 'unsure'];

function proofOf({ because, confidence, seen }: Proof): ProofOfCall {
  const known = CONFIDENCES.filter((one) => one === confidence)[0];
  return { because, confidence: known || 'unsure', call: seen };
}

/** GET /entries/:id: why a caller is on the list, and what was done since. */
export function entryPage(parts: PageParts): AnswerPage {
  return async (asked) => {
    const { client } = asked.identity;
    const { db } = parts;
    const entry = await readVisible(parts, asked);
    const [desk, calling, ongoing] = await Promise.all([
      deskOf(parts, asked, `/entries/${entry.id}`),
      callingNow(client, db, [entry], asked.nowAt),
      ongoingCalls(client, db, asked.nowAt),
    ]);
    const viewer = { ...viewerOf(parts, asked), ongoing, desk: { ...desk, calling } };
    const [attempts, events, counts] = await Promise.all([
      readAttempts(client, db, entry, MOST_CALLS + 1),
      readEvents(client, db, entry.id),
      countEntries(client, db, asked.nowAt, asked.nowAt, asked.identity),
    ]);
    const shown = attempts.filter((attempt) => belongsTo(entry, attempt)).slice(0, MOST_CALLS);
    const proofs = await readProofs(
      client,
      db,
      shown.map((fact) => fact.callId),
    );
    const found = {
      entry,
      attempts: shown,
      hasMore: attempts.length > MOST_CALLS,
      proofs: new Map(proofs.map((proof): [string, ProofOfCall] => [proof.callId, proofOf(proof)])),
      events,
    };
    const just = await justDone(parts, asked, viewer.now);
    const frame = await frameOf(parts, asked, viewer, {
      title: entryTitle(entry, viewer),
      tab: 'none',
      open: counts.open,
    });
    return {
      template: isPart(asked) ? 'live-entry' : 'entry',
      view: { ...entryView(found, viewer, frame), just, t: sayKeyIn(viewer.now.language) },
    };
  };
}
