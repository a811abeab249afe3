import { expect } from 'chai';
import { calledKeys } from '../../shared/phone/called';
import { callerKey } from '../../shared/phone/caller';
import { isWithheld } from '../../shared/phone/withheld';
import { planOf } from './phone-cases.plans';

const WITHHELD = [
  '',
  ' ',
  'anonymous',
  'Anonymous',
  'ANONYMOUS',
  'sip:anonymous@anonymous.invalid',
  'anonymous@anonymous.invalid',
  '"Anonymous" <sip:anonymous@anonymous.invalid>',
  'sip:thisis@anonymous.invalid',
  'anonymous.invalid',
  'unavailable@unknown.invalid',
  'notavailable@unknown.invalid',
  'Restricted',
  'unknown',
  'Unknown',
  '<unknown>',
  'unknown number',
  'Unknown Caller',
  'Unavailable',
  'UNAVAILABLE',
  'private',
  'Private Number',
  'private_number',
  'PRIVATE CALLER',
  'blocked',
  'withheld',
  'Number Withheld',
  'hidden',
  'Out of Area',
  'No Caller ID',
  'asterisk',
  'sip:asterisk@10.0.0.1',
  's',
  '(null)',
  '<null>',
  'none',
  'Anonyme',
  'anónimo',
  'Unbekannt',
  'privé',
  '-',
  '?',
  '+',
  '<>',
  '""',
  '"" <>',
  '0',
  '0000000000',
  '+0000000000',
  '٠٠٠٠',
  '\u0000',
  '\u202e',
  'anony\u200bmous',
  '+266696687',
  '+7378742833',
  '+86282452253',
  '+8656696',
  '+2562533',
];

const SOMEONE = [
  'alice',
  '101',
  '112',
  '+32470104242',
  '7378742833',
  'anonymous1',
  'private eye ltd',
  'asterisk.example.com',
  'st',
  '00032',
];

describe('a withheld number', () => {
  for (const written of WITHHELD) {
    it(`is what ${JSON.stringify(written)} stands for`, () => {
      expect(isWithheld(written)).to.equal(true);
      expect(callerKey(written, planOf('BE'))).to.deep.equal({ key: 'anonymous', e164: null });
      expect(calledKeys([written], planOf('BE', '0 9'))).to.deep.equal([]);
    });
  }

  for (const written of SOMEONE) {
    it(`is not what ${JSON.stringify(written)} stands for`, () => {
      expect(isWithheld(written)).to.equal(false);
    });
  }

  it('may be spelled on a keypad, unless those digits are a number of the country', () => {
    expect(callerKey('266696687', planOf('BE')).key).to.equal('anonymous');
    expect(callerKey('7378742833', planOf('BE')).key).to.equal('anonymous');
    expect(callerKey('1266696687', planOf('US')).key).to.equal('anonymous');
    expect(callerKey('7378742833', planOf('US')).key).to.equal('+17378742833');
    expect(callerKey('7378742833', planOf('')).key).to.equal('7378742833');
  });

  it('is never among the people a call may mean', () => {
    for (const dialled of ['anonymous', '9anonymous', '90', '9000', '0', 's', '']) {
      expect(calledKeys([dialled], planOf('BE', '9 0'))).not.to.include('anonymous');
    }
  });
});
