import { expect } from 'chai';
import { intervalsOf, stretchesOf } from '../../service/web/insight-days';
import { byHour, medianOf } from '../../service/web/insight-sums';
import { CLIENT, missOf } from './seeded';
import { useStanding } from './standing';

const HOSTILE = '<img src=x onerror=alert(1)>';
const DAY = 86400;

describe('the pages of Insight', () => {
  const pages = useStanding(['15-queue-abandon', '49-redial-6-then-answered', '42-callback-same-format', '51-anonymous-missed']);
  let wide = '';

  before(async () => {
    const { nowAt } = pages.seeded();
    const misses = Array.from({ length: 40 }, (_none, n) =>
      missOf({
        callId: `${nowAt - 9 * DAY + n * 5000}.1`,
        at: nowAt - 9 * DAY + n * 5000,
        callerKey: `+32470300${String(100 + (n % 25))}`,
        callerNumber: `0470300${String(100 + (n % 25))}`,
        callerName: n === 3 ? HOSTILE : '',
        did: n % 3 === 0 ? '' : '3225550101',
        reason: n % 2 === 0 ? 'busy' : 'no_answer',
        extensions: [n % 2 === 0 ? '101' : '102'],
        queues: n % 4 === 0 ? ['400'] : [],
      }),
    );
    await pages.seeded().add(CLIENT, misses);
    await pages.seeded().add('other', [missOf({ callId: `${nowAt - 50}.1`, at: nowAt - 50, callerName: 'Of Another Client' })]);
    const day = (at: number) => new Date(at * 1000).toISOString().slice(0, 10);
    wide = `?from=${day(nowAt - 3000 * DAY)}&to=${day(nowAt + 2 * DAY)}`;
  });

  const linksIn = (text: string): [string, string][] => {
    const found: [string, string][] = [];
    const pattern = /<a href="(\/insight\/callers[^"]*)"[^>]*>([\s\S]*?)<\/a>/g;
    for (let one = pattern.exec(text); one !== null; one = pattern.exec(text)) {
      found.push([(one[1] as string).replace(/&amp;/g, '&'), (one[2] as string).replace(/<[^>]*>/g, '').trim()]);
    }
    return found;
  };
  const countIn = (text: string) => Number((/<h1 class="smc-figure">(\d+) callers?</.exec(text) as RegExpExecArray)[1]);

  it('lead from every figure to just the callers it counts', async () => {
    const { text, status } = await pages.get(`/insight${wide}`);
    expect(status).to.equal(200);
    const all = linksIn(text);
    expect(all.length).to.be.above(40);
    let checked = 0;
    for (const [href, said] of all) {
      const answer = await pages.get(href);
      expect(answer.status, href).to.equal(200);
      if (!/^\d+$/.test(said)) continue;
      expect(countIn(answer.text), `${href} says ${said}`).to.equal(Number(said));
      checked += 1;
    }
    expect(checked).to.be.above(20);
  });

  it('count each caller once over time, by the hour and by reason', async () => {
    const { text } = await pages.get(`/insight${wide}`);
    const total = Number((/smc-figure">(\d+)</.exec(text) as RegExpExecArray)[1]);
    const sum = (part: string) => (part.match(/>(\d+)<\/a>/g) || []).reduce((all, one) => all + Number(one.slice(1, -4)), 0);
    const heat = (/<table class="smc-heat">[\s\S]*?<\/table>/.exec(text) as RegExpExecArray)[0];
    expect(sum(heat)).to.equal(total);
    const reasons = (/id="smc-share-reasons"[\s\S]*?<\/section>/.exec(text) as RegExpExecArray)[0];
    const numbers = (reasons.match(/smc-number-cell">\d+</g) || []).map((one) => Number(/\d+/.exec(one.slice(17)) || 0));
    expect(numbers.reduce((all, one) => all + one, 0)).to.equal(total);
    expect(text).to.contain('smc-share-queues').and.contain('smc-share-extensions').and.contain('smc-share-dids').and.contain('none known');
  });

  it('page through the callers behind a figure without losing or repeating one', async () => {
    const seen: string[] = [];
    let next = `/insight/callers${wide}`;
    while (next !== '') {
      const { text } = await pages.get(next);
      seen.push(...(text.match(/href="\/entries\/\d+"/g) || []));
      const found = /<a rel="next" href="([^"]*)"/.exec(text);
      next = found === null ? '' : (found[1] as string).replace(/&amp;/g, '&');
    }
    expect(new Set(seen).size).to.equal(seen.length);
    expect(seen.length).to.equal(countIn((await pages.get(`/insight/callers${wide}`)).text));
  });

  it('show names as words, and numbers to those who may see them', async () => {
    for (const path of [`/insight${wide}`, `/insight/callers${wide}`]) {
      const { text } = await pages.get(path);
      expect(text, path).to.not.contain('<img src=x');
      expect(text).to.contain('0470 30 01');
    }
    pages.as({ permissions: ['view'] });
    for (const path of [`/insight${wide}`, `/insight/callers${wide}`]) {
      const { text } = await pages.get(path);
      expect(text, path).to.contain('•••');
      expect(text.replace(/3225550\d+/g, '')).to.not.match(/470\s?30\s?0\s?1|\+3247/);
    }
  });

  it('show somebody who sees a part no more than that part, and nothing of another client', async () => {
    expect((await pages.get(`/insight/callers${wide}`)).text).to.not.contain('Of Another Client');
    const whole = countIn((await pages.get(`/insight/callers${wide}`)).text);
    pages.as({ scope: { dids: [], queues: ['400'], ringGroups: [], extensions: [] } });
    const part = countIn((await pages.get(`/insight/callers${wide}`)).text);
    expect(part).to.be.within(1, whole - 1);
    const { text } = await pages.get(`/insight${wide}`);
    expect(Number((/smc-figure">(\d+)</.exec(text) as RegExpExecArray)[1])).to.equal(part);
    pages.as({ scope: { dids: [], queues: [], ringGroups: [], extensions: [] } });
    expect((await pages.get(`/insight${wide}`)).text).to.contain('Nobody was missed in these days.');
  });

  it('take any address, however odd, for the nearest that makes sense', async () => {
    for (const query of [
      '?from=2026-13-45',
      '?from=2027-01-01&to=2026-01-01',
      '?hour=99&weekday=-1',
      "?reason=x'--&became=y&of=0",
      '?after=1.1',
    ]) {
      expect((await pages.get(`/insight${query}`)).status, query).to.equal(200);
      expect((await pages.get(`/insight/callers${query}`)).status, query).to.equal(200);
    }
    expect((await pages.get('/insight?from=1990-01-01&to=2090-12-31')).status).to.equal(200);
  });
});

describe('the days of Insight', () => {
  const at = (text: string) => Date.parse(text) / 1000;

  it('are those of the wall, also when the clocks change', () => {
    const [day] = intervalsOf('Europe/Brussels', { from: '2026-03-29', to: '2026-03-29' }, null, null);
    expect(day && (day.until - day.from) / 3600).to.equal(23);
    const hours = intervalsOf('Europe/Brussels', { from: '2026-03-28', to: '2026-03-30' }, 2, null);
    expect(hours.map(({ from }) => new Date(from * 1000).toISOString().slice(8, 13))).to.deep.equal(['28T01', '30T00']);
    const [twice] = intervalsOf('Europe/Brussels', { from: '2026-10-25', to: '2026-10-25' }, 2, null);
    expect(twice && (twice.until - twice.from) / 3600).to.equal(2);
  });

  it('put a call where the wall says it was', () => {
    const rows = [{ at: at('2026-03-02T23:15:00Z'), outcome: 'open' as const, callers: 3, withTarget: 0, inTarget: 0 }];
    const hours = byHour(rows, 'Asia/Kathmandu');
    expect(hours[2]?.[5]).to.equal(3);
  });

  it('are told by the week from Monday, cut where the range is', () => {
    expect(stretchesOf('week', '2026-03-04', '2026-03-16').map(({ start, end }) => end - start + 1)).to.deep.equal([5, 7, 1]);
    expect(stretchesOf('month', '2026-01-30', '2026-03-01')).to.have.length(3);
  });

  it('know the wait of the caller in the middle', () => {
    expect(medianOf([])).to.equal(null);
    expect(
      medianOf([
        { minutes: 1, callers: 1 },
        { minutes: 5, callers: 3 },
        { minutes: 90, callers: 2 },
      ]),
    ).to.equal(5);
  });
});
