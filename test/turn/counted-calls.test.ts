import { expect } from 'chai';
import { CountedCalls } from '../../service/counted-calls';
import type { CallWithVerdict } from '../../service/judging';
import { Survey } from '../../service/survey';
import type { Call } from '../../shared/call';

const idOf = (n: number) => `${1795000000 + n}.${n}`;

describe('The calls that were counted last', () => {
  it('are known by what was kept of them, the last value each', () => {
    const counted = new CountedCalls();
    for (let n = 0; n < 60000; n += 1) counted.set(idOf(n), 1 + (n % 60));
    counted.set(idOf(7), 99);
    expect(
      Array.from({ length: 60000 }, (_, n) => counted.get(idOf(n))).filter((value, n) => value !== (n === 7 ? 99 : 1 + (n % 60))),
    ).to.deep.equal([]);
    expect([counted.get('never'), counted.get(''), counted.hasForgotten]).to.deep.equal([0, 0, false]);
  });

  it('are the last 65,000 at least; older ones are forgotten, and that is known', () => {
    const counted = new CountedCalls();
    for (let n = 0; n < 300000; n += 1) counted.set(idOf(n), 5);
    expect(counted.hasForgotten).to.equal(true);
    expect(counted.get(idOf(0))).to.equal(0);
    for (let n = 300000 - 65000; n < 300000; n += 1) expect(counted.get(idOf(n)), idOf(n)).to.equal(5);
  });
});

describe('A call that is judged again', () => {
  const at = (n: number, kind: 'answered' | 'missed'): CallWithVerdict => ({
    call: { id: idOf(n), direction: 'inbound', startedAt: 1795000000 + n } as Call,
    verdict:
      kind === 'answered'
        ? { kind, reason: 'bridge', because: [], confidence: 'proven' }
        : { kind, reason: 'no_answer', because: [], confidence: 'proven' },
  });

  it('is counted once, as what it came to in the end', () => {
    const survey = new Survey('Europe/Brussels');
    survey.add([at(1, 'missed'), at(2, 'missed')]);
    survey.replace([at(1, 'answered'), at(3, 'missed')]);
    expect(survey.counts()).to.deep.equal({
      months: { '2026-11': { answered: 1, voicemail: 0, missed: 2, not_counted: 0, pending: 0 } },
      reasons: { no_answer: 2 },
      late: 0,
    });
  });

  it('is told of where it was counted too long ago to be found', () => {
    const survey = new Survey('UTC');
    for (let n = 0; n < 300000; n += 1) survey.add([at(n, 'missed')]);
    survey.replace([at(1, 'answered')]);
    const { months, late } = survey.counts();
    expect(Object.keys(months).reduce((sum, month) => sum + (months[month]?.answered || 0), 0)).to.equal(0);
    expect(late).to.equal(1);
  });
});
