import { examine, findingsOf } from '../../service/doctor/findings';
import { gather, type Places } from '../../service/doctor/look/gather';
import type { Directory } from '../../shared/directory';
import type { Finding } from '../../shared/finding';
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

/** What a look at a stand finds, worst first. */
export async function findingsAt(
  stand: PbxStand,
  directory: Directory,
  now: number,
  change: Partial<Places> = {},
): Promise<readonly Finding[]> {
  return findingsOf(examine(await gather(placesAt(stand, change), { directory, problem: null }, now)));
}
