import { expect } from 'chai';
import { formatForReader, telUri } from '../../shared/phone/display';

describe('a number on a page', () => {
  it('is national for readers of its country', () => {
    expect(formatForReader('+32470104242', 'BE')).to.equal('0470 10 42 42');
    expect(formatForReader('+12125550123', 'US')).to.equal('(212) 555-0123');
    expect(formatForReader('+14165550123', 'US')).to.equal('(416) 555-0123');
    expect(formatForReader('+390612345678', 'IT')).to.equal('06 1234 5678');
  });

  it('is international for everybody else', () => {
    expect(formatForReader('+32470104242', 'FR')).to.equal('+32 470 10 42 42');
    expect(formatForReader('+442079460958', null)).to.equal('+44 20 7946 0958');
    expect(formatForReader('+442079460958', 'nowhere')).to.equal('+44 20 7946 0958');
  });

  it('stays as it is when it is no number of the world', () => {
    for (const key of ['anonymous', '112', '0470104242', 'alice', '*98', '', '+999123456789']) {
      expect(formatForReader(key, 'BE')).to.equal(key);
    }
  });

  it('can be dialled by a link', () => {
    expect(telUri('+32470104242')).to.equal('tel:+32470104242');
    expect(telUri('112')).to.equal('tel:112');
    expect(telUri('*31#123')).to.equal('tel:*31%23123');
  });

  it('has no link when there is nobody to dial', () => {
    for (const key of ['anonymous', 'alice', '', '192.168.1.5', 'javascript:alert(1)']) expect(telUri(key)).to.equal(null);
  });
});
