import { expect } from 'chai';
import type { OngoingCall } from '../../service/web/state-text';
import { rowView } from '../../service/web/view-row';
import { ANONYMOUS, type Entry } from '../../shared/entry';
import { HOUR, MINUTE, NOW, VIEWER, waiting } from './looking';

const row = (said: Partial<Entry> = {}) => rowView(waiting(said), VIEWER);

describe('a line of the list', () => {
  it('says who, how often, how long, where and why', () => {
    const six = row({ missedCount: 6, lastMissedAt: NOW - 38 * MINUTE });
    expect(six.caller).to.deep.equal({
      title: 'Andrew Pope',
      number: '0470 10 16 65',
      isName: true,
      isKnown: true,
      tel: 'tel:+32470101665',
    });
    expect([six.count, six.countSpoken]).to.deep.equal(['×6', '6 missed calls']);
    expect([six.waited, six.waitedSpoken, six.times]).to.deep.equal(['47 min', 'waiting for 47 min', '13:24 – 13:33']);
    expect([six.where, six.phones, six.reason]).to.deep.equal(['Sales', '101, 102', 'rang 25 s, nobody took it']);
    expect(six.state).to.deep.equal({ kind: 'waiting', text: '', detail: '' });
  });

  it('says one time for calls within a minute', () => {
    expect(row({ missedCount: 2, lastMissedAt: NOW - 47 * MINUTE + 30 }).times).to.equal('13:24');
  });

  it('leaves the ×1 out: one call is the usual', () => expect(row().count).to.equal(''));

  it('shows the number first where there is no name, or the name only repeats it', () => {
    for (const callerName of ['', '0470101665', '+32 470 10 16 65', '  ']) {
      expect(row({ callerName }).caller).to.include({ title: '0470 10 16 65', number: '' });
    }
  });

  it('offers no call to a withheld number', () => {
    expect(row({ callerKey: ANONYMOUS, callerNumber: 'anonymous', callerName: 'Anonymous' }).caller).to.deep.equal({
      title: 'withheld number',
      number: '',
      isName: false,
      isKnown: false,
      tel: null,
    });
  });

  it('names the dialled number where nothing tells where it rang', () => {
    expect(row({ routeLabel: '' }).where).to.equal('main number');
    expect(row({ routeLabel: '', did: '999' }).where).to.equal('999');
  });

  it('does not repeat the phone under its own name, nor list a whole group', () => {
    expect(row({ routeLabel: 'Anna Test (101)', extensions: ['101'] }).phones).to.equal('');
    expect(row({ extensions: ['101', '102', '103', '104', '105'] }).phones).to.equal('101, 102, 103 +2');
  });

  it('says how long is left until the target, and how long it has passed', () => {
    expect(row().target).to.equal(null);
    expect(row({ dueAt: NOW + 12 * MINUTE }).target).to.deep.equal({ kind: 'left', text: '12 min left' });
    expect(row({ dueAt: NOW - 17 * MINUTE }).target).to.deep.equal({ kind: 'over', text: '17 min over' });
    expect(row({ dueAt: NOW - 1, status: 'cleared', clearedAt: NOW }).target).to.equal(null);
  });

  it('says nobody took it where no phone rang long enough to count', () => {
    expect(row({ ringSeconds: 0 }).reason).to.equal('nobody took it');
    expect(row({ reason: null }).reason).to.equal('left a voice message');
  });
});

describe('what is being done about a caller', () => {
  it('says first that he is on the telephone already, called by a colleague or calling us', () => {
    const ongoing = (call: OngoingCall) =>
      rowView(waiting({ attemptedCount: 2 }), { ...VIEWER, ongoing: new Map([[waiting().callerKey, call]]) }).state.text;
    expect(ongoing({ direction: 'outbound', extension: '101' })).to.match(/ is calling now$/);
    expect(ongoing({ direction: 'inbound', extension: null })).to.equal('is calling us now');
  });

  const state = (said: Partial<Entry>) => row(said).state;
  const attempted = { attemptedCount: 1, lastAttemptedAt: NOW - 5 * MINUTE, lastAttemptedExtension: '105' };

  it('tells of callbacks nobody took', () => {
    expect(state(attempted).text).to.equal('Maria called back 5 min ago, no answer');
    expect(state({ ...attempted, attemptedCount: 2 }).text).to.equal('called back 2 times, no answer; last by Maria 5 min ago');
  });

  it('puts whoever is on it before what was tried', () => {
    expect(state({ ...attempted, claimedBy: 'maria', claimedUntil: NOW + 60 }).text).to.equal('maria is on it');
    expect(state({ ...attempted, claimedBy: 'maria', claimedUntil: NOW - 1 }).kind).to.equal('attempted');
  });

  it('tells until when it sleeps', () => {
    expect(state({ snoozedUntil: NOW + 3 * HOUR }).text).to.equal('snoozed until 17:11');
    expect(state({ snoozedUntil: NOW - 1 }).kind).to.equal('waiting');
  });

  it('tells how it was cleared, by whom and after how long', () => {
    const cleared = { status: 'cleared' as const, clearedAt: NOW - 38 * MINUTE, clearedByExtension: '101' };
    expect(state({ ...cleared, clearedBy: 'returned' })).to.deep.equal({
      kind: 'cleared',
      text: 'called back by Anna Test (101) · 13:33',
      detail: 'after 9 min',
    });
    expect(state({ ...cleared, clearedBy: 'answered_later' }).text).to.equal('called again and got through to Anna Test (101) · 13:33');
    expect(state({ ...cleared, clearedBy: 'manual', clearedByUserId: 'maria' }).text).to.equal('resolved by maria · 13:33');
    expect(state({ ...cleared, clearedBy: 'expired' })).to.include({ text: 'expired · 13:33', detail: '' });
    expect(row({ ...cleared, clearedBy: 'returned' }).waited).to.equal('9 min');
  });
});
