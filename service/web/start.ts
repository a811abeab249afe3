import { randomBytes } from 'crypto';
import type { Directory } from '../../shared/directory';
import type { ClientId } from '../../shared/words';
import type { Clock } from '../clock';
import type { Log } from '../log';
import { loadTemplates, viewsFolder } from '../render';
import type { Database } from '../store/database';
import type { EntryStore } from '../store/entry-store';
import { actionsOf } from './actions';
import { createApp } from './app';
import { assetsVersion } from './assets';
import { colleagueKeeper } from './colleague-keeper';
import { exportFile } from './export-file';
import { formTokens } from './form-token';
import type { Health } from './health';
import type { Identify } from './identity';
import type { TryChannel } from './page-journal';
import type { RowsOf } from './page-rows';
import { unsubscribePage } from './page-unsubscribe';
import { pagesOf } from './pages';
import { type Listening, listenOnLoopback, listenOnSocket } from './server';

/** What the pages are started with. */
export interface WebOptions {
  /** Our own database. */
  readonly db: Database;
  /** What users do to the list. */
  readonly store: EntryStore;
  /** Names and time zone of a client; asked at every request. */
  readonly clientOf: (client: ClientId) => { readonly directory: Directory; readonly zone: string };
  readonly health: () => Health;
  /** Finds who asks; null is answered with 401. */
  readonly identify: Identify;
  readonly clock: Clock;
  readonly log: Log;
  /** What proves that somebody got a message; absent: nobody can take himself off. */
  readonly proofOf?: (client: ClientId, deliveryId: number) => string;
  /** What the PBX wrote of a call, for administrators; without it no rows are shown. */
  readonly rowsOf?: RowsOf;
  /** Sends a test message by a channel; without it none is sent. */
  readonly tryChannel?: TryChannel;
  /** Unix socket the PBX's own pages come through; none when null. */
  readonly socketPath: string | null;
  /** For the demo: a port on this machine's loopback, 0 for a free one; none when null. */
  readonly loopbackPort: number | null;
  /** The templates' folder; found beside the bundle unless told. */
  readonly views?: string;
}

export interface Web {
  /** The loopback address first, where there is one. */
  readonly addresses: readonly string[];
  /** Lets requests under way finish for a moment; resolves once every door is shut. */
  stop(): Promise<void>;
}

const noChannel: TryChannel = () => Promise.resolve({ ok: false, said: '' });
const noRows: RowsOf = () => Promise.resolve({ cdr: [], cel: [], queueLog: [] });

/** Opens the pages. Throws PlainError when a door is taken. */
export async function startWeb(options: WebOptions): Promise<Web> {
  const { db, store, clientOf, health, identify, clock, log, socketPath, loopbackPort } = options;
  const views = options.views || viewsFolder();
  const parts = {
    db,
    store,
    clientOf,
    health,
    meet: colleagueKeeper(db),
    rowsOf: options.rowsOf || noRows,
    tryChannel: options.tryChannel || noChannel,
    assetsVersion: assetsVersion(views),
  };
  const render = loadTemplates(views);
  const { proofOf } = options;
  const unsubscribe = proofOf && unsubscribePage({ db, clock, render, assetsVersion: assetsVersion(views), proofOf });
  const app = createApp({
    ...(unsubscribe === undefined ? {} : { unsubscribe }),
    pages: pagesOf(parts),
    actions: actionsOf(parts),
    downloads: { '/export/file': exportFile(parts) },
    identify,
    // A new start makes new tokens: a page opened before is asked to reload.
    tokens: formTokens(randomBytes(32)),
    health,
    render,
    views,
    clock,
    log,
  });
  const doors: Listening[] = [];
  const stop = async () => {
    await Promise.all(doors.map((door) => door.close()));
  };
  try {
    if (loopbackPort !== null) doors.push(await listenOnLoopback(app, loopbackPort));
    if (socketPath !== null) doors.push(await listenOnSocket(app, socketPath));
  } catch (error) {
    await stop();
    throw error;
  }
  return { addresses: doors.map((door) => door.address), stop };
}
