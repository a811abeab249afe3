import { expect } from 'chai';
import type { ActionsView } from '../../service/web/view-actions';
import { rowView } from '../../service/web/view-row';
import { ANONYMOUS, type Entry } from '../../shared/entry';
import type { Permission } from '../../shared/identity';
import { DESK, HOUR, NOW, VIEWER, waiting } from './looking';

const MAY: readonly Permission[] = ['view', 'work', 'numbers'];

/** The names of the steps a reader is offered. */
function offered(said: Partial<Entry> = {}, permissions: readonly Permission[] = MAY, mayResolve = true): string[] {
  const desk = { ...DESK, mayResolve, may: (one: Permission) => permissions.indexOf(one) >= 0 };
  const actions = rowView(waiting(said), { ...VIEWER, desk }).actions as ActionsView;
  const steps = ['call', 'claim', 'release', 'assign', 'snooze', 'wake', 'resolve', 'notMissed', 'note', 'reopen', 'forget'] as const;
  return steps.filter((step) => actions[step] !== '');
}

const OPEN = ['call', 'claim', 'assign', 'snooze', 'resolve', 'notMissed', 'note'];

describe('what is offered about a caller', () => {
  it('is everything that can be done as the entry stands', () => {
    expect(offered()).to.deep.equal(OPEN);
    const mine = { claimedBy: 'maria', claimedUntil: NOW + HOUR };
    expect(offered(mine)).to.deep.equal(['call', 'release', 'assign', 'snooze', 'resolve', 'notMissed', 'note']);
    expect(offered({ snoozedUntil: NOW + HOUR })).to.include('wake');
  });

  it('leaves to a colleague what is his, unless one administers', () => {
    const his = { claimedBy: 'david', claimedUntil: NOW + HOUR };
    expect(offered(his)).to.deep.equal(['snooze', 'resolve', 'notMissed', 'note']);
    expect(offered(his, MAY.concat('admin'))).to.include.members(['release', 'assign', 'forget']);
    expect(offered({ ...his, claimedUntil: NOW - 1 })).to.deep.equal(OPEN);
  });

  it('is putting back what was cleared, for who may, and a note', () => {
    const cleared = { status: 'cleared' as const, clearedBy: 'manual' as const, clearedAt: NOW - 60 };
    expect(offered(cleared)).to.deep.equal(['note']);
    expect(offered(cleared, ['view', 'reopen'])).to.deep.equal(['reopen']);
  });

  it('keeps to the rules of the client, and to what makes sense', () => {
    expect(offered({}, MAY, false))
      .to.not.include.members(['resolve'])
      .and.not.include('notMissed');
    expect(offered({ callerKey: ANONYMOUS }, MAY.concat('admin'))).to.not.include('forget');
    expect(offered({ callerKey: 'erased:1234' }, MAY.concat('admin', 'reopen'))).to.deep.equal([]);
    expect(offered({ withdrawnAt: NOW, status: 'cleared' }, MAY.concat('admin', 'reopen'))).to.deep.equal([]);
    expect(offered({}, ['view'])).to.deep.equal([]);
  });
});
