import { expect } from 'chai';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { SILENT } from '../../service/log';
import { createEntryStore } from '../../service/store/entry-store';
import { startWeb, type Web } from '../../service/web/start';
import { clock } from '../../service/web/time-text';
import { type Identity, may } from '../../shared/identity';
import { person } from '../support/people';
import { useMariadb } from '../support/shared-mariadb';
import { ask } from './http';
import { CLIENT, missOf, type Seeded, seed } from './seeded';

const HOSTILE = [
  '<script>alert(1)</script>',
  `'"; DROP TABLE smart_missed_calls; --`,
  '\u202Egnirts\u0000 evil',
  'x'.repeat(5000),
  '=cmd|A1',
];

describe('the pages, over a unix socket', () => {
  const mariadb = useMariadb();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'smc-web-'));
  const socket = path.join(folder, 'web.sock');
  const everything: Identity = person({ client: CLIENT });
  let who: Identity | null = everything;
  let lastTurnAt: number | null = null;
  let seeded: Seeded;
  let web: Web;

  const get = (at: string) => ask(socket, at);
  const idOf = async (name: string) => {
    const found = new RegExp(`href="/entries/(\\d+)"><bdi>${name}<`).exec((await get('/')).text + (await get('/?view=cleared')).text);
    return found === null ? '' : (found[1] as string);
  };

  before(async function () {
    this.timeout(60000);
    seeded = await seed(mariadb(), [
      '15-queue-abandon',
      '49-redial-6-then-answered',
      '42-callback-same-format',
      '47-callback-unanswered',
      '51-anonymous-missed',
    ]);
    const { nowAt, directory, db } = seeded;
    await seeded.add(
      CLIENT,
      HOSTILE.map((callerName, index) =>
        missOf({
          callId: `${nowAt - 300 + index}.1`,
          at: nowAt - 300 + index,
          callerName,
          callerKey: `+3247099000${index}`,
          callerNumber: `047099000${index}`,
        }),
      ),
    );
    await seeded.add('other', [missOf({ callId: `${nowAt - 200}.1`, at: nowAt - 200, callerName: 'Of Another Client' })]);
    lastTurnAt = nowAt - 2;
    web = await startWeb({
      db,
      store: createEntryStore(db),
      clientOf: () => ({ directory, zone: 'Europe/Brussels' }),
      health: () => ({ version: '9.9.9', lastTurnAt, everySeconds: 30 }),
      identify: () => Promise.resolve(who),
      clock: { nowAt: () => nowAt },
      log: SILENT,
      socketPath: socket,
      loopbackPort: null,
    });
  });

  after(async () => {
    await web.stop();
    await seeded.db.close();
    fs.rmdirSync(folder);
  });

  beforeEach(() => {
    who = everything;
    lastTurnAt = seeded.nowAt - 2;
  });

  it('list the callers nobody has served: who, how often, where and why', async () => {
    const { status, text } = await get('/');
    expect(status).to.equal(200);
    expect(text).to.contain('<bdi>Rupert</bdi>').and.contain('0470 10 16 65').and.contain('Sales ringall');
    expect(text)
      .to.contain('hung up while waiting in the queue')
      .and.match(/(?:Anna|Boris|Clara) Test called back [\w ]+ ago, no answer/);
    expect(text).to.contain('withheld number').and.not.contain('Xavier</bdi></a></div>');
  });

  it('list who was served later, and by whom', async () => {
    const { text } = await get('/?view=cleared');
    expect(text).to.contain('×6').and.contain('called again and got through to Clara Test (103)');
    expect(text).to.contain('called back by').and.not.contain('Rupert');
  });

  it('show why a caller is on the list: proof, sources, every step, and what was done', async () => {
    const { status, text } = await get(`/entries/${await idOf('Rupert')}`);
    expect(status).to.equal(200);
    expect(text).to.contain('The caller hung up in queue 400 after 9 s.').and.contain('Certain: the records say so.');
    expect(text).to.contain('call detail records (CDR), channel events (CEL), queue log');
    expect(text).to.contain('0470101665 called 3225550104').and.contain('came on the list');
    expect(text)
      .to.match(/<rect class="smc-bar smc-bar-rang"[^>]*width="\d/)
      .and.contain('role="img" aria-label="Picture of the call: ');
  });

  it('show six calls and the one that got through, newest first', async () => {
    const { text } = await get(`/entries/${await idOf('Xavier')}`);
    expect(text.match(/class="smc-call-card smc-call-missed"/g)).to.have.length(6);
    expect(text.indexOf('smc-call-served')).to.be.greaterThan(0).and.below(text.indexOf('smc-call-missed'));
    expect(text).to.contain('smc-bar-talked');
  });

  it('show hostile names as text and nothing else', async () => {
    const list = (await get('/')).text;
    const pages = [list];
    for (const id of list.match(/\/entries\/\d+/g) || []) pages.push((await get(id)).text);
    for (const text of pages) {
      expect(text).to.not.contain('<script>alert').and.not.contain('\u0000');
      expect(text.match(/<script/g)).to.have.length(1);
    }
    expect(list).to.contain('<bdi>&lt;script&gt;alert(1)&lt;/script&gt;</bdi>');
    expect(list).to.contain('<bdi>&#39;&#34;; DROP TABLE smart_missed_calls; --</bdi>').and.contain('<bdi>\u202Egnirts');
    expect(list).to.contain(`<bdi>${'x'.repeat(119)}…</bdi>`);
  });

  it('find a caller by a part of the name, or by the number in any writing', async () => {
    for (const q of ['rupe', '0470 10 16 65', '+32470101665', '0470/10.16']) {
      const { text } = await get(`/?q=${encodeURIComponent(q)}`);
      expect(text, q).to.contain('1 found').and.contain('Rupert');
    }
    const nobody = (await get('/?q=%25')).text;
    expect(nobody).to.contain('No caller matches “%”.').and.contain('Show all');
  });

  it('take any address, however odd, for the nearest that makes sense', async () => {
    for (const odd of ['/?view=nonsense&sort=sideways&page=-3', '/?page=0&page=2', '/?q[a]=1&q[b]=2', '/?page=99999999999']) {
      expect((await get(odd)).status, odd).to.equal(200);
    }
    expect((await get('/?page=70&after=zzzzzzz.1')).text).to.contain('There is no such page of the list.');
  });

  it('send only the parts that change to the script', async () => {
    const { text } = await get('/?part=live');
    expect(text).to.contain('id="smc-head"').and.contain('id="smc-list"').and.not.contain('<html').and.not.contain('smc-tools');
  });

  it('keep one client’s callers from another', async () => {
    expect((await get('/')).text).to.not.contain('Of Another Client');
    who = { ...everything, client: 'other' };
    expect((await get('/')).text)
      .to.contain('Of Another Client')
      .and.not.contain('Rupert');
    expect((await get('/entries/4')).status).to.equal(404);
  });

  it('say nothing to somebody unknown, and no more than allowed to somebody known', async () => {
    who = null;
    expect(await get('/')).to.include({ status: 401 });
    who = { ...everything, permissions: [] };
    expect(may(who, 'view')).to.equal(false);
    const refused = await get('/entries/1');
    expect(refused.status).to.equal(403);
    expect(refused.text).to.contain('Ask an administrator').and.not.contain('Rupert');
  });

  it('speak the language and the time of who reads them', async () => {
    who = { ...everything, language: 'de-AT', zone: 'Asia/Tokyo' };
    const { text } = await get('/');
    expect(text).to.contain('<html lang="de">');
    expect(text)
      .to.contain(clock('Asia/Tokyo', seeded.nowAt - 300))
      .and.not.contain(clock('Europe/Brussels', seeded.nowAt - 300));
    expect((await get('/nothing')).text).to.contain('<html lang="en">');
    expect((await ask(socket, '/nothing', { headers: { 'Accept-Language': 'it, fr;q=0.8, en;q=0.5' } })).text).to.contain(
      '<html lang="fr">',
    );
    who = { ...everything, permissions: [], language: 'ro' };
    expect((await get('/')).text).to.contain('<html lang="ro">');
  });

  it('answer what they do not have with a page that leads back', async () => {
    for (const nothing of [
      '/nothing',
      '/entries/999',
      '/entries/0',
      '/entries/1e3',
      '/entries/%00',
      '/assets/../../package.json',
      '/assets/none.css',
    ]) {
      const { status, text } = await get(nothing);
      expect(status, nothing).to.equal(404);
      expect(text).to.contain('Back to the list');
    }
    expect((await get('/entries/%ff')).status).to.equal(400);
  });

  it('change nothing: HEAD is GET without a body, everything else is refused', async () => {
    const head = await ask(socket, '/', { method: 'HEAD' });
    expect(head).to.include({ status: 200, text: '' });
    for (const at of ['/', '/entries/1', '/health', '/assets/base.css']) {
      const refused = await ask(socket, at, { method: 'POST' });
      expect(refused.status, at).to.equal(405);
      expect(refused.headers.allow).to.equal('GET, HEAD');
    }
  });

  it('let the browser run and load nothing but their own files', async () => {
    for (const at of ['/', '/entries/1', '/nothing', '/assets/base.css']) {
      const { headers } = await get(at);
      expect(headers['content-security-policy']).to.contain("default-src 'none'").and.not.contain('unsafe').and.not.contain('*');
      expect(headers).to.include({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
      expect(headers).to.not.have.property('x-powered-by');
    }
    expect((await get('/')).headers['cache-control']).to.equal('no-store');
  });

  it('let the browser keep what carries its version', async () => {
    const [, style] = /href="(\/assets\/list\.css\?v=\w+)"/.exec((await get('/')).text) || [];
    expect((await get(style as string)).headers['cache-control']).to.contain('immutable');
    expect((await get('/assets/list.css?v=old')).headers['cache-control']).to.equal('no-cache');
  });

  it('tell how the daemon is doing, and warn when the list may be out of date', async () => {
    const well = await get('/health');
    expect(JSON.parse(well.text)).to.deep.include({ status: 'ok', version: '9.9.9', lag_seconds: 2, scan_every_seconds: 30 });
    lastTurnAt = seeded.nowAt - 720;
    expect((await get('/health')).status).to.equal(503);
    expect((await get('/')).text)
      .to.contain('This list may be out of date')
      .and.contain('12 min ago')
      .and.contain('not live');
    lastTurnAt = null;
    expect((await get('/')).text).to.contain('have not been read yet');
    expect(JSON.parse((await get('/health')).text).status).to.equal('starting');
  });
});
