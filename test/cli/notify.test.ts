import { expect } from 'chai';
import * as fs from 'fs';
import * as path from 'path';
import { readSettings } from '../../service/store/settings-store';
import { readUnsubscribed, unsubscribe } from '../../service/store/unsubscribed';
import { NINE } from '../entries/story';
import { type MailServer, refusal, startMailServer } from '../notify/mail-server';
import { type Desk, useDesks } from './desk';

describe('notify', () => {
  const desks = useDesks();
  let desk: Desk;
  let server: MailServer | null = null;

  beforeEach(async () => {
    desk = await desks({ nowAt: NINE });
  });
  afterEach(async () => {
    if (server !== null) await server.stop();
    server = null;
  });

  const mailBy = async (manners: Parameters<typeof startMailServer>[0] = {}) => {
    server = await startMailServer({ plain: true, ...manners });
    const channel = { id: 'email', kind: 'smtp', host: '127.0.0.1', port: server.port, security: 'none' };
    await desk.run('settings', 'set', 'notify_channels', JSON.stringify([channel]));
  };

  it('test sends a message at once, and says what the server said', async () => {
    await mailBy();
    const { code, out, err } = await desk.run('notify', 'test', 'email', 'desk@shop.be');
    expect([code, err]).to.deep.equal([0, '']);
    expect(out).to.match(/^It went out\. The other side said: 250 /);
    expect(server?.mails[0]?.to).to.deep.equal(['desk@shop.be']);
    expect((await desk.run('notify', 'journal')).out).to.match(
      /^1 {2}2026-03-02T09:00:00Z {2}sent {2}test {2}cli:\S+ by email {2}desk@shop\.be {2}250 /,
    );
  });

  it('test says why it did not go, and is not tried again', async () => {
    await mailBy({ manners: { rcpt: () => refusal(550, '5.1.1 nobody here') } });
    const { code, err } = await desk.run('notify', 'test', 'email', 'desk@shop.be');
    expect(code).to.equal(1);
    expect(err).to.match(/^It did not go out: .*550 5\.1\.1 nobody here/);
    expect((await desk.run('notify', 'journal', '--state', 'dead')).out).to.contain('550 5.1.1 nobody here');
    expect((await desk.run('notify', 'journal', '--state', 'due')).out).to.equal('There is no such message.\n');
  });

  for (const [args, sentence] of [
    [['test', 'chat'], 'It did not go out: There is no channel "chat": set notify_channels first.\n'],
    [['test', 'email', 'desk'], 'It did not go out: "desk" is no mail address: correct the recipient.\n'],
    [['resend', '7'], 'There is no message 7 that was done with: see notify journal.\n'],
    [['resend', 'all'], 'Name the message by its number in the journal.\n'],
    [['subscribe', 'desk@shop.be'], 'Nobody at desk@shop.be wished for no more messages: see notify subscribe.\n'],
    [['journal', '--state', 'lost'], '--state is one of due, sent, dead, dropped.\n'],
    [['secret', 'Mail', '/dev/null'], 'The first line of /dev/null is empty: it has to hold the secret.\n'],
    [['secret', 'mail', '/nowhere'], '/nowhere cannot be read (ENOENT): name a file that holds the secret.\n'],
  ] as const) {
    it(`${args.join(' ')} says: ${sentence.trim()}`, async () => {
      const { code, err } = await desk.run('notify', ...args);
      expect([code, err]).to.deep.equal([1, sentence]);
    });
  }

  it('resend has a message of the journal sent again', async () => {
    await mailBy();
    await desk.run('notify', 'test', 'email', 'desk@shop.be');
    expect((await desk.run('notify', 'resend', '1')).out).to.equal('Message 1 goes out again within a minute, while the daemon runs.\n');
    expect((await desk.run('notify', 'journal', '--state', 'due')).out).to.match(/^1 /);
  });

  it('subscribe says who wished for no more messages, lets them come again, and the journal keeps who did', async () => {
    await mailBy();
    expect((await desk.run('notify', 'subscribe')).out).to.equal('Nobody wished for no more messages.\n');
    await desk.run('notify', 'test', 'email', 'desk@shop.be');
    await unsubscribe('default', desk.db, 1, NINE);
    expect((await desk.run('notify', 'subscribe')).out).to.equal('2026-03-02T09:00:00Z  desk@shop.be  test\n');
    const { code, out, err } = await desk.run('notify', 'subscribe', 'Desk@shop.be');
    expect([code, out, err]).to.deep.equal([0, 'Messages go to Desk@shop.be again.\n', '']);
    expect(await readUnsubscribed('default', desk.db)).to.deep.equal([]);
    const [{ lines }] = JSON.parse((await desk.run('notify', 'journal', '--json')).out);
    const last = lines[lines.length - 1];
    expect(last.result).to.equal('subscribed');
    expect(last.userId).to.match(/^cli:/);
  });

  it('secret keeps a secret where nobody else can read it, and prints it nowhere', async () => {
    const given = path.join(desk.folder, 'given');
    const kept = path.join(desk.folder, 'secrets.json');
    fs.writeFileSync(given, 'correct horse\nbattery\n');
    const { code, out } = await desk.run('notify', 'secret', 'mail', given);
    expect([code, out]).to.deep.equal([0, `The secret mail is kept; remove ${given} now.\n`]);
    expect(JSON.parse(fs.readFileSync(kept, 'utf8'))).to.deep.equal({ mail: 'correct horse' });
    expect(fs.statSync(kept).mode & 0o777).to.equal(0o600);
    await desk.run('notify', 'secret', 'mail');
    expect(JSON.parse(fs.readFileSync(kept, 'utf8'))).to.deep.equal({});
    fs.chmodSync(kept, 0o644);
    expect((await desk.run('notify', 'secret', 'mail', given)).err).to.equal(
      `${kept} can be read by others and holds secrets: chmod 600 ${kept}\n`,
    );
    expect(JSON.stringify(await readSettings('default', desk.db))).to.not.contain('correct');
  });
});
