import { randomBytes } from 'crypto';
import * as fs from 'fs';
import * as path from 'path';
import { PlainError } from '../../shared/errors';
import { configFrom } from '../config';

/** Where a server is: its socket, or host and port. */
export interface Server {
  readonly socketPath?: string;
  readonly host?: string;
  readonly port?: number;
}

/** What the PBX's module says on standard input. */
export interface Told {
  /** Folder of the configuration, the secret and the socket. */
  readonly folder: string;
  readonly server: Server;
  readonly pbx: {
    readonly database: string;
    readonly cdr_table: string;
    readonly cel_table: string;
    /** Where channel events are kept apart from the call records; null or absent where they are not. */
    readonly cel_database?: string | null;
    readonly queue_log: string | null;
    readonly asterisk_config: string | null;
  };
  /** An account that may make databases and accounts; kept nowhere. */
  readonly admin: (Server & { readonly user: string; readonly password: string }) | null;
  /** Name of our own database. */
  readonly database?: string;
}

/** Names that fit MariaDB 5.5's sixteen letters. */
const OWNER = 'smcalls';
const READER = 'smcalls_ro';
const DATABASE = 'smartmissedcalls';

type Json = Readonly<Record<string, unknown>>;

/** What was told, from its JSON. Throws PlainError when a part is missing. */
export function toldFrom(text: string): Told {
  const wrong = new PlainError(
    'setup_told',
    'setup is run by the PBX’s own module, which tells it where everything is: fwconsole smartmissedcalls setup.',
  );
  let json: Partial<Told>;
  try {
    json = JSON.parse(text) as Partial<Told>;
  } catch (_broken) {
    throw wrong;
  }
  if (typeof json !== 'object' || json === null || typeof json.folder !== 'string' || !json.server || !json.pbx) throw wrong;
  return { ...(json as Told), admin: json.admin || null };
}

/**
 * The configuration of this PBX: what stands in the file stays, passwords among it; where everything is comes from what was told. Throws
 * PlainError when the file is broken.
 */
export function configOf(told: Told, standing: Json | null): Json {
  const { folder, server, pbx } = told;
  const old = standing || {};
  const before = (name: string) => (old[name] || {}) as Json;
  const store = before('store');
  const reader = (before('pbx')['database'] || {}) as Json;
  const password = (from: Json) => (typeof from['password'] === 'string' && from['password'] !== '' ? from['password'] : newPassword());
  const json = {
    ...old,
    client: old['client'] || 'default',
    pbx: {
      ...before('pbx'),
      kind: 'freepbx',
      database: { ...server, user: reader['user'] || READER, password: password(reader), database: pbx.database },
      cdr_table: pbx.cdr_table,
      cel_table: pbx.cel_table,
      cel_database: pbx.cel_database || null,
      queue_log: pbx.queue_log,
      directory: path.join(folder, 'directory.json'),
      asterisk_config: pbx.asterisk_config,
    },
    store: { ...server, user: store['user'] || OWNER, password: password(store), database: told.database || store['database'] || DATABASE },
    socket: path.join(folder, 'run', 'web.sock'),
    identity_secret: path.join(folder, 'secret'),
  };
  // Checked on a copy: a default filled in would stand in the file for ever.
  configFrom(JSON.parse(JSON.stringify(json)), path.join(folder, 'config.json'));
  return json;
}

/** Letters and digits alone: they stand in statements and files of every kind. */
function newPassword(): string {
  return randomBytes(24).toString('hex');
}

/** The JSON of a file, or null where there is none. Throws PlainError when it is broken. */
export function readStanding(file: string): Json | null {
  if (!fs.existsSync(file)) return null;
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')) as Json;
  } catch (_broken) {
    throw new PlainError('config_broken', `${file} is not JSON: restore it from your backup, or move it away and run setup again.`);
  }
}
