import type { ClientId, UtcSeconds } from './words';

/**
 * What a user may do. `view` is the list; everything else comes on top of it: `work` claims, calls, notes, snoozes and resolves;
 * `reopen` opens what was cleared; `export` takes the list away as a file; `settings` reads and changes them; `numbers` shows callers'
 * numbers in full; `admin` sees raw rows, the journal and health's details, forgets people, and acts on what others claimed.
 */
export type Permission = 'view' | 'work' | 'reopen' | 'export' | 'settings' | 'numbers' | 'admin';

export const PERMISSIONS: readonly Permission[] = ['view', 'work', 'reopen', 'export', 'settings', 'numbers', 'admin'];

/** The part of the list a user may see: an entry whose DID, queue, ring group or extension is named in any of them. */
export interface Scope {
  readonly dids: readonly string[];
  readonly queues: readonly string[];
  readonly ringGroups: readonly string[];
  readonly extensions: readonly string[];
}

/** Who asks, for which client. Every route gets one; nothing is read before it is known. */
export interface Identity {
  readonly client: ClientId;
  /** Stable name of the account, as `admin:maria` or `user:12`; what the audit keeps. */
  readonly userId: string;
  /** The name colleagues know. */
  readonly name: string;
  readonly permissions: readonly Permission[];
  /** Null: the whole list. */
  readonly scope: Scope | null;
  /** Own extension, for calling back; null when the user has none. */
  readonly extension: string | null;
  /** Language as `de` or `ro`; null: English. */
  readonly language: string | null;
  /** IANA zone of the reader; null: the client's. */
  readonly zone: string | null;
}

/**
 * An identity as the PBX's own pages hand it over, in the header `X-SMC-Identity: PAYLOAD.SIGNATURE`. PAYLOAD is this object as base64url of
 * its JSON; SIGNATURE is base64url of HMAC-SHA256(secret, "smc-identity-1\n" + METHOD + "\n" + PATH WITH QUERY + "\n" + PAYLOAD).
 */
export interface SignedIdentity extends Identity {
  readonly version: 1;
  /** Random, 16 bytes or more as hex: a request that changes something is taken once. */
  readonly nonce: string;
  readonly issuedAt: UtcSeconds;
  /** At most 60 seconds after it was issued. */
  readonly expiresAt: UtcSeconds;
}

/** Whether the user may do it. */
export function may(identity: Identity, permission: Permission): boolean {
  return identity.permissions.indexOf(permission) >= 0;
}
