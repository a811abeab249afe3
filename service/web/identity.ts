import type { IncomingMessage } from 'http';
import type { Identity } from '../../shared/identity';

/** Finds who asks; null when the request does not prove it. */
export type Identify = (request: IncomingMessage) => Promise<Identity | null>;

/** The same person for every request: for the demo, on this machine's own loopback only. */
export function alwaysIdentity(identity: Identity): Identify {
  return () => Promise.resolve(identity);
}
