import { createHmac, randomBytes } from 'crypto';
import type { SignedIdentity } from '../../shared/identity';
import { person } from '../support/people';

export const SECRET = 'a secret of the tests, long enough';

/** What a request carries, told apart from the code under test: written as the contract in shared/identity.ts says it. */
export function header(
  said: Partial<SignedIdentity>,
  request: { readonly method?: string; readonly path: string; readonly secret?: string },
): string {
  const signed = { ...person(), version: 1, nonce: randomBytes(16).toString('hex'), ...said };
  const payload = base64url(Buffer.from(JSON.stringify(signed)).toString('base64'));
  const text = `smc-identity-1\n${request.method || 'GET'}\n${request.path}\n${payload}`;
  const hmac = createHmac('sha256', request.secret || SECRET);
  return `${payload}.${base64url(hmac.update(text).digest('base64'))}`;
}

function base64url(text: string): string {
  return text.replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '');
}
