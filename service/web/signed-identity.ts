import { createHmac, timingSafeEqual } from 'crypto';
import type { IncomingMessage } from 'http';
import type { Identity, Scope, SignedIdentity } from '../../shared/identity';
import type { ClientId, UtcSeconds } from '../../shared/words';
import type { Clock } from '../clock';
import { identityContract } from '../contracts';
import { expandRuns } from './extension-runs';
import type { Identify } from './identity';
import { nonceMemory } from './nonce-memory';

/** The header the PBX's pages hand the identity over in. */
export const IDENTITY_HEADER = 'x-smc-identity';

/** Longer than any header Node 8 takes. */
const LONGEST_HEADER = 16384;
const LONGEST_LIFE_SECONDS = 60;
/** PHP and daemon read the same clock, which may be set back by a second or two between them. */
const CLOCK_STEP_SECONDS = 5;

/** What the signature of a request covers. */
export function signatureOf(secret: string, method: string, pathWithQuery: string, payload: string): string {
  const text = `smc-identity-1\n${method}\n${pathWithQuery}\n${payload}`;
  return base64url(createHmac('sha256', secret).update(text, 'utf8').digest('base64'));
}

/**
 * Finds who asks in the signed header: null for everything that is forged, expired, meant for another request or another client, and for a
 * change that was taken before.
 */
export function signedIdentity(secret: string, clock: Clock, serves: (client: ClientId) => boolean): Identify {
  const memory = nonceMemory();
  return (request) => Promise.resolve(identityIn(request, secret, clock.nowAt(), serves, memory.isNew));
}

function identityIn(
  request: IncomingMessage & { readonly originalUrl?: string },
  secret: string,
  now: UtcSeconds,
  serves: (client: ClientId) => boolean,
  isNew: (nonce: string, until: UtcSeconds, now: UtcSeconds) => boolean,
): Identity | null {
  const header = request.headers[IDENTITY_HEADER];
  if (typeof header !== 'string' || header.length > LONGEST_HEADER) return null;
  const parts = /^([\w-]+)\.([\w-]{43})$/.exec(header);
  if (parts === null) return null;
  const [payload, signature] = [parts[1] as string, parts[2] as string];
  const method = request.method || '';
  const wanted = signatureOf(secret, method, request.originalUrl || request.url || '', payload);
  if (!timingSafeEqual(Buffer.from(wanted), Buffer.from(signature))) return null;
  const signed = signedIn(payload);
  if (signed === null || !isFresh(signed, now) || !serves(signed.client)) return null;
  // Reading again what a page showed does no harm; a change is made once.
  if (method !== 'GET' && method !== 'HEAD' && !isNew(signed.nonce, signed.expiresAt, now)) return null;
  return plain(signed);
}

function signedIn(payload: string): SignedIdentity | null {
  try {
    const json: unknown = JSON.parse(Buffer.from(payload, 'base64').toString('utf8'));
    return identityContract(json).length === 0 ? (json as SignedIdentity) : null;
  } catch (_broken) {
    return null;
  }
}

function isFresh({ issuedAt, expiresAt }: SignedIdentity, now: UtcSeconds): boolean {
  const isShort = expiresAt > issuedAt && expiresAt - issuedAt <= LONGEST_LIFE_SECONDS;
  return isShort && issuedAt <= now + CLOCK_STEP_SECONDS && now < expiresAt;
}

/** The identity alone, and with each extension by its own number. */
function plain({ client, userId, name, permissions, scope, extension, language, zone }: SignedIdentity): Identity {
  return { client, userId, name, permissions, scope: scope === null ? null : expanded(scope), extension, language, zone };
}

function expanded(scope: Scope): Scope {
  return { ...scope, extensions: expandRuns(scope.extensions) };
}

function base64url(base64: string): string {
  return base64.replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}
