import { expect } from 'chai';
import { calledKeys } from '../../shared/phone/called';
import { callerKey } from '../../shared/phone/caller';
import { SAME_PERSON, SOMEONE_ELSE } from './phone-cases.callbacks';
import { extension, planOf, trunk } from './phone-cases.plans';

describe('an outgoing call', () => {
  for (const [country, prefixes, caller, dialled] of SAME_PERSON) {
    it(`to ${JSON.stringify(dialled)} means the caller ${JSON.stringify(caller)} (${country || 'no country'}, ${prefixes || 'no'} outside line)`, () => {
      const plan = planOf(country, prefixes);
      const forms = dialled.split(' > ');
      expect(calledKeys(forms, plan)).to.include(callerKey(caller, plan).key);
      expect(calledKeys(forms.slice().reverse(), plan), 'in any order').to.include(callerKey(caller, plan).key);
    });
  }

  for (const [country, prefixes, caller, dialled] of SOMEONE_ELSE) {
    it(`to ${JSON.stringify(dialled)} does not mean the caller ${JSON.stringify(caller)} (${country}, ${prefixes || 'no'} outside line)`, () => {
      const plan = planOf(country, prefixes);
      expect(calledKeys(dialled.split(' > '), plan)).not.to.include(callerKey(caller, plan).key);
    });
  }

  it('inside the PBX means nobody outside', () => {
    const plan = planOf('BE', '9', { extensions: [extension('101'), extension('102')] });
    expect(calledKeys(['101'], plan)).to.deep.equal([]);
    expect(calledKeys(['101', '102'], plan)).to.deep.equal([]);
    expect(calledKeys([], plan)).to.deep.equal([]);
  });

  it('to a short code that is an extension too means the short code, once it went outside', () => {
    const plan = planOf('BE', '9', { extensions: [extension('101')] });
    expect(calledKeys(['9101'], plan)).to.include('101');
  });

  it('names the likeliest person first', () => {
    expect(calledKeys(['90470104242'], planOf('BE', '9'))[0]).to.equal('+32470104242');
    expect(calledKeys(['0015123456789'], planOf('DE', '0')).slice(0, 2)).to.deep.equal(['+15123456789', '+4915123456789']);
  });

  it('knows only the person really called, once it is known what was sent', () => {
    expect(calledKeys(['0015123456789', '015123456789'], planOf('DE', '0'))).not.to.include('+15123456789');
    expect(calledKeys(['00015123456789', '0015123456789'], planOf('DE', '0'))).not.to.include('+4915123456789');
  });

  it('loses the prefix of a trunk pattern', () => {
    const plan = planOf('BE', '', { trunks: [trunk('carrier', null, ['+9|0XXXXXXXXX', '+9|00.'])] });
    expect(calledKeys(['90470104242'], plan)).to.include('+32470104242');
    expect(calledKeys(['90032470104242'], plan)).to.include('+32470104242');
    expect(calledKeys(['9112'], plan)).not.to.include('112');
  });

  it('gains the area code a trunk pattern puts before a local number', () => {
    const plan = planOf('US', '', { trunks: [trunk('carrier', null, ['1212+|NXXXXXX'])] });
    expect(calledKeys(['5550123'], plan)).to.include('+12125550123');
    expect(calledKeys(['15550123'], plan)).not.to.include('+12125550123');
  });

  it('is read without the digits a trunk pattern adds for the carrier', () => {
    const plan = planOf('BE', '', { trunks: [trunk('carrier', null, ['0099#+|0XXXXXXXXX']), trunk('other', null, ['55+|X.'])] });
    expect(calledKeys(['0099#0470104242'], plan)).to.include('+32470104242');
    expect(calledKeys(['0470104242', '0099#0470104242'], plan)).to.include('+32470104242');
    expect(calledKeys(['550470104242'], plan, 'PJSIP/other')).to.include('+32470104242');
    expect(calledKeys(['550470104242'], plan, 'PJSIP/carrier')).not.to.include('+32470104242');
  });

  it('is not mistaken where a PBX behind a PBX sends a 0 for the outside line', () => {
    const plan = planOf('DE', '', { trunks: [trunk('parent', null, ['0+|X.'])] });
    expect(calledKeys(['015123456789', '0015123456789'], plan, 'PJSIP/parent')).to.include('+4915123456789');
    expect(calledKeys(['015123456789', '0015123456789'], plan, 'PJSIP/parent')).not.to.include('+15123456789');
    expect(calledKeys(['015123456789'], plan, 'PJSIP/parent')).not.to.include('+15123456789');
  });

  it('over a foreign trunk means a number of that country, else one at home', () => {
    const plan = planOf('BE', '', { trunks: [trunk('dutch', 'NL')] });
    expect(calledKeys(['0612345678'], plan, 'PJSIP/dutch')).to.include('+31612345678');
    expect(calledKeys(['0470104242'], plan, 'PJSIP/dutch-0000004a')).to.include('+32470104242');
    expect(calledKeys(['0612345678'], plan)).not.to.include('+31612345678');
  });

  it('survives a dial pattern that is none', () => {
    const patterns = ['+9|[5-1]X', '+9|(((((', '+[[|X.', '+9|[', '+9|', '+\\|.', '+9|X!', '+9|.+.+.+.+'];
    const plan = planOf('BE', '', { trunks: [trunk('carrier', null, patterns)] });
    expect(calledKeys(['90470104242'], plan)).to.include('+32470104242');
  });
});
