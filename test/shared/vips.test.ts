import { expect } from 'chai';
import { type Directory, EMPTY_DIRECTORY } from '../../shared/directory';
import { vipsOf } from '../../shared/phone/vips';

const DIRECTORY: Directory = {
  ...EMPTY_DIRECTORY,
  country: 'BE',
  contacts: [
    { number: '+32470101010', name: 'Andrew', group: 'Gold' },
    { number: '02 555 01 01', name: 'ACME', group: 'Gold' },
    { number: 'anonymous', name: 'Somebody', group: 'Gold' },
    { number: '+32470202020', name: 'Yves', group: 'Suppliers' },
    { number: '+32470303030', name: 'Zoe' },
  ],
};

describe('A VIP', () => {
  const among = (numbers: readonly string[], groups: readonly string[], directory = DIRECTORY) => {
    const isVip = vipsOf({ vip_numbers: numbers, vip_contact_groups: groups }, directory);
    return ['+32470101010', '+3225550101', '+32470202020', '+32470303030', 'anonymous'].filter(isVip);
  };

  it('is whose number the settings name, however it is written', () => {
    expect(among(['0470 20 20 20', '+32 470 30 30 30'], [])).to.deep.equal(['+32470202020', '+32470303030']);
  });

  it('is whoever stands in a group of contacts they name, and nobody else', () => {
    expect(among([], ['Gold'])).to.deep.equal(['+32470101010', '+3225550101']);
    expect(among([], ['Suppliers'])).to.deep.equal(['+32470202020']);
    expect(among(['+32470303030'], ['Gold', 'Suppliers'])).to.have.length(4);
    expect(among([], ['gold', 'No such group', ''])).to.deep.equal([]);
  });

  it('is nobody where the PBX has no contacts', () => {
    expect(among([], ['Gold'], EMPTY_DIRECTORY)).to.deep.equal([]);
  });

  it('changes with the contacts', () => {
    const later = { ...DIRECTORY, contacts: [{ number: '+32470303030', name: 'Zoe', group: 'Gold' }] };
    expect(among([], ['Gold'], later)).to.deep.equal(['+32470303030']);
  });
});
