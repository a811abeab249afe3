import { randomBytes } from 'crypto';
import * as fs from 'fs';
import { PlainError } from '../shared/errors';
import { writeOwnFile } from './own-file';

/** Where secrets are kept by their names. No setting, page, log, export or argument holds one. */
export interface SecretsFile {
  /** The secret of a name, as it is kept now; null when there is none. Throws PlainError when others can read the file, or it is broken. */
  get(name: string): string | null;
  /** Keeps a secret under a name; null removes it. All of the file is replaced, or nothing. */
  set(name: string, secret: string | null): void;
  /** The secret of a name, made up at the first call. */
  ensure(name: string): string;
  /** The names something is kept under. */
  names(): readonly string[];
}

const NAME = /^[a-z0-9_-]{1,32}$/;

/** The secrets in a file (0600). It need not be there before the first is kept. */
export function secretsFile(file: string): SecretsFile {
  let read: { readonly stamp: string; readonly secrets: Readonly<Record<string, string>> } = { stamp: '', secrets: {} };

  const all = (): Readonly<Record<string, string>> => {
    const found = statOf(file);
    if (found === null) return {};
    if ((found.mode & 0o077) !== 0)
      throw new PlainError('secrets_open', `${file} can be read by others and holds secrets: chmod 600 ${file}`);
    const stamp = `${found.ino} ${found.mtimeMs} ${found.size}`;
    if (stamp !== read.stamp) read = { stamp, secrets: parsed(file) };
    return read.secrets;
  };
  const set = (name: string, secret: string | null): void => {
    if (!NAME.test(name)) throw new PlainError('secret_name', `"${name}" is no name for a secret: use small letters, digits, _ and -.`);
    const { [name]: _old, ...others } = all();
    write(file, `${JSON.stringify(secret === null ? others : { ...others, [name]: secret }, null, 1)}\n`);
  };
  const get = (name: string): string | null => {
    const secrets = all();
    return Object.keys(secrets).indexOf(name) < 0 ? null : (secrets[name] as string);
  };
  return {
    get,
    set,
    ensure: (name) => {
      if (get(name) === null) set(name, randomBytes(32).toString('hex'));
      return get(name) as string;
    },
    names: () => Object.keys(all()).sort(),
  };
}

function statOf(file: string): fs.Stats | null {
  try {
    return fs.statSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new PlainError('secrets_unreadable', `${file} cannot be read (${(error as NodeJS.ErrnoException).code}): run setup again.`);
  }
}

function parsed(file: string): Readonly<Record<string, string>> {
  try {
    const json: unknown = JSON.parse(fs.readFileSync(file, 'utf8'));
    const isSecrets = typeof json === 'object' && json !== null && Object.values(json).every((one) => typeof one === 'string');
    if (isSecrets) return json as Record<string, string>;
  } catch (_broken) {
    // Said below: what stood in it must not stand in a message.
  }
  throw new PlainError(
    'secrets_broken',
    `${file} is not what we wrote: restore it from your backup, or remove it and enter the secrets again.`,
  );
}

function write(file: string, text: string): void {
  try {
    writeOwnFile(file, text);
  } catch (error) {
    throw new PlainError(
      'secrets_unwritable',
      `${file} cannot be written (${(error as NodeJS.ErrnoException).code}): check the rights of its folder.`,
    );
  }
}
