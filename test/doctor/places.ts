import type { Places } from '../../service/doctor/look/gather';
import type { PbxStand } from '../support/pbx-stand';

/** Where the doctor looks on a stand. */
export function placesAt(stand: PbxStand, change: Partial<Places> = {}): Places {
  return {
    client: stand.client,
    reader: stand.reader,
    db: stand.db,
    tables: { cdr: 'cdr', cel: 'cel', queueLogTable: 'queuelog' },
    queueLog: stand.queueLogFile,
    directoryFile: null,
    asteriskConfig: null,
    everySeconds: 30,
    quietSeconds: 60,
    storeIsHere: false,
    ...change,
  };
}
