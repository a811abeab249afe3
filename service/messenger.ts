import { randomBytes } from 'crypto';
import * as fs from 'fs';
import * as os from 'os';
import * as tls from 'tls';
import { PlainError } from '../shared/errors';
import type { Clock } from './clock';
import type { Config } from './config';
import { directoryFile } from './host/directory-file';
import { carrierOf } from './notify/channels/carriers';
import { pulseOf } from './notify/pulse';
import type { SenderParts } from './notify/sender';
import { loadTemplates, viewsFolder } from './render';
import { secretsFile } from './secrets-file';
import type { Database } from './store/database';

/** The name of the secret that seals the links in messages. */
const LINKS = 'links';

/** Throws PlainError when the file that is named cannot be read. */
function trustedBy({ trusted_certificates: file }: Config): readonly string[] | null {
  if (file === null) return null;
  try {
    // Node 8 and 10 do not tell whom everybody trusts: there the file has to hold them too.
    const { rootCertificates = [] } = tls as { readonly rootCertificates?: readonly string[] };
    return rootCertificates.concat(fs.readFileSync(file, 'utf8'));
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code;
    throw new PlainError(
      'certificates_unreadable',
      `${file} cannot be read (${why}): correct trusted_certificates in the configuration file.`,
    );
  }
}

/** What messages of a client are sent with on this machine. `stopping` is the daemon's to say. */
export function messengerParts(config: Config, client: string, db: Database, clock: Clock): Omit<SenderParts, 'stopping'> {
  const secrets = secretsFile(config.secrets);
  const names = directoryFile(config.pbx.directory);
  const hostname = os.hostname();
  return {
    client,
    db,
    clock,
    directory: () => names.current(),
    secretOf: (name) => secrets.get(name),
    // Made when the first message is put together, not when the daemon starts.
    key: () => secrets.ensure(LINKS),
    render: loadTemplates(viewsFolder()),
    carrierOf,
    hostname,
    sendmail: config.sendmail,
    trusted: trustedBy(config),
    me: `${hostname}:${process.pid}:${randomBytes(4).toString('hex')}`.slice(-100),
    pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    pulse: pulseOf(client, db),
  };
}
