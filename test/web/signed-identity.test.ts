import { expect } from 'chai';
import type { IncomingMessage } from 'http';
import { expandRuns } from '../../service/web/extension-runs';
import { nonceMemory } from '../../service/web/nonce-memory';
import { signedIdentity } from '../../service/web/signed-identity';
import type { Identity, SignedIdentity } from '../../shared/identity';
import { person } from '../support/people';
import { header, SECRET } from './signing';

const NOW = 1_795_000_000;
const GOOD = { client: 'main', issuedAt: NOW, expiresAt: NOW + 30 };

describe('A signed identity', () => {
  let now = NOW;
  const clock = { nowAt: () => now };
  let identify = signedIdentity(SECRET, clock, (client) => client === 'main');

  beforeEach(() => {
    now = NOW;
    identify = signedIdentity(SECRET, clock, (client) => client === 'main');
  });

  const ask = (value: unknown, method = 'GET', url = '/'): Promise<Identity | null> =>
    identify({ method, url, headers: value === undefined ? {} : { 'x-smc-identity': value } } as unknown as IncomingMessage);
  const signed = (said: Partial<SignedIdentity> = {}, method = 'GET', path = '/') => header({ ...GOOD, ...said }, { method, path });

  it('is the user the PBX logged in, and nothing of the envelope', async () => {
    expect(await ask(signed())).to.deep.equal(person({ client: 'main' }));
  });

  it('names each extension of a run', async () => {
    const scope = { dids: ['3225550101'], queues: ['400'], ringGroups: [], extensions: ['101-103', '120', '007-009'] };
    const identity = (await ask(signed({ scope }))) as Identity;
    expect(identity.scope).to.deep.equal({ ...scope, extensions: ['101', '102', '103', '120', '007', '008', '009'] });
  });

  it('reads names as they are written', async () => {
    expect(((await ask(signed({ name: 'Ștefan Müller “Ops”' }))) as Identity).name).to.equal('Ștefan Müller “Ops”');
  });

  it('may be shown again where nothing changes, and is taken once where something does', async () => {
    const read = signed();
    expect(await ask(read)).not.to.equal(null);
    expect(await ask(read)).not.to.equal(null);
    const change = signed({}, 'POST', '/entries/1/claim');
    expect(await ask(change, 'POST', '/entries/1/claim')).not.to.equal(null);
    expect(await ask(change, 'POST', '/entries/1/claim')).to.equal(null);
  });

  const refused: readonly [string, () => Promise<Identity | null>][] = [
    ['without a header', () => ask(undefined)],
    ['that is empty', () => ask('')],
    ['that is no header of ours', () => ask('Basic dXNlcjpwYXNz')],
    ['with two headers', () => ask([signed(), signed()])],
    ['signed with another secret', () => ask(header(GOOD, { path: '/', secret: 'the secret of another installation' }))],
    ['whose payload was changed', () => ask(`${signed({ userId: 'eve' }).split('.')[0]}.${signed().split('.')[1]}`)],
    ['whose signature was cut', () => ask(signed().slice(0, -1))],
    ['meant for another path', () => ask(signed({}, 'GET', '/'), 'GET', '/settings')],
    ['meant for another query', () => ask(signed({}, 'GET', '/?page=1'), 'GET', '/?page=2')],
    ['meant for another method', () => ask(signed({}, 'GET', '/entries/1/claim'), 'POST', '/entries/1/claim')],
    ['of another client', () => ask(signed({ client: 'other' }))],
    ['that has expired', () => ask(signed({ issuedAt: NOW - 31, expiresAt: NOW }))],
    ['that lives longer than a minute', () => ask(signed({ expiresAt: NOW + 61 }))],
    ['that ends before it begins', () => ask(signed({ issuedAt: NOW + 4, expiresAt: NOW + 2 }))],
    ['from the future', () => ask(signed({ issuedAt: NOW + 6, expiresAt: NOW + 36 }))],
    ['of another version', () => ask(signed({ version: 2 as never }))],
    ['with a permission we do not know', () => ask(signed({ permissions: ['view', 'root' as never] }))],
    ['with more than we know', () => ask(header({ ...GOOD, isAdmin: true } as never, { path: '/' }))],
    ['without a name', () => ask(signed({ name: '' }))],
    ['with a nonce that is none', () => ask(signed({ nonce: 'abc' }))],
    ['that is no JSON', () => ask(header(GOOD, { path: '/' }).replace(/^[\w-]+/, 'bm8'))],
  ];
  for (const [what, request] of refused) {
    it(`${what} is refused`, async () => {
      expect(await request()).to.equal(null);
    });
  }

  it('ends with its last second', async () => {
    const read = signed();
    now = NOW + 29;
    expect(await ask(read)).not.to.equal(null);
    now = NOW + 30;
    expect(await ask(read)).to.equal(null);
  });
});

describe('The memory of what was taken', () => {
  it('refuses rather than forgets while it is full, and has room again once the old have expired', () => {
    const memory = nonceMemory(2);
    expect(['a', 'b', 'c'].map((nonce) => memory.isNew(nonce, 10, 0))).to.deep.equal([true, true, false]);
    expect(memory.isNew('a', 10, 5)).to.equal(false);
    expect(memory.isNew('c', 20, 10)).to.equal(true);
  });
});

describe('A run of extensions', () => {
  it('is left alone where it is none', () => {
    expect(expandRuns(['105-101', '1-100', 'front-desk', '101'])).to.deep.equal(['105-101', '1-100', 'front-desk', '101']);
  });

  it('never grows beyond all bounds', () => {
    expect(expandRuns(['100000000-999999999'])).to.have.lengthOf(20000);
  });
});
