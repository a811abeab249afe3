import { expect } from 'chai';
import { type CountryCode, getCountries, getCountryCallingCode } from 'libphonenumber-js/max';
import { EMPTY_DIRECTORY } from '../../shared/directory';
import { Memo } from '../../shared/memo';
import { type NumberPlan, numberPlan } from '../../shared/phone/plan';
import { readings } from '../../shared/phone/reading';

function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return Math.floor(((state >>> 8) / 16777216) * below);
  };
}

const freshly = (digits: string, country: CountryCode, plan: NumberPlan) => readings(digits, country, { ...plan, alike: new Memo(4) });

describe('What is remembered of numbers that begin alike', function () {
  this.timeout(60000);

  it('reads every number as if nothing had been remembered, in every country of the world', () => {
    const random = randomOf(41);
    let remembered = 0;
    for (const country of getCountries()) {
      const plan = numberPlan({ ...EMPTY_DIRECTORY, country });
      const code = getCountryCallingCode(country);
      const starts = ['0', '', '0', `+${code}`, '8', '+44', '+1', '+39', `00${code}`, code];
      for (let n = 0; n < 60; n += 1) {
        const start = starts[random(starts.length)] as string;
        const length = 7 + random(5);
        let digits = start;
        while (digits.replace('+', '').length < length + start.length) digits += random(10);
        readings(digits, country, plan);
        for (let tail = 1; tail <= 6; tail += 1) {
          let other = digits.slice(0, -tail);
          while (other.length < digits.length) other += random(10);
          expect(readings(other, country, plan), `${other} in ${country} after ${digits}`).to.deep.equal(freshly(other, country, plan));
        }
      }
      remembered += plan.alike.size;
    }
    expect(remembered).to.be.above(1000);
  });
});
