import { createHmac, timingSafeEqual } from 'crypto';
import type { Identity } from '../../shared/identity';

/** Makes and checks the token every form of ours carries, so that another site's page cannot send one in the user's name. */
export interface FormTokens {
  of(identity: Identity): string;
  fits(identity: Identity, token: string): boolean;
}

/** Tokens by a secret of this process or of the installation; each user of each client has one of his own. */
export function formTokens(secret: Buffer): FormTokens {
  const of = ({ client, userId }: Identity): string =>
    createHmac('sha256', secret)
      .update(`smc-form-1\n${JSON.stringify([client, userId])}`)
      .digest('hex');
  return {
    of,
    fits: (identity, token) => {
      const wanted = Buffer.from(of(identity));
      const given = Buffer.from(token);
      return given.length === wanted.length && timingSafeEqual(given, wanted);
    },
  };
}
