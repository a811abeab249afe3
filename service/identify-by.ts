import type { Clock } from './clock';
import { type Config, readSecret } from './config';
import type { Identify } from './web/identity';
import { signedIdentity } from './web/signed-identity';

/** Who asks, by the secret the daemon shares with the PBX's pages; without one nobody can be known. Throws PlainError when it cannot be read. */
export function identifyBy({ client, identity_secret: file }: Config, clock: Clock): Identify {
  if (file === null) return () => Promise.resolve(null);
  return signedIdentity(readSecret(file), clock, (one) => one === client);
}
