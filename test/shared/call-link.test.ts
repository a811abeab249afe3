import { expect } from 'chai';
import { settingsContract } from '../../service/contracts';
import { isSafeCallUrl } from '../../shared/call-url';
import { callLink } from '../../shared/phone/call-link';
import { senselessSettings } from '../../shared/settings-sense';

const link = (template: string, key = '+32470104242', extension: string | null = '105') =>
  callLink({ template, key, country: 'BE', extension });

describe('The link that calls back', () => {
  it('is the one of every telephone, or any softphone’s', () => {
    expect(link('tel:{number}')).to.equal('tel:+32470104242');
    expect(link('sip:{number}@pbx.example')).to.equal('sip:+32470104242@pbx.example');
    expect(link('callto:{national}')).to.equal('callto:0470104242');
    expect(link('https://phone.example/dial?to={number}&from={extension}')).to.equal(
      'https://phone.example/dial?to=%2B32470104242&from=105',
    );
  });

  it('dials the star and the square of a key that has them', () => {
    expect(link('sip:{number}', '*98#')).to.equal('sip:*98%23');
  });

  it('is the usual one where the user has no extension to put in', () => {
    expect(link('app:{number}?{extension}', '+32470104242', null)).to.equal('tel:+32470104242');
  });

  it('is none where there is nothing to dial', () => {
    for (const key of ['anonymous', 'erased:1234', 'Bob', '']) expect(link('sip:{number}', key)).to.equal(null);
  });

  const unsafe = [
    'javascript:alert({number})',
    'JavaScript:{number}',
    'data:text/html,{number}',
    'vbscript:{number}',
    'java\tscript:{number}',
    ' javascript:{number}',
    '\u0001javascript:{number}',
    'file:///{number}',
    'tel:"onclick={number}',
    '{number}',
    '//evil.example/{number}',
  ];
  for (const template of unsafe) {
    it(`is never ${JSON.stringify(template)}, neither set nor shown`, () => {
      expect(isSafeCallUrl(template)).to.equal(false);
      expect(link(template)).to.equal('tel:+32470104242');
      const faults = [...settingsContract({ call_url: template }), ...senselessSettings({ call_url: template })];
      expect(faults).to.not.deep.equal([]);
    });
  }

  it('must say where the number goes', () => {
    expect(settingsContract({ call_url: 'tel:112' })).to.not.deep.equal([]);
    expect(settingsContract({ call_url: 'sip:{number}' })).to.deep.equal([]);
    expect(senselessSettings({ call_url: 'sip:{number}' })).to.deep.equal([]);
  });
});
