import { expect } from 'chai';
import { mkdtempSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { SILENT } from '../../service/log';
import { unsubscribeLink, unsubscribeProof } from '../../service/notify/links';
import { createEntryStore } from '../../service/store/entry-store';
import { readUnsubscribed, subscribeAgain } from '../../service/store/unsubscribed';
import { startWeb, type Web } from '../../service/web/start';
import { call, MINUTE, NINE } from '../entries/story';
import { ask } from '../web/http';
import { DIRECTORY } from './directory';
import { type Office, officeOn, useOfficeDatabase } from './office';

describe('No more messages', () => {
  const database = useOfficeDatabase();
  let office: Office;
  let web: Web;
  let door: string;
  const proofOf = (client: string, id: number): string => unsubscribeProof('key', client, id);

  beforeEach(async () => {
    const db = database();
    office = officeOn(db);
    door = join(mkdtempSync(join(tmpdir(), 'smc-web-')), 'smc.sock');
    web = await startWeb({
      ...{
        db,
        store: createEntryStore(db),
        clientOf: () => ({ directory: DIRECTORY, zone: 'UTC' }),
        clock: { nowAt: () => NINE },
        log: SILENT,
      },
      ...{ identify: () => Promise.resolve(null), health: () => ({ version: '1', lastTurnAt: NINE, everySeconds: 30 }), socketPath: door },
      ...{ loopbackPort: null, proofOf, views: join(__dirname, '../../views') },
    });
    await office.set({ notify_frequency: 'realtime', recipients: ['desk@shop.be', 'boss@shop.be'] }, NINE);
    await office.calls(NINE + MINUTE, call('missed', 'a', NINE));
    await office.plan(NINE + MINUTE);
    await office.send(NINE + MINUTE);
  });
  afterEach(() => web.stop());

  const link = (proof = proofOf('default', 1)): string => `/unsubscribe?c=default&m=1&s=${proof}`;
  const toldOfAnother = async (): Promise<readonly string[]> => {
    await office.calls(NINE + 3 * MINUTE, call('missed', 'b', NINE + 2 * MINUTE, { callerKey: '+32470555555' }));
    await office.plan(NINE + 3 * MINUTE);
    return office.send(NINE + 3 * MINUTE);
  };

  it('can be asked for by a link that nobody need be logged in for; looking at it changes nothing', async () => {
    const page = await ask(door, link(), { headers: { 'Accept-Language': 'en' } });
    expect(page.status).to.equal(200);
    expect(page.text).to.contain('Shall no more messages about missed calls go to desk@shop.be?').and.contain('<form method="post"');
    expect(await readUnsubscribed('default', office.db)).to.deep.equal([]);
    expect(await toldOfAnother()).to.have.length(2);
  });

  it('are asked about at the open door of a PBX, whose form leads to that door again', async () => {
    const page = await ask(door, link(), { headers: { 'X-SMC-Frame': 'open', 'Accept-Language': 'de' } });
    expect(page.status).to.equal(200);
    expect(page.text)
      .to.match(/^<!doctype html>/i)
      .and.contain('href="assets/smartmissedcalls/pages/base.css');
    expect(page.text).to.contain(
      `action="ajax.php?module=smartmissedcalls&amp;command=unsubscribe&amp;c=default&amp;m=1&amp;s=${proofOf('default', 1)}"`,
    );
  });

  for (const [base, address] of [
    [
      'https://pbx.shop.be/admin/config.php?display=smartmissedcalls&smc={path}',
      'https://pbx.shop.be/admin/ajax.php?module=smartmissedcalls&command=unsubscribe&c=a%26b',
    ],
    [
      'https://pbx.shop.be/admin/config.php?type=tool&display=smartmissedcalls',
      'https://pbx.shop.be/admin/ajax.php?module=smartmissedcalls&command=unsubscribe&c=a%26b',
    ],
    [
      'https://pbx.shop.be/admin/config.php?display=smartmissedcallsx',
      'https://pbx.shop.be/admin/config.php?display=smartmissedcallsx/unsubscribe&c=a%26b',
    ],
    ['https://calls.shop.be/', 'https://calls.shop.be/unsubscribe?c=a%26b'],
    ['', null],
    [null, null],
  ] as const) {
    it(`have their link beside the pages at ${base}`, () => {
      expect(unsubscribeLink(base, { c: 'a&b' })).to.equal(address);
    });
  }

  it('go to whoever pressed the button, or whose mail program did; others are told as before', async () => {
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
    const answer = await ask(door, link(), { method: 'POST', headers, body: 'List-Unsubscribe=One-Click' });
    expect(answer.status).to.equal(200);
    expect(answer.text).to.contain('No more messages go to desk@shop.be.');
    expect((await ask(door, link(), { method: 'POST' })).status, 'twice is once').to.equal(200);
    expect(await toldOfAnother()).to.deep.equal(['missed boss@shop.be 2']);
    const lines = (await office.journal()).filter(({ id }) => id === 1)[0]?.lines;
    expect(lines?.map(({ result }) => result)).to.deep.equal(['sent', 'unsubscribed']);
  });

  it('stay away until an administrator lets them come again', async () => {
    await ask(door, link(), { method: 'POST' });
    const again = () => subscribeAgain('default', office.db, 'desk@shop.be', 'eve', NINE + 2 * MINUTE);
    expect(await again()).to.equal(true);
    expect(await again(), 'twice is once').to.equal(false);
    expect(await toldOfAnother()).to.have.length(2);
    const lines = (await office.journal()).filter(({ id }) => id === 1)[0]?.lines;
    expect(lines?.map(({ result, userId }) => [result, userId])).to.deep.equal([
      ['sent', null],
      ['unsubscribed', null],
      ['subscribed', 'eve'],
    ]);
  });

  for (const [what, path] of [
    ['another proof', link('A'.repeat(43))],
    ['no proof', link('')],
    ['the proof of another message', link(proofOf('default', 2))],
    ['the proof of another client', link(proofOf('other', 1))],
    ['a message that is not kept any more', `/unsubscribe?c=default&m=99&s=${proofOf('default', 99)}`],
    ['a client that is not here', `/unsubscribe?c=other&m=1&s=${proofOf('other', 1)}`],
    ['nothing', '/unsubscribe'],
  ] as const) {
    it(`is refused with ${what}`, async () => {
      const answer = await ask(door, path, { method: 'POST' });
      expect(answer.status).to.equal(404);
      expect(await readUnsubscribed('default', office.db)).to.deep.equal([]);
    });
  }
});
