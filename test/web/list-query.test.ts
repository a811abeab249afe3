import { expect } from 'chai';
import fc from 'fast-check';
import { queryText } from '../../service/web/links';
import { endOfDay, isDay, startOfDay } from '../../service/web/list-days';
import {
  CLEARINGS,
  firstPage,
  isNarrowed,
  listQuery,
  REASONS,
  readWanted,
  SORTS,
  USUAL,
  type Wanted,
  wantedQuery,
} from '../../service/web/list-query';
import { NINE } from '../entries/story';

const READER = { at: NINE, zone: 'Europe/Brussels', userId: 'user:7', scope: null };

/** What a browser sends for an address we wrote. */
function sent(wanted: Wanted): Record<string, string> {
  const pairs = queryText(wantedQuery(wanted))
    .slice(1)
    .split('&')
    .filter((pair) => pair !== '');
  const query: Record<string, string> = {};
  for (const pair of pairs) {
    const [name = '', value = ''] = pair.split('=').map(decodeURIComponent);
    query[name] = value;
  }
  return query;
}

describe('The address of the list', () => {
  const text = fc.string({ maxLength: 100 }).map((some) => some.trim());
  const open = {
    sort: fc.constantFrom(...SORTS),
    sleep: fc.constantFrom('' as const, 'awake' as const, 'snoozed' as const),
    overdue: fc.boolean(),
  };
  const shared = {
    ...{ text, did: text, queue: text, ringGroup: text, extension: text, trunk: text, owner: text },
    reason: fc.constantFrom('' as const, ...REASONS),
    hour: fc.option(fc.nat(23)),
    from: fc.constantFrom('', '2026-03-02', '2024-02-29'),
    until: fc.constantFrom('', '2026-03-02'),
    hours: fc.constantFrom('' as const, 'after' as const, 'business' as const),
  };
  const place = fc.constantFrom(
    { page: 1, after: '', before: '' },
    { page: 3, after: 'a.1', before: '' },
    { page: 1, after: '', before: '-b.2' },
  );
  const wishes = fc.tuple(fc.record(shared), fc.record(open), fc.constantFrom('' as const, ...CLEARINGS), fc.boolean(), place).map(
    ([some, ofOpen, clearedBy, isOpen, where]): Wanted => ({
      ...{ ...USUAL, ...some, ...where },
      ...(isOpen ? ofOpen : { view: 'cleared' as const, clearedBy }),
    }),
  );

  it('says every wish so that it is read again as it was', () => {
    fc.assert(
      fc.property(wishes, (wanted) => {
        expect(readWanted(sent(wanted))).to.deep.equal(wanted);
      }),
    );
  });

  it('is empty for the usual list, and takes whatever is wrong for the usual', () => {
    expect(queryText(wantedQuery(USUAL))).to.equal('');
    const wrong = {
      view: 'x',
      sort: 'y',
      reason: 'z',
      hour: '24',
      from: '2026-02-30',
      to: '1.3.',
      hours: '?',
      sleep: '1',
      overdue: 'yes',
      page: '7',
      by: 'returned',
    };
    expect(readWanted(wrong)).to.deep.equal(USUAL);
    expect(readWanted({ view: 'cleared', sort: 'newest', sleep: 'awake', overdue: '1' })).to.deep.equal({ ...USUAL, view: 'cleared' });
    expect(readWanted({ q: `  ${'x'.repeat(500)}` }).text).to.have.length(100);
  });

  it('tells a search from the plain list in any order or place', () => {
    expect(isNarrowed({ ...USUAL, view: 'cleared', sort: 'newest', after: 'a.1', page: 2 })).to.equal(false);
    for (const one of [{ text: 'x' }, { hour: 0 }, { overdue: true }, { owner: 'me' }, { until: '2026-03-02' }])
      expect(isNarrowed({ ...USUAL, ...one })).to.equal(true);
    expect(firstPage({ ...USUAL, text: 'x', after: 'a.1', page: 2 })).to.deep.equal({ ...USUAL, text: 'x' });
  });

  it('means days of the reader, and him when it says me', () => {
    const query = listQuery({ ...USUAL, from: '2026-03-29', until: '2026-03-29', owner: 'me' }, READER);
    // The night the clocks went forward: a day of 23 hours.
    expect([query.from, query.until]).to.deep.equal([Date.UTC(2026, 2, 28, 23) / 1000, Date.UTC(2026, 2, 29, 22) / 1000]);
    expect([query.owner, query.unclaimed]).to.deep.equal(['user:7', false]);
    const nobody = listQuery({ ...USUAL, owner: 'nobody', sleep: 'awake', overdue: true, hours: 'business' }, READER);
    expect(nobody).to.include({ owner: '', unclaimed: true, awakeAt: NINE, asleepAt: null, overdueAt: NINE, afterHours: false });
  });

  it('knows which days there are', () => {
    expect(['2024-02-29', '2026-12-31'].map(isDay)).to.deep.equal([true, true]);
    expect(['2026-02-29', '2026-13-01', '2026-00-10', '26-01-01', ''].map(isDay)).to.deep.equal([false, false, false, false, false]);
    expect(endOfDay('UTC', '2026-12-31')).to.equal(startOfDay('UTC', '2027-01-01'));
  });
});
