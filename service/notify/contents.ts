import type { Entry } from '../../shared/entry';
import { sayIn } from '../../shared/messages';
import type { ClientId } from '../../shared/words';
import type { Queryable } from '../store/database';
import { type Delivery, entriesToldBy } from '../store/deliveries';
import { listEntries, readEntry } from '../store/list';
import { length } from '../web/time-text';
import { summaryOf } from './digest-summary';
import { type GroupView, placesOf, type Reading, rowOf } from './message-view';
import { tame } from './plain';
import type { Scope } from './scope';

/** What a message says, before it is put into words for a channel; or why it says nothing any more. */
export type Contents =
  | {
      readonly title: string;
      readonly lead: string;
      readonly groups: readonly GroupView[];
      readonly more: string;
      readonly summary: string;
      /** All it shows. */
      readonly entries: readonly Entry[];
    }
  | { readonly drop: string }
  /** A digest with nothing in it: it leaves no trace. */
  | 'nothing';

/** Callers in one message; the rest are a number and a link. */
const MOST_SHOWN = 100;
const MOST_CLEARED = 500;

/** What a message says now: its entries as they are, not as they were when it was planned. */
export async function contentsOf(
  client: ClientId,
  db: Queryable,
  delivery: Delivery,
  reading: Reading,
  options: { readonly scope: Scope; readonly emptyDigests: boolean },
): Promise<Contents> {
  const say = sayIn(reading.now.language);
  const nothing = { lead: '', groups: [], more: '', summary: '', entries: [] };
  if (delivery.kind === 'test') return { ...nothing, title: say({ key: 'mail.test.title' }), lead: say({ key: 'mail.test.text' }) };
  if (delivery.kind === 'digest') return digest(client, db, delivery, reading, options);
  const told = await entriesOf(client, db, delivery);
  const [first] = told;
  if (first === undefined) return { drop: 'erased' };
  const who = rowOf(first, reading).whoPlain;
  if (delivery.kind === 'correction') {
    return {
      ...nothing,
      title: say({ key: 'mail.correction.title', params: { who } }),
      lead: say({ key: 'mail.correction.text' }),
      ...shown([first], reading, 1),
    };
  }
  const open = told.filter(({ status }) => status === 'open');
  const [one] = open;
  if (one === undefined) return { drop: 'served' };
  const where = placesOf(open, reading.names);
  const list = shown(open, reading, open.length);
  if (delivery.kind === 'escalation') {
    const time = length(reading.now.language, reading.now.at - one.firstMissedAt);
    return {
      ...nothing,
      ...list,
      title: say({ key: 'mail.escalation.title', params: { time, who, where } }),
      lead: say({ key: 'mail.escalation.text' }),
    };
  }
  if (open.length > 1) return { ...nothing, ...list, title: say({ key: 'mail.more.title', params: { n: open.length, where } }) };
  return { ...nothing, ...list, title: say({ key: 'mail.missed.title', params: { who: rowOf(one, reading).whoPlain, where } }) };
}

async function entriesOf(client: ClientId, db: Queryable, delivery: Delivery): Promise<readonly Entry[]> {
  const found: Entry[] = [];
  for (const id of await entriesToldBy(client, db, delivery.id)) {
    const entry = await readEntry(client, db, id);
    if (entry !== null) found.push(entry);
  }
  return found;
}

/** The callers under their headings: those who called outside business hours apart. */
function shown(entries: readonly Entry[], reading: Reading, total: number) {
  const say = sayIn(reading.now.language);
  const some = entries.slice(0, MOST_SHOWN);
  const [late, others] = [some.filter(({ afterHours }) => afterHours), some.filter(({ afterHours }) => !afterHours)];
  const groups = [
    { heading: late.length === 0 ? '' : say({ key: 'mail.waiting' }), of: others },
    { heading: say({ key: 'mail.after_hours' }), of: late },
  ];
  return {
    groups: groups
      .filter(({ of }) => of.length > 0)
      .map(({ heading, of }) => ({ heading: tame(heading), rows: of.map((entry) => rowOf(entry, reading)) })),
    more: total > some.length ? say({ key: 'mail.and_more', params: { n: total - some.length } }) : '',
    entries: some,
  };
}

async function digest(
  client: ClientId,
  db: Queryable,
  { sinceAt, untilAt }: Delivery,
  reading: Reading,
  { scope, emptyDigests }: { readonly scope: Scope; readonly emptyDigests: boolean },
): Promise<Contents> {
  const say = sayIn(reading.now.language);
  const { dids, queues, ring_groups: ringGroups, extensions } = scope;
  const isWhole = dids.length + queues.length + ringGroups.length + extensions.length === 0;
  const of = { scope: isWhole ? null : { dids, queues, ringGroups, extensions } };
  const since = sinceAt || 0;
  const open = await listEntries(client, db, { ...of, status: 'open', limit: MOST_SHOWN });
  const fresh = await listEntries(client, db, { ...of, status: 'open', from: since, limit: 1 });
  const { entries: cleared } = await listEntries(client, db, {
    ...of,
    status: 'cleared',
    from: since,
    until: untilAt,
    limit: MOST_CLEARED,
  });
  if (open.total === 0 && cleared.length === 0 && !emptyDigests) return 'nothing';
  const where = placesOf(open.entries, reading.names);
  const title =
    open.total === 0 ? say({ key: 'mail.digest.title.none' }) : say({ key: 'mail.digest.title', params: { n: open.total, where } });
  const summary = summaryOf({ sinceAt: since, cleared, stillWaiting: fresh.total }, reading);
  return { title, lead: '', summary, ...shown(open.entries, reading, open.total) };
}
