import { SILENT } from '../../service/log';
import { createEntryStore } from '../../service/store/entry-store';
import { startWeb, type Web } from '../../service/web/start';
import { person } from '../support/people';
import { CLIENT, type Seeded } from '../web/seeded';

/** The pages of a seeded list on a free port of this machine, a minute after its last call, for Anna, who may do everything. */
export function openPages({ db, directory, nowAt }: Seeded): Promise<Web> {
  return startWeb({
    db,
    store: createEntryStore(db),
    clientOf: () => ({ directory, zone: 'Europe/Brussels' }),
    health: () => ({ version: '1', lastTurnAt: nowAt - 2, everySeconds: 30 }),
    identify: () => Promise.resolve(person({ client: CLIENT })),
    clock: { nowAt: () => nowAt },
    log: SILENT,
    socketPath: null,
    loopbackPort: 0,
  });
}
