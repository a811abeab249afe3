import type { Facts } from '../../service/doctor/facts';
import type { PbxCondition } from '../../service/sources/condition';
import type { NewestRow } from '../../service/sources/newest-rows';
import type { TableCondition } from '../../service/sources/table-condition';
import type { StoreCondition } from '../../service/store/condition';

/** A Monday noon in summer, by the clock of Brussels. */
export const NOON_AT = Date.UTC(2026, 6, 20, 10) / 1000;

/** A row that ended so many seconds ago. */
export function rowEnded(secondsAgo: number, app = 'Dial'): NewestRow {
  return { linkedid: `${NOON_AT - secondsAgo}.1`, at: NOON_AT - secondsAgo - 30, endAt: NOON_AT - secondsAgo, app };
}

function table(name: string, change: Partial<TableCondition> = {}): TableCondition {
  return {
    table: name,
    database: 'asteriskcdrdb',
    state: 'ok',
    newest: [rowEnded(20)],
    offset: 7200,
    aheadAt: null,
    largestId: 5000,
    indexed: ['calldate', 'id', 'uniqueid', 'linkedid'],
    ...change,
  };
}

const PBX: PbxCondition = {
  cdr: table('cdr'),
  cel: table('cel'),
  queueLog: null,
  utcAt: NOON_AT,
  serverOffset: 7200,
  database: 'asteriskcdrdb',
  grants: ["GRANT USAGE ON *.* TO `smc`@`localhost` IDENTIFIED BY PASSWORD '*1'", 'GRANT SELECT ON `asteriskcdrdb`.* TO `smc`@`localhost`'],
};

const STORE: StoreCondition = {
  schema: 13,
  known: 13,
  database: 'smartmissedcalls',
  grants: ['GRANT SELECT, INSERT, CREATE ON `smartmissedcalls`.* TO `own`@`localhost`'],
  dataFolder: '/var/lib/mysql/',
  enabled: true,
  timeZone: null,
  cursors: [{ source: 'cel', position: { id: 4990 }, movedAt: NOON_AT - 10 }],
  waiting: [{ linkedid: '1.1', sinceAt: NOON_AT - 60 }],
  unreadable: [],
  newestOpen: 40,
  uncertain: [],
  turn: null,
  landing: null,
  messages: { failing: [], givenUpAt: [] },
};

/** What changes on a PBX that is well. */
export interface Change {
  readonly facts?: Partial<Facts>;
  readonly pbx?: Partial<PbxCondition>;
  readonly cdr?: Partial<TableCondition>;
  readonly cel?: Partial<TableCondition>;
  readonly store?: Partial<StoreCondition>;
}

/** Facts of a PBX on which all is well, but for what is changed. */
export function factsWith({ facts = {}, pbx = {}, cdr = {}, cel = {}, store = {} }: Change): Facts {
  return {
    nowAt: NOON_AT,
    zone: 'Europe/Brussels',
    everySeconds: 30,
    quietSeconds: 60,
    pbx: { ...PBX, cdr: table('cdr', cdr), cel: table('cel', cel), ...pbx },
    store: { ...STORE, ...store },
    cdrConf: new Map([
      ['enable', 'yes'],
      ['unanswered', 'no'],
    ]),
    queueLog: { file: '/var/log/asterisk/queue_log', state: 'ok', why: '', bytes: 1000, inode: 7, writtenAt: NOON_AT - 60 },
    directory: { file: '/d/directory.json', present: true, problem: null, writtenAt: NOON_AT - 86400, queues: 1, hasCountry: true },
    freeBytes: 50e9,
    ...facts,
  };
}
