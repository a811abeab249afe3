import { expect } from 'chai';
import { holdSince } from '../../service/store/rejudge';
import { readSettings, writeSettings } from '../../service/store/settings-store';
import { channelOf, recipientOf } from '../../shared/notify-settings';
import { DEFAULT_SETTINGS, SETTING_NAMES } from '../../shared/settings';
import schema from '../../shared/settings.schema.json';
import { DAY, NINE } from '../entries/story';
import { type Desk, useDesks } from './desk';

describe('settings get and set', () => {
  const desks = useDesks();
  let desk: Desk;

  beforeEach(async () => {
    desk = await desks({ nowAt: NINE });
  });

  const get = async (name: string) => JSON.parse((await desk.run('settings', 'get', name, '--json')).out);

  it('prints what is in force: the defaults until somebody changes them', async () => {
    expect(JSON.parse((await desk.run('settings', 'get', '--json')).out)).to.deep.equal(DEFAULT_SETTINGS);
    const { out } = await desk.run('settings', 'get');
    for (const name of SETTING_NAMES) expect(out).to.match(new RegExp(`^${name} +\\S`, 'm'));
    expect((await desk.run('settings', 'get', 'notify_daily_at')).out).to.equal('08:00\n');
  });

  for (const [name, typed, value] of [
    ['minimum_ring_seconds', '5', 5],
    ['count_voicemail', 'on', true],
    ['count_voicemail', 'true', true],
    ['allow_manual_resolve', 'no', false],
    ['time_zone', 'Europe/Brussels', 'Europe/Brussels'],
    ['time_zone', '+02:00', '+02:00'],
    ['retention_days', 'null', null],
    ['retention_days', '', null],
    ['notify_daily_at', '07:30', '07:30'],
    ['notify_daily_at', '"07:30"', '07:30'],
    ['notify_frequency', 'weekly', 'weekly'],
    ['probe_numbers', '0470104242, 0470104343', ['0470104242', '0470104343']],
    ['probe_numbers', '470104242', ['470104242']],
    ['blocked_numbers', '["0499"]', ['0499']],
    ['recipients', '["a@b.be"]', ['a@b.be']],
    ['recipients', 'a@b.be, c@d.be', ['a@b.be', 'c@d.be']],
    [
      'recipients',
      '[{"id":"desk","extension":"101","cadence":"realtime"}]',
      [recipientOf({ id: 'desk', extension: '101', cadence: 'realtime' })],
    ],
    ['notify_quiet_hours', '["21:00","07:00"]', ['21:00', '07:00']],
    ['notify_quiet_hours', 'null', null],
    [
      'notify_channels',
      '[{"id":"chat","kind":"slack","secret":"chat"}]',
      [channelOf([{ id: 'chat', kind: 'slack', secret: 'chat' }], 'chat')],
    ],
    [
      'notify_escalation',
      '[{"to":"owner"},{"to":"boss","after_minutes":30}]',
      [
        { to: 'owner', after_minutes: 0 },
        { to: 'boss', after_minutes: 30 },
      ],
    ],
    [
      'business_hours',
      '{"monday":[["09:00","12:30"],["13:30","18:00"]]}',
      {
        monday: [
          ['09:00', '12:30'],
          ['13:30', '18:00'],
        ],
      },
    ],
  ] as const) {
    it(`takes ${typed === '' ? 'nothing' : typed} for ${name}`, async () => {
      expect((await desk.run('settings', 'set', name, typed)).err).to.equal('');
      expect(await get(name)).to.deep.equal(value);
    });
  }

  it('takes an empty list', async () => {
    await desk.run('settings', 'set', 'blocked_numbers', '0499');
    const { out } = await desk.run('settings', 'set', 'blocked_numbers', '');
    expect(out).to.equal('blocked_numbers is [] from now on; it was ["0499"].\n');
  });

  for (const [name, typed, sentence] of [
    ['minimum_ring_seconds', 'soon', 'minimum_ring_seconds must be integer.'],
    ['minimum_ring_seconds', '601', 'minimum_ring_seconds must be <= 600.'],
    ['minimum_ring_seconds', '5.5', 'minimum_ring_seconds must be integer.'],
    ['count_voicemail', 'perhaps', 'count_voicemail must be boolean.'],
    [
      'notify_frequency',
      'yearly',
      'notify_frequency must be equal to one of the allowed values: off, realtime, hourly, daily, weekly, monthly.',
    ],
    ['recipients', '["a b@c.be"]', 'recipients.0.address: “a b@c.be” is no mail address: correct it.'],
    ['recipients', '[{"id":"a"}]', 'recipients.0.address: There is no mail address: add one, an extension or a group.'],
    ['recipients', '["a@b.be","a@b.be"]', 'recipients.1.id: “a@b.be” is there twice: give each its own.'],
    ['notify_quiet_hours', '["07:00","07:00"]', 'notify_quiet_hours: They begin when they end: name two times, or none.'],
    ['notify_channels', '[{"id":"m","kind":"smtp"}]', 'notify_channels.0.host: The kind smtp needs this: add it.'],
    [
      'notify_channels',
      '[{"id":"w","kind":"webhook","url":"https://h"}]',
      'notify_channels.0.secret: The kind webhook needs this: add it.',
    ],
    ['time_zone', 'Europe/Atlantis', 'time_zone: “Europe/Atlantis” is a time zone known to nobody: use one such as Europe/Brussels.'],
    [
      'business_hours',
      '{"monday":[["18:00","09:00"]]}',
      'business_hours.monday: It closes at 09:00 before it opens at 18:00: write the earlier time first.',
    ],
    ['business_hours', '{"someday":[]}', 'business_hours.someday is not known: remove it.'],
    ['holidays', '["Christmas"]', 'holidays.0 must match pattern'],
    ['rings', '5', '"rings" is no setting: settings set --help lists them.'],
  ] as const) {
    it(`refuses ${typed} for ${name} in a sentence, and changes nothing`, async () => {
      const { code, out, err } = await desk.run('settings', 'set', name, typed);
      expect([code, out]).to.deep.equal([1, '']);
      expect(err).to.contain(sentence);
      expect(await readSettings('default', desk.db)).to.deep.equal(DEFAULT_SETTINGS);
    });
  }

  it('keeps who changed what and when, and what it was before', async () => {
    await writeSettings('default', desk.db, { claim_minutes: 10 }, { userId: 'alice', now: NINE - DAY });
    await desk.run('settings', 'set', 'claim_minutes', '20');
    const changes = JSON.parse((await desk.run('settings', 'history', 'claim_minutes', '--json')).out);
    expect(changes[0]).to.deep.equal({ name: 'claim_minutes', at: '2026-03-01T09:00:00Z', user: 'alice', value: 10 });
    expect(changes[1]).to.include({ at: '2026-03-02T09:00:00Z', value: 20 });
    expect(changes[1].user).to.match(/^cli/);
    expect((await desk.run('settings', 'history')).out).to.match(/^2026-03-01T09:00:00Z {2}alice {2}claim_minutes = 10\n/);
  });

  it('tells when the settings were made to hold for the past', async () => {
    await writeSettings('default', desk.db, { claim_minutes: 10 }, { userId: 'alice', now: NINE - DAY });
    await desk.db.change("INSERT IGNORE INTO smc_clients (client) VALUES ('default')");
    await holdSince('default', desk.db, NINE - 9 * DAY, { userId: 'bob', now: NINE });
    const { out } = await desk.run('settings', 'history');
    expect(out.split('\n')[1]).to.equal('2026-03-02T09:00:00Z  bob  all settings of then hold since 2026-02-21T09:00:00Z');
    const told = JSON.parse((await desk.run('settings', 'history', '--json')).out);
    expect(told[1]).to.deep.equal({ held_since: '2026-02-21T09:00:00Z', at: '2026-03-02T09:00:00Z', user: 'bob' });
  });

  it('says so when nothing changes', async () => {
    expect((await desk.run('settings', 'set', 'claim_minutes', '30')).out).to.equal('claim_minutes is 30 already.\n');
    expect((await desk.run('settings', 'history')).out).to.equal('Nothing was ever changed.\n');
  });

  it('changes the settings of the client named, and of no other', async () => {
    await desk.db.change("INSERT INTO smc_clients (client) VALUES ('other')");
    await desk.run('settings', 'set', 'claim_minutes', '5', '--client', 'other');
    expect(await get('claim_minutes')).to.equal(30);
    expect((await desk.run('settings', 'get', 'claim_minutes', '--client', 'other')).out).to.equal('5\n');
  });

  it('lists every setting with its title, unit and default in --help', async () => {
    for (const command of [['settings'], ['settings', 'get'], ['settings', 'set']]) {
      const { code, out } = await desk.run(...command, '--help');
      expect(code).to.equal(0);
      for (const name of SETTING_NAMES) expect(out).to.contain(`  ${name}\n      ${schema.properties[name].title}`);
      expect(out).to.contain('Leave out calls shorter than, in seconds (default: 0)');
    }
  });

  it('answers wrong usage with 2', async () => {
    for (const command of [
      ['settings', 'put'],
      ['settings', 'set', 'claim_minutes'],
      ['settings', 'get', '--all'],
    ])
      expect((await desk.run(...command)).code, command.join(' ')).to.equal(2);
  });
});
