import { expect } from 'chai';
import type { Group } from '../../service/calls/group';
import { CountedCalls, SeenIds } from '../../service/counted-calls';
import type { CallWithVerdict } from '../../service/judging';
import { Survey } from '../../service/survey';
import type { Call } from '../../shared/call';

const START = 1795000000;
const MANY = 200000;
const idOf = (n: number) => `${START + n}.${n}`;

describe('What is kept of calls', () => {
  it('is the last value of each, of hundreds of thousands, until it is taken', () => {
    const counted = new CountedCalls();
    for (let n = 0; n < MANY; n += 1) counted.set(idOf(n), 1 + (n % 60));
    counted.set(idOf(MANY - 1), 99);
    let wrong = 0;
    for (let n = 0; n < MANY; n += 7) if (counted.take(idOf(n)) !== 1 + (n % 60)) wrong += 1;
    for (let n = 0; n < MANY; n += 7) if (counted.take(idOf(n)) !== 0) wrong += 1;
    expect(wrong).to.equal(0);
    expect([counted.take(idOf(MANY - 1)), counted.take(idOf(-5)), counted.take('never'), counted.take('')]).to.deep.equal([99, 0, 0, 0]);
  });

  it('is found for ids that tell no time, and for those that came out of order', () => {
    const counted = new CountedCalls();
    for (let n = 0; n < 60000; n += 1) counted.set(n % 2 === 0 ? idOf(-n) : `channel-${n}`, 1 + (n % 60));
    let wrong = 0;
    for (let n = 0; n < 60000; n += 1) if (counted.take(n % 2 === 0 ? idOf(-n) : `channel-${n}`) !== 1 + (n % 60)) wrong += 1;
    expect(wrong).to.equal(0);
  });

  it('is known of every id that was seen, and of hardly another', () => {
    const seen = new SeenIds();
    for (let n = 0; n < MANY; n += 1) seen.add(idOf(2 * n));
    const counts = { known: 0, taken: 0 };
    for (let n = 0; n < MANY; n += 1) {
      if (seen.has(idOf(2 * n))) counts.known += 1;
      if (seen.has(idOf(2 * n + 1))) counts.taken += 1;
    }
    expect(counts.known).to.equal(MANY);
    expect(counts.taken).to.be.below(MANY / 2000);
  });
});

describe('A call that is judged again', () => {
  const at = (n: number, kind: 'answered' | 'missed'): CallWithVerdict => ({
    call: { id: idOf(n), direction: 'inbound', startedAt: START + n } as Call,
    verdict:
      kind === 'answered'
        ? { kind, reason: 'bridge', because: [], confidence: 'proven' }
        : { kind, reason: 'no_answer', because: [], confidence: 'proven' },
  });
  const groupOf = (...ns: number[]): Group => {
    const ids = ns.map(idOf);
    return { ids, linkedids: ids, records: [], lastAt: 0, isLate: false };
  };
  const sum = ({ months }: ReturnType<Survey['counts']>, kind: 'answered' | 'missed') =>
    Object.keys(months).reduce((all, month) => all + (months[month]?.[kind] || 0), 0);

  it('is counted once, as what it came to in the end', () => {
    const survey = new Survey('Europe/Brussels');
    survey.add([groupOf(1), groupOf(2)], [at(1, 'missed'), at(2, 'missed')]);
    survey.replace([groupOf(1), groupOf(3)], [at(1, 'answered'), at(3, 'missed')]);
    expect(survey.counts()).to.deep.equal({
      months: { '2026-11': { answered: 1, voicemail: 0, missed: 2, not_counted: 0, pending: 0 } },
      reasons: { no_answer: 2 },
    });
    expect([groupOf(3), groupOf(4), groupOf(4, 2)].map((group) => survey.isKnown(group))).to.deep.equal([true, false, true]);
  });

  it('is counted once where its parts were counted as calls of their own', () => {
    const survey = new Survey('UTC');
    survey.add([groupOf(1), groupOf(2)], [at(1, 'missed'), at(2, 'missed')]);
    survey.replace([groupOf(1, 2)], [at(1, 'answered')]);
    expect([sum(survey.counts(), 'answered'), sum(survey.counts(), 'missed')]).to.deep.equal([1, 0]);
    expect(survey.counts().reasons).to.deep.equal({});
  });

  it('is counted once however long ago it was counted first', () => {
    const survey = new Survey('UTC');
    for (let n = 0; n < 300000; n += 1) survey.add([groupOf(n)], [at(n, 'missed')]);
    survey.replace([groupOf(1)], [at(1, 'answered')]);
    expect([sum(survey.counts(), 'answered'), sum(survey.counts(), 'missed')]).to.deep.equal([1, 299999]);
  });

  it('is counted beside all others where the newest years lie before the older ones', () => {
    const survey = new Survey('UTC');
    const inOrder = Array.from({ length: 2 * MANY }, (_, n) => (n + MANY) % (2 * MANY));
    let read = 0;
    for (const n of inOrder) {
      const [groups, judged] = [[groupOf(n)], [at(n, 'missed')]];
      if (n >= MANY || !survey.isKnown(groupOf(n))) survey.add(groups, judged);
      else {
        read += 1;
        survey.replace(groups, judged);
      }
    }
    expect(sum(survey.counts(), 'missed')).to.equal(2 * MANY);
    expect(read).to.be.below(MANY / 1000);
  });
});
