import type { Directory } from '../../../shared/directory';
import type { ClientId, UtcSeconds } from '../../../shared/words';
import { conditionOf, type TablesToLookAt } from '../../sources/condition';
import type { Queryable as Reader } from '../../sources/source';
import { storeCondition } from '../../store/condition';
import type { Writable } from '../../store/database';
import type { Facts, NoAnswer } from '../facts';
import { readCdrConf } from './asterisk-config';
import { directoryState } from './directory-state';
import { freeBytesAt } from './free-space';
import { queueLogState } from './queue-log-state';

/** Where to look. */
export interface Places {
  readonly client: ClientId;
  readonly reader: Reader;
  readonly db: Writable;
  readonly tables: TablesToLookAt;
  readonly queueLog: string | null;
  readonly directoryFile: string | null;
  /** Folder of cdr.conf; null: it is not looked at. */
  readonly asteriskConfig: string | null;
  readonly everySeconds: number;
  readonly quietSeconds: number;
  /** Our tables lie on this machine, so that its disks say how much room they have. */
  readonly storeIsHere: boolean;
}

/** Names as they were last read, and what is wrong with the file. */
export interface Names {
  readonly directory: Directory;
  readonly problem: string | null;
}

/** Gathers every fact the checks ask for. A database that gives no answer is a fact too; nothing is thrown. */
export async function gather(places: Places, names: Names, nowAt: UtcSeconds): Promise<Facts> {
  const pbx = await orNoAnswer(conditionOf(places.reader, places.tables, names.directory.timeZone, nowAt));
  const store = await orNoAnswer(storeCondition(places.client, places.db));
  const folder = places.storeIsHere && !('noAnswer' in store) ? store.dataFolder : null;
  return {
    nowAt,
    zone: names.directory.timeZone,
    everySeconds: places.everySeconds,
    quietSeconds: places.quietSeconds,
    pbx,
    store,
    cdrConf: readCdrConf(places.asteriskConfig),
    queueLog: queueLogState(places.queueLog),
    directory: directoryState(places.directoryFile, names.problem, names.directory),
    freeBytes: folder === null ? null : await freeBytesAt(folder),
  };
}

async function orNoAnswer<T extends object>(asked: Promise<T>): Promise<T | NoAnswer> {
  try {
    return await asked;
  } catch (error) {
    return { noAnswer: error instanceof Error ? error.message : String(error) };
  }
}
