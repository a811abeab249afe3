import type { UtcSeconds } from '../../shared/words';
import type { PbxCondition } from '../sources/condition';
import type { StoreCondition } from '../store/condition';
import type { AsteriskConfig } from './look/asterisk-config';
import type { DirectoryState } from './look/directory-state';
import type { QueueLogState } from './look/queue-log-state';

/** A database that gave no answer. */
export interface NoAnswer {
  readonly noAnswer: string;
}

/** All that a look found out; what it means is for the checks to say. */
export interface Facts {
  readonly nowAt: UtcSeconds;
  /** The PBX's zone, as the directory has it. */
  readonly zone: string | null;
  readonly everySeconds: number;
  readonly quietSeconds: number;
  readonly pbx: PbxCondition | NoAnswer;
  readonly store: StoreCondition | NoAnswer;
  /** What cdr.conf says; null where it cannot be read. */
  readonly cdrConf: AsteriskConfig | null;
  readonly queueLog: QueueLogState;
  readonly directory: DirectoryState;
  /** Free bytes of the disk our tables lie on; null where it is not in sight. */
  readonly freeBytes: number | null;
}

/** Whether a database answered. */
export function answered<T extends object>(part: T | NoAnswer): part is T {
  return !('noAnswer' in part);
}
