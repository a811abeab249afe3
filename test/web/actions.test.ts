import { expect } from 'chai';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { SILENT } from '../../service/log';
import { createEntryStore } from '../../service/store/entry-store';
import { readEntry } from '../../service/store/list';
import { startWeb, type Web } from '../../service/web/start';
import type { Identity } from '../../shared/identity';
import { person } from '../support/people';
import { useMariadb } from '../support/shared-mariadb';
import { ask, send } from './http';
import { CLIENT, missOf, type Seeded, seed } from './seeded';

describe('changes, over a unix socket', () => {
  const mariadb = useMariadb();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'smc-act-'));
  const socket = path.join(folder, 'web.sock');
  const maria = person({ client: CLIENT, userId: 'maria', name: 'Maria' });
  let who: Identity | null = maria;
  let seeded: Seeded;
  let web: Web;
  let token = '';

  before(async () => {
    seeded = await seed(mariadb(), ['01-direct-answered']);
    const { db, directory, nowAt } = seeded;
    await seeded.add(CLIENT, [missOf({ callId: `${nowAt - 300}.1`, at: nowAt - 300 })]);
    await seeded.add('other', [missOf({ callId: `${nowAt - 200}.1`, at: nowAt - 200 })]);
    web = await startWeb({
      db,
      store: createEntryStore(db),
      clientOf: () => ({ directory, zone: 'Europe/Brussels' }),
      health: () => ({ version: '1', lastTurnAt: nowAt - 2, everySeconds: 30 }),
      identify: () => Promise.resolve(who),
      clock: { nowAt: () => nowAt },
      log: SILENT,
      socketPath: socket,
      loopbackPort: null,
    });
    const form = /data-token="([0-9a-f]{64})"/.exec((await ask(socket, '/entries/1')).text);
    token = form ? (form[1] as string) : '';
  });

  beforeEach(() => {
    who = maria;
  });

  after(async () => {
    await web.stop();
    await seeded.db.close();
    fs.rmdirSync(folder);
  });

  const claimedBy = async (id: number, client = CLIENT) => (await readEntry(client, seeded.db, id))?.claimedBy;

  it('are made for a form that carries the token of its user, and lead back to a page', async () => {
    const answer = await send(socket, '/entries/1/claim', { token });
    expect(answer.status).to.equal(303);
    expect(answer.headers.location).to.equal('/entries/1');
    expect(await claimedBy(1)).to.equal('maria');
  });

  it('lead back to where the form says, but never to a foreign address', async () => {
    const back = async (to: string) => (await send(socket, '/entries/1/claim', { token, back: to })).headers.location;
    expect(await back('/?view=cleared')).to.equal('/?view=cleared');
    for (const foreign of ['//evil.example/', 'https://evil.example/', '/\\evil.example', 'javascript:alert(1)']) {
      expect(await back(foreign), foreign).to.equal('/entries/1');
    }
  });

  it('answer a script in place', async () => {
    const answer = await send(socket, '/entries/1/claim', { token }, true);
    expect([answer.status, JSON.parse(answer.text).text]).to.deep.equal([200, 'Yours. It is freed again if nobody calls back.']);
  });

  it('are refused without the token, or with that of somebody else', async () => {
    for (const wrong of ['', '0'.repeat(64), token.slice(1)])
      expect((await send(socket, '/entries/1/claim', { token: wrong })).status).to.equal(403);
    who = { ...maria, userId: 'david' };
    expect((await send(socket, '/entries/1/claim', { token })).status).to.equal(403);
    who = { ...maria, client: 'other' };
    expect((await send(socket, '/entries/1/claim', { token })).status).to.equal(403);
    who = null;
    expect((await send(socket, '/entries/1/claim', { token })).status).to.equal(401);
  });

  it('are refused to who may only look', async () => {
    who = { ...maria, permissions: ['view'] };
    expect((await send(socket, '/entries/1/claim', { token })).status).to.equal(403);
    who = { ...maria, permissions: ['work'] };
    expect((await send(socket, '/entries/1/claim', { token })).status).to.equal(403);
  });

  it('never touch an entry of another client, and say no more than that there is none', async () => {
    const theirs = Number((await seeded.db.query("SELECT id FROM smart_missed_calls WHERE client = 'other'", []))[0]?.id);
    const ours = await claimedBy(theirs);
    const answer = await send(socket, '/entries/99999/claim', { token });
    expect(answer.status).to.equal(404);
    await send(socket, `/entries/${theirs}/claim`, { token });
    expect(await claimedBy(theirs, 'other')).to.equal(null);
    expect(ours === undefined || ours === 'maria').to.equal(true);
  });

  it('say when somebody else was quicker', async () => {
    const { db, nowAt } = seeded;
    await seeded.add(CLIENT, [missOf({ callId: `${nowAt - 100}.1`, at: nowAt - 100, callerKey: '+32470888888' })]);
    const [row] = await db.query("SELECT id FROM smart_missed_calls WHERE client = ? AND caller_key = '+32470888888'", [CLIENT]);
    const id = Number(row?.id);
    const time = { now: nowAt, zone: 'UTC' };
    const by = { userId: 'david', admin: false };
    await createEntryStore(db).inTurn(CLIENT, time, (turn) => turn.ask({ type: 'claim', entryId: id, by }));
    const answer = await send(socket, `/entries/${id}/claim`, { token }, true);
    expect(answer.status).to.equal(409);
    expect(JSON.parse(answer.text).text).to.match(/somebody else|taken|claimed/i);
    expect(await claimedBy(id)).to.equal('david');
  });

  it('are refused when too long, with a sentence', async () => {
    expect((await send(socket, '/entries/1/claim', { token, note: 'x'.repeat(600000) })).status).to.equal(413);
  });
});
