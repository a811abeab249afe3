import { expect } from 'chai';
import * as fc from 'fast-check';
import { calledKeys } from '../../shared/phone/called';
import { callerKey } from '../../shared/phone/caller';
import { decoration, dialled, subscriber } from './phone-cases.people';
import { planOf } from './phone-cases.plans';

describe('a person', () => {
  it('has one key in every form a carrier or a phone may write', () => {
    fc.assert(
      fc.property(subscriber, decoration, fc.nat(), (one, decorate, pick) => {
        const forms = dialled(one).concat(one.code + one.digits, one.digits, `00${one.code}${one.digits}`);
        const written = decorate(forms[pick % forms.length] || '');
        expect(callerKey(written, planOf(one.country)).key, written).to.equal(one.e164);
      }),
      { numRuns: 3000 },
    );
  });

  it('is matched by a callback dialled in any form a person would dial', () => {
    const hiding = fc.constantFrom('', '', '', '*67', '*31*', '#31#');
    const ending = fc.constantFrom('', '', '', '#', 'w12', ',,3', 'p4#');
    fc.assert(
      fc.property(
        subscriber,
        fc.constantFrom('', '9', '0'),
        fc.boolean(),
        hiding,
        ending,
        decoration,
        fc.nat(),
        (one, prefix, uses, hide, end, decorate, pick) => {
          const plan = planOf(one.country, prefix);
          const forms = dialled(one);
          const number = `${hide}${uses ? prefix : ''}${forms[pick % forms.length]}${end}`;
          expect(calledKeys([decorate(number)], plan), number).to.include(callerKey(one.e164, plan).key);
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('is matched when it is known what the PBX sent, and then nobody else is', () => {
    fc.assert(
      fc.property(subscriber, fc.constantFrom('9', '0', '77'), fc.nat(), (one, prefix, pick) => {
        const plan = planOf(one.country, prefix);
        const forms = dialled(one);
        const sent = forms[pick % forms.length] || '';
        const keys = calledKeys([prefix + sent, sent], plan);
        expect(keys.filter((key) => key.charAt(0) === '+' && key !== sent)).to.deep.equal(sent === one.e164 ? [] : [one.e164]);
        expect(keys).to.include(one.e164);
      }),
      { numRuns: 2000 },
    );
  });

  it('is not cleared by a call to somebody else', () => {
    fc.assert(
      fc.property(subscriber, subscriber, fc.constantFrom('', '9', '0'), fc.nat(), (one, other, prefix, pick) => {
        fc.pre(one.e164 !== other.e164);
        const plan = planOf(one.country, prefix);
        const forms = dialled(one);
        expect(calledKeys([prefix + forms[pick % forms.length]], plan)).not.to.include(callerKey(other.e164, plan).key);
      }),
      { numRuns: 2000 },
    );
  });

  it('is not cleared by a call to a number that differs in one digit', () => {
    fc.assert(
      fc.property(subscriber, fc.nat(), fc.integer({ min: 1, max: 9 }), fc.nat(), (one, at, step, pick) => {
        const place = one.e164.length - 1 - (at % 4);
        const digit = (Number(one.e164[place]) + step) % 10;
        const other = one.e164.slice(0, place) + digit + one.e164.slice(place + 1);
        const forms = dialled(one);
        const plan = planOf(one.country, '9');
        expect(calledKeys([`9${forms[pick % forms.length]}`], plan)).not.to.include(callerKey(other, plan).key);
      }),
      { numRuns: 1000 },
    );
  });
});
