import { expect } from 'chai';
import { EMPTY_DIRECTORY } from '../../shared/directory';
import { callerKey } from '../../shared/phone/caller';
import { countryOf } from '../../shared/phone/country';
import { numberPlan } from '../../shared/phone/plan';

const did = (number: string) => ({ number, name: '', destination: null });
const directory = (country: string | null, ...dids: readonly string[]) => ({ ...EMPTY_DIRECTORY, country, dids: dids.map(did) });

describe('The country of numbers without a country code', () => {
  it('is what the PBX says, whatever its DIDs are', () => {
    expect(countryOf(directory('FR', '3225550100'))).to.equal('FR');
    expect(countryOf(directory('uk'))).to.equal('GB');
  });

  it('is that of all DIDs which carry one, where the PBX says nothing', () => {
    expect(countryOf(directory(null, '3227921000', '+3227921001', '0032 2 792 10 02', '101'))).to.equal('BE');
    expect(countryOf(directory(null, '40213034000'))).to.equal('RO');
    expect(countryOf(directory(null, '+13055554000', '12125554001'))).to.equal('US');
  });

  it('is not known where DIDs say nothing, differ, or may be numbers of North America', () => {
    expect(countryOf(directory(null))).to.equal(null);
    expect(countryOf(directory(null, '022792100', '0470104242'))).to.equal(null);
    expect(countryOf(directory(null, '3227921000', '+40213034000'))).to.equal(null);
    expect(countryOf(directory(null, '3235554000', '2125554000'))).to.equal(null);
  });

  it('makes one caller of both spellings', () => {
    const plan = numberPlan(directory(null, '3227921000'));
    expect(callerKey('0470104242', plan).key).to.equal('+32470104242');
    expect(callerKey('+32470104242', plan).key).to.equal('+32470104242');
  });
});
