import type { ClientId } from '../shared/words';
import type { Clock } from './clock';
import type { Config } from './config';
import { directoryFile } from './host/directory-file';
import { identifyBy } from './identify-by';
import type { Log } from './log';
import type { Pbx } from './sources/pbx';
import type { Database } from './store/database';
import { createEntryStore } from './store/entry-store';
import type { Health } from './web/health';
import type { Identify } from './web/identity';
import type { TryChannel } from './web/page-journal';
import { startWeb, type Web } from './web/start';

/** What the daemon opens its pages with. */
export interface PagesOptions {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Log;
  readonly db: Database;
  readonly health: () => Health;
  readonly identify?: Identify;
  readonly loopbackPort?: number;
  /** What proves that somebody got a message. */
  readonly proofOf: (client: ClientId, deliveryId: number) => string;
  /** Every row of some calls of the configured PBX. */
  readonly pbx: Pick<Pbx, 'rowsOf'>;
  readonly tryChannel: TryChannel;
  /** The zone the settings name; null: the PBX's. */
  readonly zone: () => string | null;
}

/** Opens the daemon's pages. Throws PlainError when a door is taken. */
export function openPages({
  config,
  clock,
  log,
  db,
  health,
  identify,
  loopbackPort,
  proofOf,
  pbx,
  tryChannel,
  zone,
}: PagesOptions): Promise<Web> {
  const names = directoryFile(config.pbx.directory);
  return startWeb({
    db,
    store: createEntryStore(db),
    clientOf: () => {
      const directory = names.current();
      return { directory, zone: zone() || directory.timeZone || 'UTC' };
    },
    health,
    identify: identify || identifyBy(config, clock),
    clock,
    log,
    proofOf,
    tryChannel,
    // The PBX is the configured client's alone.
    rowsOf: (client, ids) => pbx.rowsOf(client === config.client ? ids : []),
    socketPath: config.socket,
    loopbackPort: loopbackPort === undefined ? null : loopbackPort,
  });
}
