import * as fs from 'fs';
import * as path from 'path';
import { PlainError } from '../shared/errors';
import { configContract } from './contracts';
import type { DatabaseAddress } from './store/database';

/** Where the daemon finds everything; see shared/schemas/config.schema.json. Frozen: nothing changes it while the daemon runs. */
export interface Config {
  readonly client: string;
  readonly pbx: {
    readonly kind: 'freepbx';
    readonly database: DatabaseAddress;
    readonly cdr_table: string;
    readonly cel_table: string;
    readonly cel_database: string | null;
    readonly queue_log: string | null;
    readonly queue_log_table: string | null;
    readonly directory: string | null;
    readonly asterisk_config: string | null;
  };
  readonly store: DatabaseAddress;
  readonly socket: string | null;
  readonly identity_secret: string | null;
  /** Path of the file with the channels' secrets. */
  readonly secrets: string;
  readonly sendmail: string;
  readonly trusted_certificates: string | null;
  readonly scan_every_seconds: number;
  readonly first_backfill_hours: number;
  readonly cdr_overlap_seconds: number;
  readonly quiet_seconds: number;
  readonly lost_end_seconds: number;
}

/** Where the PBX's module puts it, unless SMC_CONFIG or --config name another. */
export const DEFAULT_CONFIG_FILE = '/var/lib/asterisk/smartmissedcalls/config.json';

/** A configuration from its JSON, with defaults filled in. Throws PlainError with a sentence for every fault. */
export function configFrom(json: unknown, from: string): Config {
  const faults = configContract(json);
  if (faults.length > 0) throw new PlainError('config_wrong', `${from}: ${faults.join(' ')}`);
  const config = json as Config;
  const secrets = config.secrets || path.join(path.dirname(from), 'secrets.json');
  return Object.freeze({ ...config, secrets, pbx: Object.freeze(config.pbx), store: Object.freeze(config.store) });
}

/** Reads the configuration file. Throws PlainError when it is missing, readable by others (it holds passwords), or wrong. */
export function readConfig(file: string | undefined): Config {
  const from = file || process.env.SMC_CONFIG || DEFAULT_CONFIG_FILE;
  const text = readOwnFile(from, `${from} cannot be read`, 'run setup, or name the file with --config.');
  try {
    return configFrom(JSON.parse(text), from);
  } catch (error) {
    if (error instanceof PlainError) throw error;
    throw new PlainError('config_broken', `${from} is not JSON: restore it from your backup or run setup again.`);
  }
}

const SHORTEST_SECRET = 32;

/** The secret in a file that nobody else can read. Throws PlainError when it is missing, open to others or too short to be one. */
export function readSecret(file: string): string {
  const secret = readOwnFile(file, `The secret of the pages in ${file} cannot be read`, 'run setup again.').trim();
  if (secret.length < SHORTEST_SECRET) throw new PlainError('secret_short', `${file} holds no secret: remove it and run setup again.`);
  return secret;
}

function readOwnFile(file: string, problem: string, whatToDo: string): string {
  try {
    if ((fs.statSync(file).mode & 0o077) !== 0)
      throw new PlainError('config_open', `${file} can be read by others and holds passwords: chmod 600 ${file}`);
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof PlainError) throw error;
    throw new PlainError('config_missing', `${problem} (${(error as NodeJS.ErrnoException).code}): ${whatToDo}`);
  }
}
