import { expect } from 'chai';
import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { systemClock } from '../../service/clock';
import { SILENT } from '../../service/log';
import { createEntryStore } from '../../service/store/entry-store';
import { actionsOf } from '../../service/web/actions';
import { pagesOf } from '../../service/web/pages';
import { signedIdentity } from '../../service/web/signed-identity';
import { startWeb, type Web } from '../../service/web/start';
import type { Permission, Scope, SignedIdentity } from '../../shared/identity';
import { useMariadb } from '../support/shared-mariadb';
import { ask } from '../web/http';
import { missOf, type Seeded, seed } from '../web/seeded';
import { header } from '../web/signing';
import { ensurePhps, startPhp } from './support/php';
import { unpackedModule } from './support/unpacked';

const CLIENT = 'default';
const SECRET = 'the secret of the table, long enough to be one';
const EVERYTHING: readonly Permission[] = ['view', 'work', 'reopen', 'numbers', 'export', 'settings', 'admin'];
const SUPERVISOR: readonly Permission[] = ['view', 'work', 'reopen', 'numbers', 'export'];
const OWN: Scope = { dids: [], queues: [], ringGroups: [], extensions: ['101'] };

/** A kind of user: how the PBX knows him, and what the daemon is to be told of him; null for nobody. */
interface Kind {
  readonly name: string;
  readonly who: object;
  readonly may: readonly Permission[] | null;
  readonly scope: Scope | null;
}

const admin = (sections: readonly string[], low = '', high = '') => ({ kind: 'admin', name: 'maria', sections, low, high });
const user = (settings: Readonly<Record<string, unknown>>, enable: boolean | null = null) => ({
  kind: 'ucp',
  user: { id: 7, username: 'anna', displayname: 'Anna', default_extension: '101' },
  settings,
  enable,
});

const KINDS: readonly Kind[] = [
  { name: 'a full administrator', who: admin(['*']), may: EVERYTHING, scope: null },
  { name: 'a restricted administrator', who: admin(['smartmissedcalls']), may: SUPERVISOR, scope: null },
  {
    name: 'a restricted administrator with a range of extensions',
    who: admin(['smartmissedcalls'], '100', '110'),
    may: SUPERVISOR,
    scope: { ...OWN, extensions: ['101-102'] },
  },
  { name: 'an administrator of other pages', who: admin(['cdr', 'userman']), may: null, scope: null },
  { name: 'nobody', who: { kind: 'nobody' }, may: null, scope: null },
  { name: 'a user who may look', who: user({ may_view: 'yes' }), may: ['view'], scope: OWN },
  { name: 'a user who may work', who: user({ may_view: 'yes', may_work: 'yes' }), may: ['view', 'work'], scope: OWN },
  {
    name: 'a user who may reopen and see all',
    who: user({ may_view: 'yes', may_work: 'yes', may_reopen: 'yes', see_all: 'yes' }),
    may: ['view', 'work', 'reopen'],
    scope: null,
  },
  {
    name: 'a user who may change settings',
    who: user({ may_view: 'yes', may_settings: 'yes', may_admin: 'yes' }),
    may: ['view', 'settings'],
    scope: OWN,
  },
  { name: 'a user of whom nothing is said', who: user({}), may: null, scope: null },
  { name: 'a user whose widget is switched off', who: user({ may_view: 'yes', may_work: 'yes' }, false), may: null, scope: null },
];

describe('Every action of every kind of user', function () {
  this.timeout(120000);
  const mariadb = useMariadb();
  const varLib = fs.mkdtempSync(path.join(os.tmpdir(), 'smc-table-'));
  const state = path.join(varLib, 'smartmissedcalls');
  const socket = path.join(state, 'run', 'web.sock');
  let seeded: Seeded;
  let web: Web;
  let entry: number;

  const parts = () => ({
    db: seeded.db,
    store: createEntryStore(seeded.db),
    clientOf: () => ({ directory: seeded.directory, zone: 'Europe/Brussels' }),
    health: () => ({ version: '1', lastTurnAt: seeded.nowAt, everySeconds: 30 }),
  });
  const clock = { nowAt: () => seeded.nowAt };

  before(async () => {
    fs.mkdirSync(path.join(state, 'run'), { recursive: true } as never);
    fs.writeFileSync(path.join(state, 'secret'), SECRET, { mode: 0o600 });
    for (const name of ['config.json', 'ready']) fs.writeFileSync(path.join(state, name), '{}', { mode: 0o600 });
    seeded = await seed(mariadb(), ['01-direct-answered']);
    await seeded.add(CLIENT, [missOf({ callId: `${seeded.nowAt - 300}.1`, at: seeded.nowAt - 300, extensions: ['101'] })]);
    const [row] = await seeded.db.query('SELECT id FROM smart_missed_calls WHERE client = ?', [CLIENT]);
    entry = Number((row as { id: number }).id);
    const identify = signedIdentity(SECRET, systemClock, (client) => client === CLIENT);
    web = await startWeb({ ...parts(), identify, clock, log: SILENT, socketPath: socket, loopbackPort: null });
  });

  after(async () => {
    await web.stop();
    await seeded.db.close();
    spawnSync('rm', ['-rf', varLib]);
  });

  /** What a browser gets by way of PHP. */
  const through = (kind: Kind, requests: readonly object[]) =>
    Promise.all(
      ensurePhps().map(async (php) => {
        const script = path.join(__dirname, 'through.php');
        const told = JSON.stringify({ varLib, who: kind.who, requests });
        const { out, err } = await startPhp(php, [script], told, { SMC_MODULE: unpackedModule().module });
        expect(err).to.equal('');
        return JSON.parse(out) as { status: number; headers: Record<string, string>; body: string }[];
      }),
    );
  const get = (smc: string, more: object = {}) => ({ method: 'GET', get: { smc, ...more } });
  const post = (smc: string, token: string) => ({
    method: 'POST',
    get: { smc },
    type: 'application/x-www-form-urlencoded',
    accept: 'application/json',
    origin: 'https://pbx',
    body: `token=${token}`,
  });
  const pathOf = (pattern: string) => pattern.replace(':id', String(entry)).replace(':group', 'counting');
  const signed = (kind: Kind, method: string, at: string, own: Partial<SignedIdentity> = {}) => {
    const now = systemClock.nowAt();
    const identity = { client: CLIENT, userId: 'user:7', name: 'Anna', permissions: kind.may || [], scope: kind.scope };
    return header({ ...identity, issuedAt: now, expiresAt: now + 30, ...own }, { method, path: at, secret: SECRET });
  };
  const tokenIn = (html: string) => (/data-token="([0-9a-f]{64})"/.exec(html) || [])[1] || '';
  const isLetIn = (status: number) => status !== 401 && status !== 403;

  for (const kind of KINDS) {
    it(`${kind.name}: pages are ${kind.may === null ? 'refused' : 'shown'} by PHP and by the daemon itself`, async () => {
      const patterns = Object.keys(pagesOf({ ...parts(), meet: () => undefined, assetsVersion: '1' } as never));
      const wanted = await Promise.all(
        patterns.map(async (pattern) => {
          const at = pathOf(pattern);
          const headers = kind.may === null ? {} : { 'X-SMC-Identity': signed(kind, 'GET', at) };
          return (await ask(socket, at, { headers })).status;
        }),
      );
      if (kind.may === null) expect(wanted.filter(isLetIn)).to.deep.equal([]);
      else expect(isLetIn(wanted[0] as number)).to.equal(true);
      for (const answers of await through(
        kind,
        patterns.map((pattern) => get(pathOf(pattern))),
      )) {
        answers.forEach((answer, index) => {
          const status = wanted[index] as number;
          if (kind.may === null) expect([401, 403], patterns[index]).to.include(answer.status);
          else expect(answer.status, patterns[index]).to.equal(status);
        });
      }
    });

    it(`${kind.name}: changes are ${kind.may === null ? 'refused' : 'made as far as allowed'} by PHP and by the daemon itself`, async () => {
      const actions = actionsOf({ ...parts(), meet: () => undefined, assetsVersion: '1' } as never);
      const patterns = Object.keys(actions);
      const firsts = await through(kind, [get('/')]);
      const token = firsts.length === 0 ? '' : tokenIn((firsts[0] as { body: string }[])[0]?.body || '');
      const isAllowed = (pattern: string) => {
        const may = kind.may || [];
        return may.indexOf('view') >= 0 && may.indexOf((actions[pattern] as { needs: Permission }).needs) >= 0;
      };
      for (const answers of await through(
        kind,
        patterns.map((pattern) => post(pathOf(pattern), token)),
      ))
        answers.forEach((answer, index) => {
          const pattern = patterns[index] as string;
          if (!isAllowed(pattern)) expect([401, 403, 404], `${pattern}: ${answer.body}`).to.include(answer.status);
          else
            expect(isLetIn(answer.status) || /only|nur/i.test(answer.body), `${pattern}: ${answer.status} ${answer.body}`).to.equal(true);
        });
      if (kind.may === null) return;
      for (const pattern of patterns.filter((one) => !isAllowed(one))) {
        const at = pathOf(pattern);
        const home = await ask(socket, '/', { headers: { 'X-SMC-Identity': signed(kind, 'GET', '/') } });
        const headers = { 'X-SMC-Identity': signed(kind, 'POST', at), 'Content-Type': 'application/x-www-form-urlencoded' };
        const answer = await ask(socket, at, { method: 'POST', headers, body: `token=${tokenIn(home.text)}` });
        expect([403, 404], pattern).to.include(answer.status);
      }
    });
  }

  it('a forged, expired, foreign or stolen identity opens no page at the socket, and a change is made once', async () => {
    const admins = KINDS[0] as Kind;
    const at = '/findings';
    const status = async (value: string) => (await ask(socket, at, { headers: { 'X-SMC-Identity': value } })).status;
    const now = systemClock.nowAt();
    const good = signed(admins, 'GET', at);
    expect(await status(good)).to.equal(200);
    const own = { client: CLIENT, issuedAt: now, expiresAt: now + 30 };
    for (const [what, value] of [
      ['forged', header(own, { path: at, secret: 'the secret of somebody else, also long' })],
      ['changed', good.replace(/^[\w-]{8}/, 'eyJ4Ijox')],
      ['expired', signed(admins, 'GET', at, { issuedAt: now - 60, expiresAt: now - 30 })],
      ['too long-lived', signed(admins, 'GET', at, { expiresAt: now + 3600 })],
      ['of another client', signed(admins, 'GET', at, { client: 'neighbour' })],
      ['of another page', signed(admins, 'GET', '/')],
      ['of a form', signed(admins, 'POST', at)],
    ] as const)
      expect(await status(value), what).to.equal(401);
    const path = `/entries/${entry}/claim`;
    const home = await ask(socket, '/', { headers: { 'X-SMC-Identity': signed(admins, 'GET', '/') } });
    const headers = { 'X-SMC-Identity': signed(admins, 'POST', path), 'Content-Type': 'application/x-www-form-urlencoded' };
    const change = () => ask(socket, path, { method: 'POST', headers, body: `token=${tokenIn(home.text)}` });
    expect(isLetIn((await change()).status)).to.equal(true);
    expect((await change()).status).to.equal(401);
  });
});
