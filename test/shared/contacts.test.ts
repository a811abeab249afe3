import { expect } from 'chai';
import { directoryContract } from '../../service/contracts';
import { EMPTY_DIRECTORY } from '../../shared/directory';
import { directoryFromJson, directoryJsonOf } from '../../shared/directory-json';
import { contactsOf } from '../../shared/phone/contacts';
import { numberPlan } from '../../shared/phone/plan';

const DIRECTORY = {
  ...EMPTY_DIRECTORY,
  country: 'BE',
  contacts: [
    { number: '+32470101010', name: 'Andrew Pope', group: 'Gold' },
    { number: '0470 10 10 10', name: 'Andrew again' },
    { number: '02 555 01 01', name: ' ACME ' },
    { number: '+3225550102', name: '' },
    { number: '+3225550102', name: 'Second try' },
  ],
  users: [{ id: 'user:7', name: 'Maria', email: 'maria@example.org', language: 'ro', timeZone: 'Europe/Bucharest', extension: '101' }],
  userGroups: [{ name: 'All Users', members: ['user:7'] }],
  timeConditions: [{ id: '2', name: 'Office hours' }],
  mailFrom: 'pbx@example.org',
};

describe('A contact of the directory', () => {
  const contacts = contactsOf(DIRECTORY, numberPlan(DIRECTORY));

  it('names the caller, however its number was written down', () => {
    expect(['+32470101010', '+3225550101', '+3225550102'].map(contacts.nameOf)).to.deep.equal(['Andrew Pope', 'ACME', 'Second try']);
  });

  it('names nobody else', () => {
    expect(['+32470999999', 'anonymous', ''].map(contacts.nameOf)).to.deep.equal(['', '', '']);
    expect(contactsOf(EMPTY_DIRECTORY, numberPlan(EMPTY_DIRECTORY)).nameOf('+32470101010')).to.equal('');
  });

  it('comes back from directory.json with users, their groups, time conditions and the address of the mails', () => {
    const json = JSON.parse(JSON.stringify(directoryJsonOf(DIRECTORY)));
    expect(directoryContract(json)).to.deep.equal([]);
    expect(directoryFromJson(json)).to.deep.equal(DIRECTORY);
  });
});
