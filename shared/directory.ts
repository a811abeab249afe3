import type { Place } from './words';

/** Who is who on the PBX: a snapshot of names, written by the PBX's side, never with a secret in it. Every list may be empty. */
export interface Directory {
  /** ISO 3166 country the client's national numbers belong to, e.g. `BE`. */
  readonly country: string | null;
  /** IANA zone of the PBX, e.g. `Europe/Brussels`. */
  readonly timeZone: string | null;
  /** What a person dials before a country code, e.g. `00` or `011`. */
  readonly internationalPrefix: string | null;
  /** What a person dials before a national number, e.g. `0`. */
  readonly nationalPrefix: string | null;
  /** Digits dialled to get an outside line, e.g. `9`. */
  readonly outboundPrefixes: readonly string[];
  readonly extensions: readonly DirectoryExtension[];
  readonly ringGroups: readonly DirectoryGroup[];
  readonly queues: readonly DirectoryGroup[];
  readonly ivrs: readonly { readonly id: string; readonly name: string }[];
  readonly trunks: readonly DirectoryTrunk[];
  readonly dids: readonly DirectoryDid[];
  /** Groups of the PBX's user management; absent where it has none. */
  readonly userGroups?: readonly DirectoryUserGroup[];
  readonly timeConditions?: readonly { readonly id: string; readonly name: string }[];
  /** People who have an account of their own on the PBX; absent where it has none. */
  readonly users?: readonly DirectoryUser[];
  /** Public contacts: whom a number belongs to. */
  readonly contacts?: readonly DirectoryContact[];
  /** The address mails of the PBX come from; absent where it is not known. */
  readonly mailFrom?: string;
}

export interface DirectoryContact {
  readonly number: string;
  readonly name: string;
  /** The group of contacts it stands in; absent where that is not known. */
  readonly group?: string;
}

export interface DirectoryUser {
  /** The account, as identities name it: `user:7`. */
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  /** Language as `de`; null: the PBX's. */
  readonly language: string | null;
  /** IANA zone; null: the PBX's. */
  readonly timeZone: string | null;
  /** The phone this person sits at. */
  readonly extension: string | null;
}

export interface DirectoryExtension {
  readonly number: string;
  readonly name: string;
  /** Channel technology and peer, e.g. `PJSIP/101`. */
  readonly endpoints: readonly string[];
}

/** People who are told together. */
export interface DirectoryUserGroup {
  readonly name: string;
  /** Its people, as accounts: `user:7`. */
  readonly members: readonly string[];
}

export interface DirectoryGroup {
  readonly number: string;
  readonly name: string;
  readonly members: readonly string[];
}

export interface DirectoryTrunk {
  readonly name: string;
  /** Channel technology and peer, e.g. `PJSIP/carrier`. */
  readonly endpoint: string;
  readonly outboundCid: string;
  /** Country of the numbers this trunk presents, where it differs from the client's. */
  readonly country: string | null;
  /** Dial patterns as the PBX keeps them, e.g. prefix `9` + match `0XXXXXXXXX`. */
  readonly dialPatterns: readonly { readonly prepend: string; readonly prefix: string; readonly match: string }[];
}

export interface DirectoryDid {
  readonly number: string;
  readonly name: string;
  /** Where its inbound route leads, when known. */
  readonly destination: Place | null;
}

/** A directory that knows nothing: everything must then follow from the rows. */
export const EMPTY_DIRECTORY: Directory = {
  country: null,
  timeZone: null,
  internationalPrefix: null,
  nationalPrefix: null,
  outboundPrefixes: [],
  extensions: [],
  ringGroups: [],
  queues: [],
  ivrs: [],
  trunks: [],
  dids: [],
};
