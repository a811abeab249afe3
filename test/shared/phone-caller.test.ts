import { expect } from 'chai';
import { callerKey, isExtension } from '../../shared/phone/caller';
import { MOST_REMEMBERED } from '../../shared/phone/plan';
import { CALLERS } from './phone-cases';
import { extension, planOf, trunk } from './phone-cases.plans';

describe('the key of a caller', () => {
  for (const [country, prefixes, written, key] of CALLERS) {
    const where = `${country === '' ? 'no country known' : country}${prefixes === '' ? '' : `, outside line ${prefixes}`}`;
    it(`is ${key} for ${JSON.stringify(written)} (${where})`, () => {
      const found = callerKey(written, planOf(country, prefixes));
      expect(found.key).to.equal(key);
      expect(found.e164).to.equal(/^\+(?!999)/.test(key) ? key : null);
    });
  }

  it('covers at least 120 written cases over at least 12 countries', () => {
    expect(CALLERS.length).to.be.at.least(120);
    expect(new Set(CALLERS.map(([country]) => country)).size).to.be.at.least(12);
  });

  it('reads national numbers as the country of the trunk writes them', () => {
    const plan = planOf('BE', '', { trunks: [trunk('dutch', 'NL'), trunk('carrier', null)] });
    expect(callerKey('0612345678', plan, 'PJSIP/dutch').key).to.equal('+31612345678');
    expect(callerKey('0612345678', plan, 'PJSIP/dutch-0000003f').key).to.equal('+31612345678');
    expect(callerKey('0470104242', plan, 'PJSIP/carrier').key).to.equal('+32470104242');
    expect(callerKey('0470104242', plan, 'PJSIP/unheard-of').key).to.equal('+32470104242');
    expect(callerKey('0470104242', plan).key).to.equal('+32470104242');
  });

  it('does not mix up the answers of two trunks, nor a caller who writes the name of one', () => {
    const plan = planOf('BE', '', { trunks: [trunk('dutch', 'NL')] });
    expect(callerKey('0201234567', plan, 'PJSIP/dutch').key).to.equal('+31201234567');
    expect(callerKey('PJSIP/dutch\n0201234567', plan).key).not.to.equal('+31201234567');
    expect(callerKey('0201234567', plan, 'PJSIP/other').key).not.to.equal('+31201234567');
  });

  it('takes the prefix of a dial pattern off, where the PBX put it before the caller', () => {
    const plan = planOf('BE', '', { trunks: [trunk('carrier', null, ['+77|0XXXXXXXXX'])] });
    expect(callerKey('770470104242', plan).key).to.equal('+32470104242');
    expect(callerKey('77123', plan).key).to.equal('77123');
  });

  it('knows the international and national prefix of the directory', () => {
    expect(callerKey('99932470104242', planOf('US', '', { internationalPrefix: '999' })).key).to.equal('+32470104242');
    expect(callerKey('011442079460958', planOf('', '', { internationalPrefix: '011' })).key).to.equal('+442079460958');
    expect(callerKey('7470104242', planOf('BE', '', { nationalPrefix: '7' })).key).to.equal('+32470104242');
  });

  it('takes UK for Great Britain, and a country that is none for no country', () => {
    expect(callerKey('02079460958', planOf('uk')).key).to.equal('+442079460958');
    expect(callerKey('02079460958', planOf('XX')).key).to.equal('02079460958');
  });

  it('keeps digits that equal an extension as they are, and never makes a number of them', () => {
    const plan = planOf('BE', '', { extensions: [extension('101'), extension('25550100')] });
    expect(callerKey('101', plan)).to.deep.equal({ key: '101', e164: null });
    expect(callerKey('25550100', plan)).to.deep.equal({ key: '25550100', e164: null });
    expect(callerKey('025550100', plan).key).to.equal('+3225550100');
  });

  it('tells an extension from everything else', () => {
    const plan = planOf('BE', '', { extensions: [extension('101'), extension('reception')] });
    expect(['101', ' 101 ', 'sip:101@10.0.0.1', '"Anna" <101>', 'reception'].filter((text) => !isExtension(text, plan))).to.deep.equal([]);
    expect(['102', '', 'anonymous', '+101', '1011', '0470104242'].filter((text) => isExtension(text, plan))).to.deep.equal([]);
  });

  it('believes a number in a range it does not know when it is written in full', () => {
    expect(callerKey('0999999999', planOf('BE')).key).to.equal('+32999999999');
    expect(callerKey('+32999999999', planOf('BE')).key).to.equal('+32999999999');
    expect(callerKey('4222345678', planOf('US')).key).to.equal('+14222345678');
    expect(callerKey('14222345678', planOf('US')).key).to.equal('+14222345678');
  });

  it('keeps at most 64 characters of a name', () => {
    expect(callerKey('a'.repeat(10000), planOf('BE')).key).to.equal('a'.repeat(64));
  });

  it('remembers a bounded number of answers', () => {
    const plan = planOf('BE');
    for (let i = 0; i < MOST_REMEMBERED + 10; i += 1) callerKey(`x${i}`, plan);
    expect(plan.remembered.size).to.be.at.most(MOST_REMEMBERED);
    expect(callerKey('x1', plan).key).to.equal('x1');
  });
});
