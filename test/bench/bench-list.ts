import type { Database } from '../../service/store/database';
import { countEntries, listEntries } from '../../service/store/list';
import type { ListQuery } from '../../service/store/list-query';
import type { Directory } from '../../shared/directory';
import type { Scope } from '../../shared/identity';
import type { Mariadb } from '../support/mariadb';
import { FREEPBX_17, standUp } from '../support/pbx-stand';
import { fillList, ONE_OPEN_IN, readByKeys } from './fill-list';
import { type Finding, interleaved, ratio, told } from './measure';

const ROUNDS = 31;
const PAGE = 50;
const DAY = 86400;
const START = Date.UTC(2024, 0, 1) / 1000;

type Asked = Partial<ListQuery>;

/** Every filter on its own. */
function filters(entries: number): Readonly<Record<string, Asked>> {
  const middle = START + (entries / 2) * 60;
  const now = START + entries * 60;
  return {
    'one DID of 40': { did: '3225550107' },
    'one queue of 10': { queue: '403' },
    'one ring group of 8': { ringGroup: '603' },
    'one extension of 20': { extension: '103' },
    'one trunk of 4': { trunk: 'PJSIP/t1' },
    'one reason of 5': { reason: 'busy' },
    'one hour of the day': { hour: 13 },
    'a day': { from: middle, until: middle + DAY },
    'a third of all time': { from: middle, until: middle + (entries / 3) * 60 },
    'a colleague’s own': { owner: 'anna' },
    'nobody’s': { unclaimed: true },
    'after hours': { afterHours: true },
    awake: { awakeAt: now },
    snoozed: { asleepAt: now },
    overdue: { overdueAt: now },
    'a whole number': { search: '0470 50 12 50' },
    'some digits of many numbers': { search: '0470' },
    'digits from the middle': { search: '7012' },
    'a first name of 8': { search: 'andrew' },
    'a rare name': { search: 'pope1234' },
    'a first and a last name': { search: 'bea pope12' },
    'two filters': { queue: '403', extension: '103' },
    'three filters': { queue: '403', reason: 'busy', hour: 13 },
    'nobody’s, one reason': { unclaimed: true, reason: 'busy' },
    'a first name, one queue': { search: 'andrew', queue: '403' },
    'a first name, one reason': { search: 'andrew', reason: 'busy' },
    'a first name, awake': { search: 'andrew', awakeAt: now },
    'a first name, a third of all time': { search: 'andrew', from: middle, until: middle + (entries / 3) * 60 },
    'overdue, one reason': { overdueAt: now, reason: 'busy' },
    nothing: { did: '3225550107', extension: '999' },
  };
}

const SCOPE: Scope = { dids: ['3225550107'], queues: ['403'], ringGroups: [], extensions: ['103', '104', '201'] };
const WIDE: Scope = { ...SCOPE, extensions: Array.from({ length: 200 }, (_, n) => String(100 + n)) };

/** What is measured: its name, and the question. */
function questions(entries: number): (readonly [string, ListQuery])[] {
  const all: [string, ListQuery][] = [];
  const ask = (what: string, query: Asked, status: ListQuery['status'] = 'open') => all.push([what, { status, limit: PAGE, ...query }]);
  ask('first page', {});
  for (const order of ['newest', 'insistent', 'overdue'] as const) ask(`first page, ${order} first`, { order });
  const each = filters(entries);
  for (const name of Object.keys(each)) ask(name, each[name] as Asked);
  for (const order of ['newest', 'insistent'] as const)
    for (const name of [
      ...['one DID of 40', 'a day', 'a third of all time', 'awake', 'overdue', 'a first name of 8', 'a first and a last name'],
      ...['two filters', 'a first name, a third of all time'],
    ])
      ask(`${name}, ${order} first`, { ...each[name], order });
  ask('a part of the list (a scope of 5)', { scope: SCOPE });
  ask('a part of the list, one reason', { scope: SCOPE, reason: 'busy' });
  ask('a part of the list, a first name', { scope: SCOPE, search: 'andrew' });
  ask('a part of the list, a first and a last name', { scope: SCOPE, search: 'bea pope12' });
  ask('a wide part of the list (a scope of 202)', { scope: WIDE });
  ask('a wide part of the list, one reason', { scope: WIDE, reason: 'busy' });
  ask('cleared: first page', {}, 'cleared');
  for (const name of [
    'one DID of 40',
    'one queue of 10',
    'one reason of 5',
    'a day',
    'a whole number',
    'some digits of many numbers',
    'a rare name',
    'three filters',
  ])
    ask(`cleared: ${name}`, { ...each[name], ...(name === 'a whole number' ? { search: '0470 50 12 51' } : {}) }, 'cleared');
  ask('cleared: by a callback', { clearedBy: 'returned' }, 'cleared');
  return all;
}

/** The places of a page far behind the first, and of the last. */
async function deepPages(client: string, db: Database, open: number): Promise<(readonly [string, ListQuery])[]> {
  let after = '';
  const found: [string, ListQuery][] = [];
  const pages = Math.floor(open / 500);
  for (let page = 1; page < pages; page += 1) {
    after = (await listEntries(client, db, { status: 'open', limit: 500, after })).after || '';
    if (page === Math.floor(pages / 2)) found.push(['a page in the middle', { status: 'open', limit: PAGE, after }]);
  }
  found.push([`a deep page (${(pages - 1) * 500} entries before it)`, { status: 'open', limit: PAGE, after }]);
  found.push(['the page before it', { status: 'open', limit: PAGE, before: after }]);
  return found;
}

/** The open list with many entries in the database, held against a page of rows by primary key through the same path. */
export async function benchList(mariadb: Mariadb, directory: Directory, rows: number): Promise<Finding[]> {
  const stand = await standUp(mariadb, directory, FREEPBX_17);
  const entries = Math.max(20000, Math.round(rows / 5));
  await fillList(stand.db, entries);
  const findings = await measureList(stand.client, stand.db, entries);
  await stand.close();
  return findings;
}

/** The same on a list that is filled already. */
export async function measureList(client: string, db: Database, entries: number): Promise<Finding[]> {
  const open = Math.floor(entries / ONE_OPEN_IN);
  const findings: Finding[] = [told('entries', `${entries}, ${open} of them open`)];
  let seed = 1;
  const someKeys = () => {
    seed = (seed * 48271) % 2147483647;
    return Array.from({ length: PAGE }, (_, n) => ONE_OPEN_IN * (1 + ((seed + n * 7919) % open)));
  };
  const byKey = () => readByKeys(db, someKeys());
  for (const [what, query] of questions(entries).concat(await deepPages(client, db, open))) {
    const [keys = 1, page = 0] = await interleaved(ROUNDS, [byKey, () => listEntries(client, db, query)]);
    const { entries: shown } = await listEntries(client, db, query);
    const target = query.status === 'open' ? ({ atMost: 3 } as const) : null;
    const words = `${what}: ${shown.length} rows (${page.toFixed(1)} ms) to ${PAGE} rows by key (${keys.toFixed(1)} ms)`;
    findings.push(target === null ? told(words, `${(page / keys).toFixed(2)} ×`) : ratio(words, page / keys, target));
  }
  const now = START + entries * 60;
  for (const [what, scope] of [
    ['the counters', null],
    ['the counters of a scope', SCOPE],
  ] as const) {
    const [keys = 1, counts = 0] = await interleaved(ROUNDS, [
      byKey,
      () => countEntries(client, db, now, now - DAY, { userId: 'anna', scope }),
    ]);
    findings.push(
      told(`${what} (${counts.toFixed(1)} ms) to ${PAGE} rows by key (${keys.toFixed(1)} ms)`, `${(counts / keys).toFixed(2)} ×`),
    );
  }
  return findings;
}
