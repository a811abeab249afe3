import type { Directory } from '../../shared/directory';
import { type MessageKey, sayIn } from '../../shared/messages';
import type { ListCounts } from '../store/list';
import type { Desk } from './desk';
import { figure } from './figures';
import { CLEARINGS, firstPage, REASONS, SORTS, USUAL, type Wanted, wantedQuery } from './list-query';
import type { Viewer } from './view-row';

/** One choice of a list. */
export interface OptionView {
  readonly value: string;
  readonly text: string;
  readonly current: boolean;
}

/** The bar above the list: everything in it goes into the address. */
export interface FiltersView {
  readonly action: string;
  readonly hidden: readonly { readonly name: string; readonly value: string }[];
  readonly text: string;
  readonly where: readonly { readonly text: string; readonly options: readonly OptionView[] }[];
  readonly reasons: readonly OptionView[];
  readonly owners: readonly OptionView[];
  readonly clearings: readonly OptionView[];
  readonly hours: readonly OptionView[];
  readonly hourOfDay: readonly OptionView[];
  readonly sorts: readonly OptionView[];
  readonly from: string;
  readonly until: string;
  /** How many wishes stand in the part that folds away. */
  readonly folded: string;
  /** The list without any wish; '' where there is none. */
  readonly clear: string;
}

/** A way to look at the list, with how many callers it shows. */
export interface ChipView {
  readonly text: string;
  readonly count: string;
  readonly href: string;
  readonly current: boolean;
}

const SORT_TEXTS: Readonly<Record<Wanted['sort'], MessageKey>> = {
  oldest: 'page.sort.oldest',
  newest: 'page.sort.newest',
  insistent: 'page.sort.insistent',
  overdue: 'page.sort.overdue',
};
/** What a place's select sends, and the name of the parameter it stands for. */
const PLACES = ['queue', 'group', 'ext', 'did', 'trunk'];

/** The address's query, where one choice of a place stands for the parameter of its kind: `where=queue:400` is `queue=400`. */
export function withPlace(query: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const [, kind, number] = /^(\w+):(.+)$/.exec(query.where || '') || [];
  if (kind === undefined || number === undefined || PLACES.indexOf(kind) < 0) return query;
  return { ...query, [kind]: number };
}

function places(directory: Directory, wanted: Wanted, viewer: Viewer): FiltersView['where'] {
  const say = sayIn(viewer.now.language);
  const now: Readonly<Record<string, string>> = {
    ...{ queue: wanted.queue, group: wanted.ringGroup, ext: wanted.extension, did: wanted.did, trunk: wanted.trunk },
  };
  const group = (key: MessageKey, kind: string, rows: readonly { readonly value: string; readonly name: string }[]) => ({
    text: say({ key }),
    options: rows.map(({ value, name }) => ({
      value: `${kind}:${value}`,
      text: name === '' || name === value ? value : `${name} (${value})`,
      current: now[kind] === value,
    })),
  });
  const numbered = (rows: readonly { readonly number: string; readonly name: string }[]) =>
    rows.map(({ number, name }) => ({ value: number, name: name.trim() }));
  const known = [
    group('filter.queues', 'queue', numbered(directory.queues)),
    group('filter.groups', 'group', numbered(directory.ringGroups)),
    group('filter.extensions', 'ext', numbered(directory.extensions)),
    group('filter.dids', 'did', numbered(directory.dids)),
    group(
      'filter.trunks',
      'trunk',
      directory.trunks.map(({ endpoint, name }) => ({ value: endpoint, name: name.trim() })),
    ),
  ];
  // A place the directory does not know any more still shows that it is looked for.
  const chosen = PLACES.filter((kind) => now[kind] !== '');
  const strange = chosen.filter((kind) => !known.some(({ options }) => options.some((one) => one.value === `${kind}:${now[kind]}`)));
  const others = strange.map((kind) => ({ value: `${kind}:${now[kind]}`, text: String(now[kind]), current: true }));
  return known.concat({ text: say({ key: 'filter.others' }), options: others }).filter(({ options }) => options.length > 0);
}

/** The bar above the list. */
export function filtersView(wanted: Wanted, directory: Directory, viewer: Viewer, desk: Desk): FiltersView {
  const say = sayIn(viewer.now.language);
  const isOpen = wanted.view === 'open';
  const choice =
    (now: string) =>
    (value: string, text: string): OptionView => ({ value, text, current: value === now });
  const owner = choice(wanted.owner);
  const reason = choice(wanted.reason);
  const hour = choice(wanted.hour === null ? '' : String(wanted.hour));
  const hours = choice(wanted.hours);
  const by = choice(wanted.clearedBy);
  const folded = [wanted.from, wanted.until, wanted.hours, wanted.hour === null ? '' : 'hour'].filter((one) => one !== '').length;
  const plain = { ...USUAL, view: wanted.view, sort: wanted.sort };
  const isNarrow = JSON.stringify(firstPage(wanted)) !== JSON.stringify(plain);
  const owners = [owner('', say({ key: 'filter.owner.any' })), owner('me', say({ key: 'filter.owner.me' }))].concat(
    isOpen ? [owner('nobody', say({ key: 'filter.owner.nobody' }))] : [],
    desk.colleagues.map(({ userId, name }) => owner(userId, name)),
  );
  return {
    action: viewer.links.to('/'),
    hidden: viewer.links
      .fields('/')
      .concat(isOpen ? [] : [{ name: 'view', value: 'cleared' }])
      .concat(wanted.sleep === '' ? [] : [{ name: 'sleep', value: wanted.sleep }])
      .concat(wanted.overdue ? [{ name: 'overdue', value: '1' }] : []),
    text: wanted.text,
    where: places(directory, wanted, viewer),
    reasons: [reason('', say({ key: 'filter.reason.any' }))].concat(
      REASONS.map((one) => reason(one, say({ key: `filter.reason.${one}` as MessageKey }))),
    ),
    owners,
    clearings: isOpen
      ? []
      : [by('', say({ key: 'filter.by.any' }))].concat(CLEARINGS.map((one) => by(one, say({ key: `filter.by.${one}` as MessageKey })))),
    hours: [
      hours('', say({ key: 'filter.hours.any' })),
      hours('business', say({ key: 'filter.hours.business' })),
      hours('after', say({ key: 'filter.hours.after' })),
    ],
    hourOfDay: [hour('', say({ key: 'filter.hour.any' }))].concat(
      Array.from({ length: 24 }, (_, n) => hour(String(n), `${n < 10 ? '0' : ''}${n}:00 – ${n < 10 ? '0' : ''}${n}:59`)),
    ),
    sorts: isOpen ? SORTS.map((value) => ({ value, text: say({ key: SORT_TEXTS[value] }), current: value === wanted.sort })) : [],
    from: wanted.from,
    until: wanted.until,
    folded: folded === 0 ? '' : String(folded),
    clear: isNarrow ? viewer.links.to('/', wantedQuery(plain)) : '',
  };
}

/** The usual ways to look at open entries. */
export function chipsView(wanted: Wanted, counts: ListCounts, viewer: Viewer): readonly ChipView[] {
  if (wanted.view !== 'open') return [];
  const say = sayIn(viewer.now.language);
  const plain: Wanted = { ...firstPage(wanted), owner: '', sleep: '', overdue: false };
  const chip = (key: MessageKey, count: number, own: Partial<Wanted>): ChipView => ({
    text: say({ key }),
    count: String(figure(viewer.now.language, count)),
    href: viewer.links.to('/', wantedQuery({ ...plain, ...own })),
    current: wanted.owner === (own.owner || '') && wanted.sleep === (own.sleep || '') && wanted.overdue === (own.overdue || false),
  });
  return [
    chip('chip.all', counts.open, {}),
    chip('chip.mine', counts.mine, { owner: 'me' }),
    chip('chip.free', counts.unclaimed, { owner: 'nobody' }),
    ...(counts.overdue > 0 || wanted.overdue ? [chip('chip.overdue', counts.overdue, { overdue: true })] : []),
    ...(counts.snoozed > 0 || wanted.sleep === 'snoozed' ? [chip('chip.snoozed', counts.snoozed, { sleep: 'snoozed' })] : []),
  ];
}
