import { expect } from 'chai';
import { FREEPBX_DIALECT } from '../../service/host/freepbx-dialect';
import { judgeRecords, officeOf } from '../../service/judging';
import { DEFAULT_SETTINGS, type Settings } from '../../shared/settings';
import { allCaptures, storyOf } from '../support/captures';

const CHANGED_AT = Date.UTC(2026, 10, 21, 12) / 1000;

/** The first call of a story as it is judged. */
function firstCall(name: string) {
  const { records, directory } = storyOf(allCaptures().find((one) => one.pbx === 'freepbx17' && one.name === name) as never);
  const [one] = judgeRecords(records, officeOf(directory, [], FREEPBX_DIALECT), () => true).judged;
  if (one === undefined) throw new Error(`no call in ${name}`);
  return one.call;
}

/** The verdict of a story's first call under settings, and the kind of fact the list learns. */
function judgedWith(name: string, values: Partial<Settings>, since = 0): string {
  const capture = allCaptures().find((one) => one.pbx === 'freepbx17' && one.name === name);
  if (capture === undefined) throw new Error(`no capture ${name}`);
  const { records, directory } = storyOf(capture);
  const office = officeOf(directory, [{ since, settings: { ...DEFAULT_SETTINGS, ...values } }], FREEPBX_DIALECT);
  const [one] = judgeRecords(records, office, () => true).judged;
  return `${one?.verdict.reason} → ${one?.facts[0]?.kind}`;
}

describe('A client says what counts', () => {
  it('menu hang-ups, when it wishes', () => {
    expect(judgedWith('08-ivr-hangup-before-ring', {})).to.equal('menu_hangup → none');
    expect(judgedWith('08-ivr-hangup-before-ring', { count_menu_hangups: true })).to.equal('menu_hangup → missed');
  });

  it('closed-hours announcements, when it wishes', () => {
    expect(judgedWith('61-closed-announcement', {})).to.equal('announcement → none');
    expect(judgedWith('61-closed-announcement', { count_announcements: true })).to.equal('announcement → missed');
  });

  it('not its test numbers, in any spelling', () => {
    expect(judgedWith('02-direct-no-answer', { probe_numbers: ['+32 470 10 02 22'] })).to.equal('probe → none');
  });

  it('not callers it has blocked', () => {
    expect(judgedWith('02-direct-no-answer', { blocked_numbers: ['0032470100222'] })).to.equal('blocked → none');
  });

  it('not calls that barely rang, and those alone', () => {
    expect(judgedWith('93-rg-caller-hangs-up', { minimum_ring_seconds: 5 })).to.equal('short → none');
    expect(judgedWith('02-direct-no-answer', { minimum_ring_seconds: 5 })).to.equal('caller_hung_up → missed');
  });

  it('not a fax line, and not a queue it leaves out', () => {
    expect(judgedWith('02-direct-no-answer', { left_out_dids: ['3225550101'] })).to.equal('caller_hung_up → none');
    expect(judgedWith('15-queue-abandon', { left_out_queues: ['400'] })).to.equal('queue_abandoned → none');
  });

  it('from the moment it says so: calls before are judged as they were, whenever their rows come', () => {
    expect(judgedWith('02-direct-no-answer', { blocked_numbers: ['0470100222'] }, CHANGED_AT)).to.equal('caller_hung_up → missed');
  });

  it('at the end of a call: one in progress is held to the rules in force when the caller is gone', () => {
    const { startedAt, endedAt } = firstCall('02-direct-no-answer');
    expect(endedAt).to.be.above(startedAt + 1);
    const blocked = { blocked_numbers: ['0470100222'] };
    expect(judgedWith('02-direct-no-answer', blocked, startedAt + 1)).to.equal('blocked → none');
    expect(judgedWith('02-direct-no-answer', blocked, endedAt as number)).to.equal('blocked → none');
    expect(judgedWith('02-direct-no-answer', blocked, (endedAt as number) + 1)).to.equal('caller_hung_up → missed');
  });
});
