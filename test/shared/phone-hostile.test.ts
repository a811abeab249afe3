import { expect } from 'chai';
import * as fc from 'fast-check';
import { calledKeys } from '../../shared/phone/called';
import { callerKey, isExtension } from '../../shared/phone/caller';
import { formatForReader, telUri } from '../../shared/phone/display';
import type { NumberPlan } from '../../shared/phone/plan';
import { isWithheld } from '../../shared/phone/withheld';
import { extension, planOf, trunk } from './phone-cases.plans';

// biome-ignore format: one piece a line says no more.
const PIECES = ['+', '%2B', '%', '32', '0470104242', '00', '9', 'sip:', 'tel:', '@', ';', '<', '>', '"', ':', ',', '#', '*', '0', ' ', '-', '(', 's', 'x', 'w'];
const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.string({ maxLength: 80 }),
  fc
    .array(
      fc.oneof(
        fc.constantFrom(...PIECES, 'anonymous', '.invalid', ';phone-context=+32', '\u202e', '٤', '\ud83d', 'é'),
        fc.string({ maxLength: 3 }),
      ),
      { maxLength: 14 },
    )
    .map((pieces) => pieces.join('')),
  fc.string({ unit: fc.constantFrom(...'+0123456789*# '), maxLength: 30 }),
);

const PLANS: { readonly [name: string]: NumberPlan } = {
  belgian: planOf('BE', '9 0', { extensions: [extension('101')], trunks: [trunk('carrier', 'NL', ['0032+9|0X.', '+00|Z!'])] }),
  german: planOf('DE', '0'),
  american: planOf('US', '9'),
  italian: planOf('IT', '0'),
  argentine: planOf('AR', '9'),
  mexican: planOf('MX', '9'),
  brazilian: planOf('BR', '0'),
  nowhere: planOf('', '9'),
};
function named(name: string): NumberPlan {
  const plan = PLANS[name];
  if (plan === undefined) throw new Error(`no plan ${name}`);
  return plan;
}
const somePlan = fc.constantFrom(...Object.keys(PLANS));
const someTrunk = fc.constantFrom(null, 'PJSIP/carrier');

describe('numbers, whatever is written', () => {
  it('do not change when they are normalised twice', () => {
    fc.assert(
      fc.property(hostile, somePlan, someTrunk, (written, name, over) => {
        const plan = named(name);
        const once = callerKey(written, plan, over);
        expect(callerKey(once.key, plan, over)).to.deep.equal(once);
        if (once.e164 !== null) expect(once.e164).to.equal(once.key);
      }),
      { numRuns: 4000 },
    );
  });

  it('do not change when any digits at all are normalised twice', () => {
    const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 5, maxLength: 17 });
    fc.assert(
      fc.property(digits, fc.constantFrom('', '+', '00', '011'), somePlan, (number, front, name) => {
        const plan = named(name);
        const once = callerKey(front + number, plan);
        expect(callerKey(once.key, plan)).to.deep.equal(once);
      }),
      { numRuns: 4000 },
    );
  });

  it('give a key of at most 64 characters without a control or direction mark, and are withheld exactly when they say so', () => {
    fc.assert(
      fc.property(hostile, somePlan, (written, name) => {
        const plan = named(name);
        const { key } = callerKey(written, plan);
        expect(key.length).to.be.within(1, 64);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: none of them may be left.
        expect(key).not.to.match(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\ud800-\udfff<>"]/);
        if (isWithheld(written)) expect(key).to.equal('anonymous');
        expect(calledKeys([written], plan)).not.to.include('anonymous');
        isExtension(written, plan);
        telUri(key);
        formatForReader(key, plan.country);
      }),
      { numRuns: 2000 },
    );
  });

  it('are read in no time when they are ten thousand characters long', () => {
    const started = process.cpuUsage();
    for (const piece of [
      ...PIECES,
      '<<',
      '><',
      '0 ',
      '(-',
      '%2',
      '%%32B',
      'sip:',
      ';phone-context=',
      '9+',
      '１',
      '\u202e',
      '.1',
      'w1',
      'ext',
    ]) {
      const long = piece.repeat(10000).slice(0, 10000);
      for (const written of [long, `0470104242${long}`, `${long}0470104242`, `sip:${long}@x`, `"${long}" <sip:0470104242@x>`]) {
        for (const plan of Object.keys(PLANS).map(named)) {
          expect(callerKey(written, plan).key.length).to.be.at.most(64);
          calledKeys([written, long], plan);
        }
      }
    }
    const { user } = process.cpuUsage(started);
    expect(user / 1000).to.be.below(5000);
  });
});
