import { expect } from 'chai';
import { belongsTo } from '../../service/web/view-entry';
import { ANONYMOUS } from '../../shared/entry';
import { NOW, waiting } from './looking';

describe('the story of an entry', () => {
  const cleared = waiting({ id: 7, status: 'cleared', clearedAt: NOW - 600 });

  it('holds its own calls, and what was done until the caller was served', () => {
    expect(belongsTo(cleared, { entryId: 7, at: NOW - 2000 })).to.equal(true);
    expect(belongsTo(cleared, { entryId: null, at: NOW - 600 })).to.equal(true);
    expect(belongsTo(waiting({ id: 7 }), { entryId: null, at: NOW })).to.equal(true);
  });

  it('ends when the caller is served', () => {
    expect(belongsTo(cleared, { entryId: null, at: NOW - 599 })).to.equal(false);
  });

  it('of a withheld number holds nobody else’s calls', () => {
    const withheld = waiting({ id: 7, callerKey: ANONYMOUS });
    expect(belongsTo(withheld, { entryId: 7, at: NOW })).to.equal(true);
    expect(belongsTo(withheld, { entryId: null, at: NOW })).to.equal(false);
    expect(belongsTo(withheld, { entryId: 8, at: NOW })).to.equal(false);
  });
});
