import type { IncomingMessage } from 'http';
import type { ClientId } from '../../shared/words';

/** What a user may do. `view` is the list; everything else comes on top. */
export type Permission = 'view' | 'resolve' | 'export' | 'settings' | 'admin';

/** Who asks, for which client. Every route gets one; nothing is read before it is known. */
export interface Identity {
  readonly client: ClientId;
  readonly userId: string;
  readonly name: string;
  readonly permissions: readonly Permission[];
}

/** Finds who asks; null when the request does not prove it. */
export type Identify = (request: IncomingMessage) => Promise<Identity | null>;

/** Whether the user may do it. */
export function may(identity: Identity, permission: Permission): boolean {
  return identity.permissions.indexOf(permission) >= 0;
}

/** The same person for every request: for the demo, on this machine's own loopback only. */
export function alwaysIdentity(identity: Identity): Identify {
  return () => Promise.resolve(identity);
}
