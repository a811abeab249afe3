import { expect } from 'chai';
import { tellDue } from '../../service/notify/notifier';
import { testChannel } from '../../service/notify/test-channel';
import { readHealth } from '../../service/store/health';
import { resend } from '../../service/store/journal';
import type { Channel } from '../../shared/notify-settings';
import type { Settings } from '../../shared/settings';
import { call, DAY, HOUR, MINUTE, NINE } from '../entries/story';
import { DIRECTORY } from './directory';
import { type MailServer, type Manners, refusal, startMailServer } from './mail-server';
import { type Office, officeOn, useOfficeDatabase } from './office';
import { type World, worldOn } from './world';

describe('Mail', () => {
  const database = useOfficeDatabase();
  let office: Office;
  let world: World;
  let server: MailServer;

  /** An office that tells desk@shop.be at once, by a server with these manners. */
  const open = async (manners: Manners = {}, more: Partial<Settings> = {}, channel: Partial<Channel> = {}) => {
    server = await startMailServer({ manners });
    const db = database();
    office = officeOn(db);
    world = worldOn(db);
    const mail = { id: 'email', kind: 'smtp' as const, host: 'localhost', port: server.port, ...channel };
    await office.set(
      {
        notify_frequency: 'realtime',
        recipients: ['desk@shop.be'],
        notify_channels: [mail],
        notify_base_url: 'https://pbx.shop.be/smc',
        ...more,
      },
      NINE - DAY,
    );
  };
  afterEach(() => server.stop());

  const tellAt = (at: number) => {
    world.setClock(at);
    return tellDue(world);
  };
  const states = async () => (await office.journal()).map(({ state, lines }) => `${state}: ${lines.map(({ result }) => result).join(' ')}`);

  for (const [whose, mailFrom, from, sender] of [
    ["the PBX's, as its directory tells it", 'pbx@shop.be', '', 'pbx@shop.be'],
    ["the channel's, where it names one", 'pbx@shop.be', 'calls@shop.be', 'calls@shop.be'],
    ['the name of the machine, where the PBX tells none that can be one', 'pbx@shop.be>\r\nBcc: <x@y.be', '', 'asterisk@pbx.example'],
  ] as const) {
    it(`comes from an address: ${whose}`, async () => {
      await open({}, {}, { from });
      await office.calls(NINE + MINUTE, call('missed', 'a', NINE));
      world = worldOn(office.db, {}, { ...DIRECTORY, mailFrom });
      await tellAt(NINE + MINUTE);
      expect(server.mails.map((mail) => mail.from)).to.deep.equal([sender]);
    });
  }

  it('goes encrypted, from the PBX, with headers that say what it is', async () => {
    await open();
    await office.calls(NINE + MINUTE, call('missed', 'a', NINE));
    await tellAt(NINE + MINUTE);
    const [mail] = server.mails;
    expect(mail).to.deep.include({ secure: true, from: 'asterisk@pbx.example', to: ['desk@shop.be'] });
    expect(mail?.headers).to.include({
      'auto-submitted': 'auto-generated',
      subject: 'Missed: Andrew (Sales)',
      'list-unsubscribe-post': 'List-Unsubscribe=One-Click',
    });
    expect(mail?.headers['message-id']).to.match(/^<smc-1\.[0-9a-f]{20}@pbx\.example>$/);
    expect(mail?.headers['list-unsubscribe']).to.match(/^<https:\/\/pbx\.shop\.be\/smc\/unsubscribe\?c=default&m=1&s=[\w-]{43}>$/);
    expect(await states()).to.deep.equal(['sent: sent']);
    expect((await office.journal())[0]?.lines[0]?.detail).to.match(/^250 /);
  });

  it('is tried again when the server asks for patience (greylisting), with the same Message-ID', async () => {
    await open({ rcpt: (_address, nth) => (nth < 3 ? refusal(451, '4.7.1 greylisted, come back later') : null) });
    await office.calls(NINE + MINUTE, call('missed', 'a', NINE));
    for (const minutes of [1, 1.5, 2, 3, 4, 5]) await tellAt(NINE + minutes * MINUTE);
    expect(await states()).to.deep.equal(['sent: later later sent']);
    expect((await office.journal())[0]?.lines.map(({ at }) => (at - NINE) / MINUTE)).to.deep.equal([1, 2, 4]);
    expect(await readHealth('default', office.db, 'channel email'), 'greylisting is no fault of the channel').to.equal(null);
  });

  it('is given up at once when the mailbox does not exist, and others go on', async () => {
    await open(
      { rcpt: (address) => (address === 'gone@shop.be' ? refusal(550, '5.1.1 no such user') : null) },
      { recipients: ['gone@shop.be', 'desk@shop.be'] },
    );
    await office.calls(NINE + MINUTE, call('missed', 'a', NINE));
    await tellAt(NINE + MINUTE);
    expect((await states()).sort()).to.deep.equal(['dead: dead', 'sent: sent']);
    expect((await office.journal()).filter(({ state }) => state === 'dead')[0]?.lines[0]?.detail).to.contain('550 5.1.1 no such user');
  });

  for (const [what, manners] of [
    ['the server breaks off in the middle', { dropsData: (nth: number) => nth === 1 }],
    ['the server is out of room', { data: (nth: number) => (nth === 1 ? refusal(452, '4.3.1 out of room') : null) }],
  ] as const) {
    it(`is tried again when ${what}`, async () => {
      await open(manners);
      await office.calls(NINE + MINUTE, call('missed', 'a', NINE));
      await tellAt(NINE + MINUTE);
      expect(await states()).to.deep.equal(['due: later']);
      await tellAt(NINE + 2 * MINUTE);
      expect(await states()).to.deep.equal(['sent: later sent']);
      expect(server.mails).to.have.length(1);
    });
  }

  it('is refused for good by what a server says of the mail itself', async () => {
    await open({ data: () => refusal(554, '5.7.1 no mail about telephones') });
    await office.calls(NINE + MINUTE, call('missed', 'a', NINE));
    await tellAt(NINE + MINUTE);
    expect(await states()).to.deep.equal(['dead: dead']);
  });

  it('waits no longer than its time for a server that does not answer, and is tried again', async () => {
    let letGo: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    await open({ holds: held });
    world = worldOn(office.db, { timeoutMs: 1000 });
    await office.calls(NINE + MINUTE, call('missed', 'a', NINE));
    await tellAt(NINE + MINUTE);
    expect(await states()).to.deep.equal(['due: later']);
    letGo();
    world = worldOn(office.db);
    await tellAt(NINE + 2 * MINUTE);
    // The server had taken the first without our hearing of it: the one window nobody can close. The mailbox shows one, by the same id.
    expect(server.mails.map(({ headers }) => headers['message-id'])).to.have.length(2);
    expect(new Set(server.mails.map(({ headers }) => headers['message-id'])).size).to.equal(1);
  });

  it('waits while nobody answers at all, at longer and longer intervals, and is given up after two days', async () => {
    await open();
    await server.stop();
    await office.calls(NINE, call('missed', 'a', NINE));
    const times: number[] = [];
    for (let n = 0; n <= 49 * 60; n += 10) if ((await tellAt(NINE + n * MINUTE)) > 0) times.push(n);
    expect(times.slice(0, 7)).to.deep.equal([0, 10, 20, 30, 40, 60, 100]);
    expect(times.slice(8).every((n, i) => i === 0 || n - (times[i + 7] as number) === 60)).to.equal(true);
    expect((await office.journal())[0]?.state).to.equal('dead');
    expect((await readHealth('default', office.db, 'channel email'))?.value).to.include({ ok: false, sinceAt: NINE });
  });

  it('that was given up can be sent again by an administrator, and says who wished it', async () => {
    await open({ rcpt: (_address, nth) => (nth === 1 ? refusal(550, 'no') : null) });
    await office.calls(NINE + MINUTE, call('missed', 'a', NINE));
    await tellAt(NINE + MINUTE);
    expect(await office.db.transaction((tx) => resend('default', tx, 1, 'admin:maria', NINE + HOUR))).to.equal(true);
    expect(await office.db.transaction((tx) => resend('default', tx, 1, 'admin:maria', NINE + HOUR))).to.equal(false);
    await tellAt(NINE + HOUR);
    expect(await states()).to.deep.equal(['sent: dead resent sent']);
    expect((await office.journal())[0]?.lines[1]?.userId).to.equal('admin:maria');
  });

  it('about a caller who was served meanwhile is not sent any more', async () => {
    await open({ rcpt: (_address, nth) => (nth === 1 ? refusal(451, 'later') : null) });
    await office.calls(NINE + MINUTE, call('missed', 'a', NINE));
    await tellAt(NINE + MINUTE);
    await office.calls(NINE + 90, call('answered', 'b', NINE + 70));
    await tellAt(NINE + 2 * MINUTE);
    expect(await states()).to.deep.equal(['dropped: later dropped']);
    expect(server.mails).to.deep.equal([]);
  });

  describe('through a server that asks who we are', () => {
    const login = async (secret: string | null, channel: Partial<Channel> = {}) => {
      await open();
      await server.stop();
      server = await startMailServer({ login: 'smc:s3cret&"', tls: channel.security === 'tls', plain: channel.security === 'none' });
      const mail = { id: 'email', kind: 'smtp' as const, host: 'localhost', port: server.port, user: 'smc', secret: 'mail', ...channel };
      await office.set({ notify_channels: [mail] }, NINE);
      if (secret !== null) world.secrets.set('mail', secret);
      return testChannel(world, { channel: 'email', address: 'desk@shop.be', userId: 'cli', now: NINE });
    };

    it('logs in, with STARTTLS', async () => {
      expect((await login('s3cret&"')).ok).to.equal(true);
      expect(server.mails[0]).to.deep.include({ user: 'smc', secure: true });
    });

    it('logs in, with TLS from the first byte', async () => {
      expect((await login('s3cret&"', { security: 'tls' })).ok).to.equal(true);
      expect(server.mails[0]).to.deep.include({ user: 'smc', secure: true });
    });

    it('says what the server said to a wrong password, and not the password', async () => {
      const result = await login('wrong-password');
      expect(result).to.include({ ok: false, permanent: false });
      expect(result.said).to.contain('535 5.7.8 authentication failed').and.not.contain('wrong-password');
    });

    it('says that the password is not here', async () => {
      expect((await login(null)).said).to.equal('Its password is not kept here: enter it again.');
    });

    it('does not hand its password to a server without encryption, unless told', async () => {
      await open();
      await server.stop();
      server = await startMailServer({ login: 'smc:s3cret', plain: true });
      world.secrets.set('mail', 's3cret');
      const mail = { id: 'email', kind: 'smtp' as const, host: 'localhost', port: server.port, user: 'smc', secret: 'mail' };
      await office.set({ notify_channels: [mail] }, NINE);
      expect((await testChannel(world, { channel: 'email', address: 'desk@shop.be', userId: 'cli', now: NINE })).ok).to.equal(false);
      expect(server.mails).to.deep.equal([]);
    });

    it('trusts no certificate that nobody vouches for', async () => {
      await open();
      const stranger = { ...world, trusted: null };
      const result = await testChannel(stranger, { channel: 'email', address: 'desk@shop.be', userId: 'cli', now: NINE });
      expect(result).to.include({ ok: false, permanent: false });
      expect(result.said).to.match(/self.signed certificate/);
    });
  });

  it('goes by the machine’s sendmail where no server is set up', async () => {
    await open({}, { notify_channels: [] });
    const { mkdtempSync, readFileSync, writeFileSync } = await import('fs');
    const folder = mkdtempSync(`${require('os').tmpdir()}/smc-sendmail-`);
    writeFileSync(`${folder}/sendmail`, `#!/bin/sh\nprintf '%s\\n' "$@" > ${folder}/args\ncat > ${folder}/mail\n`, { mode: 0o755 });
    const result = await testChannel(
      { ...world, sendmail: `${folder}/sendmail` },
      { channel: 'email', address: 'desk@shop.be', userId: 'cli', now: NINE },
    );
    expect(result.ok, result.said).to.equal(true);
    expect(readFileSync(`${folder}/args`, 'utf8').split('\n')).to.include.members(['desk@shop.be', '-f', 'asterisk@pbx.example']);
    expect(readFileSync(`${folder}/mail`, 'utf8')).to.match(/^Subject: Test message$/m);
    const gone = await testChannel(
      { ...world, me: 'other', sendmail: `${folder}/none` },
      { channel: 'email', address: 'desk@shop.be', userId: 'cli', now: NINE },
    );
    expect(gone).to.include({ ok: false, permanent: false });
  });
});
