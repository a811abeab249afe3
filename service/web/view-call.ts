import type { Call } from '../../shared/call';
import type { CallFact } from '../../shared/entry';
import { type MessageKey, type Saying, sayIn } from '../../shared/messages';
import type { Confidence } from '../../shared/verdict';
import type { SourceName } from '../../shared/words';
import { timelineOf } from '../calls/timeline';
import { hideInSaying, hideNumbers } from './hidden-numbers';
import type { Names } from './names';
import { reasonText } from './reason-text';
import { callLength, clockWithSeconds, exactMoment, machineTime } from './time-text';
import { type PictureView, pictureLabel, pictureView } from './view-picture';
import type { Viewer } from './view-row';

/** Why a call was judged as it was, and the call as it was seen then. */
export interface ProofOfCall {
  readonly because: readonly Saying[];
  readonly confidence: Confidence;
  readonly call: Call;
}

/** One call of an entry: its story, and why it was judged as it was. */
export interface CallView {
  readonly at: string;
  readonly when: string;
  readonly kind: 'missed' | 'attempted' | 'served' | 'message' | 'nothing';
  readonly headline: string;
  /** Asterisk's id of the call's first channel, usable in an address. */
  readonly key: string;
  /** Null where the proof was erased: then only the headline is left. */
  readonly proof: ProofView | null;
  /** Shown unfolded. */
  readonly open: boolean;
}

export interface ProofView {
  /** `1:22`. */
  readonly length: string;
  readonly picture: PictureView | null;
  readonly pictureLabel: string;
  readonly story: readonly { readonly time: string; readonly text: string }[];
  readonly because: readonly string[];
  /** `Certain: the records say so.` */
  readonly confidence: string;
  readonly sources: string;
  /** Asterisk's ids of the call, to find its rows by. */
  readonly ids: string;
  /** The page of its raw rows; '' for who may not see them. */
  readonly rows: string;
}

const SOURCES: Readonly<Record<SourceName, MessageKey>> = { cdr: 'source.cdr', cel: 'source.cel', queue_log: 'source.queue_log' };
const CONFIDENCE: Readonly<Record<Confidence, MessageKey>> = {
  proven: 'confidence.proven',
  likely: 'confidence.likely',
  unsure: 'confidence.unsure',
};

function headline(fact: CallFact, viewer: Viewer): Pick<CallView, 'kind' | 'headline'> {
  const { language } = viewer.now;
  const say = sayIn(language);
  const extension = fact.extensions[0];
  const who = extension === undefined ? say({ key: 'person.colleague' }) : viewer.names.person(extension);
  switch (fact.kind) {
    case 'missed':
      return { kind: 'missed', headline: reasonText(fact, language) };
    case 'voicemail':
      return { kind: 'message', headline: say({ key: 'reason.message_left' }) };
    case 'answered':
      return { kind: 'served', headline: say({ key: 'call.answered', params: { who } }) };
    case 'returned':
      return { kind: 'served', headline: say({ key: 'call.returned', params: { who } }) };
    case 'attempted':
      return { kind: 'attempted', headline: say({ key: 'call.attempted', params: { who } }) };
    case 'none':
      return { kind: 'nothing', headline: say({ key: 'call.none' }) };
  }
}

/** Names, where a number nobody named is hidden. */
function hidingNames(names: Names): Names {
  return {
    ...names,
    person: (extension) => hideNumbers(names.person(extension)),
    shortPerson: (extension) => hideNumbers(names.shortPerson(extension)),
  };
}

function proofView({ because, confidence, call }: ProofOfCall, viewer: Viewer, entryId: number): ProofView {
  const { language } = viewer.now;
  const say = sayIn(language);
  const shows = viewer.desk === undefined || viewer.desk.showsNumbers;
  const tell = (saying: Saying): string => say(shows ? saying : hideInSaying(saying, call.direction === 'inbound'));
  const used = (Object.keys(SOURCES) as SourceName[]).filter((source) => call.sources.indexOf(source) >= 0);
  return {
    length: callLength((call.endedAt || call.lastRecordAt) - call.startedAt),
    picture: pictureView(call, shows ? viewer.names : hidingNames(viewer.names), language),
    pictureLabel: pictureLabel(call, language),
    story: timelineOf(call).map((line) => ({ time: clockWithSeconds(viewer.now.zone, line.at), text: tell(line.saying) })),
    because: because.map(tell),
    confidence: say({ key: CONFIDENCE[confidence] }),
    sources: used.map((source) => say({ key: SOURCES[source] })).join(', '),
    ids: call.linkedids.join(', '),
    rows: viewer.desk?.may('admin') && shows ? viewer.links.to(`/entries/${entryId}/rows`, { call: call.id }) : '',
  };
}

/** The card of one call. */
export function callView(fact: CallFact, proof: ProofOfCall | null, viewer: Viewer, entryId: number, open: boolean): CallView {
  return Object.assign(headline(fact, viewer), {
    at: machineTime(fact.at),
    when: exactMoment(viewer.now, fact.at),
    key: fact.callId.replace(/[^\w.-]/g, '_'),
    proof: proof === null ? null : proofView(proof, viewer, entryId),
    open: open && proof !== null,
  });
}
