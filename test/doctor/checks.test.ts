import { expect } from 'chai';
import { CHECKS, examine, findingsOf } from '../../service/doctor/findings';
import { Landing } from '../../service/doctor/landing';
import { writingRights } from '../../service/doctor/rights';
import type { TableCondition } from '../../service/sources/table-condition';
import type { Finding } from '../../shared/finding';
import { say } from '../../shared/messages';
import en from '../../shared/messages/en.json';
import { type Change, factsWith, NOON_AT, rowEnded } from './healthy';

function found(change: Change): readonly Finding[] {
  return findingsOf(examine(factsWith(change)));
}

const HOUR = 3600;
const QUEUE_LOG = { file: '/q', why: '', bytes: 0, inode: 0, writtenAt: 0 };
const DIRECTORY = { file: '/d', present: true, problem: null, writtenAt: NOON_AT, queues: 0, hasCountry: true };
const CEL_OFF = { state: 'missing' as const, newest: [] };

const CALLED_FRIDAY = { newest: [rowEnded(2 * 24 * HOUR)] };
const OVER = ['LINKEDID_END', 'ANSWER'].map((event) => rowEnded(20, event));
const QUEUED: Change = { cdr: { newest: [rowEnded(20, 'Queue')] } };

/** A realtime table of queue_log whose newest row is so old. */
function logTable(secondsAgo: number): TableCondition {
  return {
    table: 'queuelog',
    database: 'asteriskcdrdb',
    state: 'ok',
    newest: [rowEnded(secondsAgo)],
    offset: null,
    aheadAt: null,
    largestId: 9,
    indexed: null,
  };
}

const LOG_DENIED: TableCondition = { ...logTable(0), state: 'denied', newest: [], largestId: 0 };

const LONG_LOG = { ...QUEUE_LOG, state: 'ok' as const, bytes: 9e8, inode: 7, writtenAt: NOON_AT };
const cursorOf = (source: string, position: object) => ({ source, position, movedAt: NOON_AT - 5 });

/** Each line: what is wrong, the facts, and what is found, severities before codes. */
const CASES: readonly (readonly [string, Change, readonly string[]])[] = [
  [
    'the mail server has refused us for an hour',
    { store: { messages: { failing: [{ channel: 'email', sinceAt: NOON_AT - HOUR, why: '535 no' }], givenUpAt: [] } } },
    ['warning channel_failing'],
  ],
  ['a message was given up today', { store: { messages: { failing: [], givenUpAt: [NOON_AT - HOUR] } } }, ['warning messages_given_up']],
  ['a message was given up two days ago', { store: { messages: { failing: [], givenUpAt: [NOON_AT - 48 * HOUR] } } }, []],
  ['the PBX’s database is away', { facts: { pbx: { noAnswer: 'connect ENOENT' } } }, ['broken pbx_no_answer']],
  ['CDR is switched off', { facts: { cdrConf: new Map([['enable', 'no']]) } }, ['broken cdr_off']],
  ['the table of the CDR has another name', { cdr: { state: 'missing', newest: [], indexed: null } }, ['broken cdr_missing']],
  ['SELECT was taken from our account', { cel: { state: 'denied', newest: [] } }, ['broken select_denied']],
  ['a table crashed', { cel: { state: 'damaged', newest: [] } }, ['broken table_damaged']],
  ['CEL was never set up', { cel: CEL_OFF }, ['warning cel_off', 'warning unanswered_no']],
  ['CEL is empty while calls go on', { cel: { newest: [] } }, ['warning cel_off', 'warning unanswered_no']],
  [
    'CEL is empty, and nobody has called since Friday',
    { cel: { newest: [] }, cdr: CALLED_FRIDAY },
    ['warning cel_off', 'warning unanswered_no'],
  ],
  [
    'the CDR has stopped for weeks while CEL goes on',
    { cdr: { newest: [rowEnded(480 * HOUR)] }, cel: { newest: OVER } },
    ['warning cdr_stale'],
  ],
  [
    'the CDR was emptied, and CEL goes on',
    { cdr: { newest: [] }, cel: { newest: OVER.concat(rowEnded(5 * HOUR)) } },
    ['warning cdr_stale'],
  ],
  ['the first call since Friday goes on', { cdr: CALLED_FRIDAY, cel: { newest: OVER.slice(1) } }, []],
  ['calls that nobody answered leave no row', { cdr: CALLED_FRIDAY, cel: { newest: OVER.slice(0, 1) } }, []],
  [
    'the first call since Friday is over, and its batch has not been written',
    { cdr: CALLED_FRIDAY, cel: { newest: OVER }, facts: { cdrConf: new Map([['batch', 'yes']]) } },
    [],
  ],
  ['a new PBX has had no call yet', { cdr: { newest: [], offset: null }, cel: { newest: [], offset: null } }, []],
  ['CEL has stopped since this morning', { cel: { newest: [rowEnded(3 * HOUR)] } }, ['broken cel_stale', 'warning unanswered_no']],
  [
    'CEL is off, and the CDR has rows for calls that ring nowhere',
    { cel: CEL_OFF, facts: { cdrConf: new Map([['unanswered', 'yes']]) } },
    ['warning cel_off'],
  ],
  ['the CDR is written in batches, and CEL tells of each end at once', { facts: { cdrConf: new Map([['batch', 'yes']]) } }, []],
  [
    'the CDR is written in batches, and CEL is off',
    {
      cel: CEL_OFF,
      facts: {
        cdrConf: new Map([
          ['batch', 'yes'],
          ['unanswered', 'yes'],
          ['time', '120'],
        ]),
      },
    },
    ['warning cel_off', 'note cdr_batch'],
  ],
  ['rows were seen to come late', { store: { landing: { at: NOON_AT, value: { lateSeconds: 240 } } } }, ['note cdr_late']],
  [
    'batches come sooner than we wait for',
    {
      facts: {
        cdrConf: new Map([
          ['batch', 'yes'],
          ['time', '30'],
        ]),
      },
    },
    [],
  ],
  [
    'queue_log is not ours to read',
    { facts: { queueLog: { ...QUEUE_LOG, state: 'unreadable', why: 'EACCES' } } },
    ['broken queue_log_unreadable'],
  ],
  ['queue_log is missing and there is a queue', { facts: { queueLog: { ...QUEUE_LOG, state: 'missing' } } }, ['warning queue_log_missing']],
  ['queue_log is missing and there is no queue', { facts: { queueLog: { ...QUEUE_LOG, state: 'missing' }, directory: DIRECTORY } }, []],
  [
    'queue_log stands still while queues are used',
    { cdr: { newest: [rowEnded(20, 'Queue')] }, facts: { queueLog: { ...QUEUE_LOG, state: 'ok', writtenAt: NOON_AT - HOUR } } },
    ['warning queue_log_stale'],
  ],
  [
    'queue_log is written to its realtime table, and the file is old',
    { ...QUEUED, pbx: { queueLog: logTable(60) }, facts: { queueLog: { ...QUEUE_LOG, state: 'ok', writtenAt: NOON_AT - HOUR } } },
    [],
  ],
  [
    'queue_log is written to its realtime table, and there is no file',
    { ...QUEUED, pbx: { queueLog: logTable(60) }, facts: { queueLog: { ...QUEUE_LOG, state: 'missing' } } },
    [],
  ],
  [
    'queue_log is missing, and its realtime table is not ours to read',
    { pbx: { queueLog: LOG_DENIED }, facts: { queueLog: { ...QUEUE_LOG, state: 'missing' } } },
    ['warning select_denied'],
  ],
  ['a realtime table of queue_log is not ours to read, and the file tells all', { ...QUEUED, pbx: { queueLog: LOG_DENIED } }, []],
  [
    'queue_log stands still in the file and in its realtime table',
    { ...QUEUED, pbx: { queueLog: logTable(HOUR) }, facts: { queueLog: { ...QUEUE_LOG, state: 'ok', writtenAt: NOON_AT - 2 * HOUR } } },
    ['warning queue_log_stale'],
  ],
  [
    'turns fail',
    { store: { turn: { at: NOON_AT, value: { ok: false, failures: 3, sinceAt: NOON_AT - 90, why: 'denied' } } } },
    ['broken turn_failing'],
  ],
  ['turns failed once', { store: { turn: { at: NOON_AT, value: { ok: true, failures: 0, sinceAt: NOON_AT, why: '' } } } }, []],
  [
    'nothing tells the country of its numbers',
    { facts: { directory: { file: '/d/directory.json', present: true, problem: null, writtenAt: NOON_AT, queues: 1, hasCountry: false } } },
    ['warning country_unknown'],
  ],
  ['the client has switched it off', { store: { enabled: false, cursors: [] } }, ['warning switched_off']],
  ['the daemon was never started', { store: { cursors: [] } }, ['broken never_read']],
  ['the daemon stopped', { store: { cursors: [{ source: 'cel', position: { id: 1 }, movedAt: NOON_AT - HOUR }] } }, ['broken not_reading']],
  ['the daemon catches up with CEL', { cel: { largestId: 900000 } }, ['note catching_up']],
  [
    'the daemon catches up with the CDR',
    { store: { cursors: [cursorOf('cdr', { readAt: NOON_AT - 1200, behind: true })] } },
    ['note catching_up_time'],
  ],
  [
    'the daemon is days behind the CDR',
    { store: { cursors: [cursorOf('cdr', { readAt: NOON_AT - 240 * HOUR, behind: true })] } },
    ['warning catching_up_time'],
  ],
  ['the CDR was read to its end a while ago', { store: { cursors: [cursorOf('cdr', { readAt: NOON_AT - 200, behind: false })] } }, []],
  [
    'the daemon catches up with queue_log',
    { store: { cursors: [cursorOf('queue_log', { inode: 7, offset: 1000 })] }, facts: { queueLog: LONG_LOG } },
    ['note catching_up_file'],
  ],
  [
    'queue_log was read to its end',
    { store: { cursors: [cursorOf('queue_log', { inode: 7, offset: 9e8 })] }, facts: { queueLog: LONG_LOG } },
    [],
  ],
  [
    'queue_log was begun anew',
    { store: { cursors: [cursorOf('queue_log', { inode: 6, offset: 9e8 })] }, facts: { queueLog: LONG_LOG } },
    ['note catching_up_file'],
  ],
  [
    'the daemon catches up with the realtime table of queue_log',
    { store: { cursors: [cursorOf('queue_log_table', { id: 5 })] }, pbx: { queueLog: { ...logTable(60), largestId: 90000 } } },
    ['note catching_up'],
  ],
  [
    'our account may write to the PBX',
    { pbx: { grants: ['GRANT ALL PRIVILEGES ON *.* TO `root`@`localhost`'] } },
    ['warning reader_may_write'],
  ],
  ['the CDR has no index on linkedid', { cdr: { indexed: ['calldate', 'uniqueid'] } }, ['note no_linkedid_index']],
  [
    'the CDR lost its index on calldate, and CEL that on linkedid',
    { cdr: { indexed: ['uniqueid', 'linkedid'] }, cel: { indexed: ['id', 'uniqueid'] } },
    ['warning no_index', 'warning no_index'],
  ],
  ['the database’s clock is off', { pbx: { utcAt: NOON_AT - 300 } }, ['warning clock_database']],
  ['the PBX’s clock is ahead', { cdr: { newest: [rowEnded(-600)] }, cel: { newest: [rowEnded(-600)] } }, ['warning clock_pbx']],
  ['a row is dated eleven years ahead', { cdr: { aheadAt: NOON_AT + 11 * 366 * 86400 } }, ['note rows_ahead']],
  ['nobody told the zone', { facts: { zone: null } }, ['note zone_missing']],
  ['nobody told the zone, and the client chose one', { facts: { zone: null }, store: { timeZone: 'Europe/Brussels' } }, []],
  ['the zone is one nobody knows, and the client chose another', { facts: { zone: 'CET/X' }, store: { timeZone: '+02:00' } }, []],
  [
    'the zone is another one, and the client chose what the rows prove',
    { facts: { zone: 'Europe/London' }, store: { timeZone: '+02:00' } },
    [],
  ],
  ['the zone is one nobody knows', { facts: { zone: 'Europe/Bruxelles' } }, ['warning zone_unknown']],
  ['the zone is another one', { facts: { zone: 'Europe/London' } }, ['warning zone_differs', 'warning zone_differs']],
  ['CDRUSEGMT is set', { cdr: { offset: 0 } }, ['note table_in_utc']],
  ['MariaDB runs since before the zone was changed', { pbx: { serverOffset: 0 } }, ['note zone_server']],
  [
    'rows cannot be read',
    { store: { unreadable: [{ source: 'cdr', where: '1.2', why: 'no date', lastSeenAt: NOON_AT - 5 }] } },
    ['warning unreadable_rows'],
  ],
  ['rows could not be read last year', { store: { unreadable: [{ source: 'cdr', where: '1', why: '', lastSeenAt: 1e9 }] } }, []],
  ['a channel hangs', { store: { waiting: [{ linkedid: '1.1', sinceAt: NOON_AT - 9 * HOUR }] } }, ['warning waiting_long']],
  [
    'many entries miss a source',
    { store: { newestOpen: 2, uncertain: [{ entryId: 1, because: [{ key: 'because.without.cel' }] }] } },
    ['warning uncertain'],
  ],
  [
    'few entries miss a source',
    { store: { uncertain: [{ entryId: 1, because: [{ key: 'because.without.queue_log' }] }] } },
    ['note uncertain'],
  ],
  ['an entry is uncertain though no source is missed', { store: { newestOpen: 2, uncertain: [{ entryId: 1, because: [] }] } }, []],
  ['our own database is away', { facts: { store: { noAnswer: 'connect ENOENT' } } }, ['broken store_no_answer']],
  ['our tables are of an older version', { store: { schema: 3 } }, ['broken schema_old']],
  ['our tables are of a newer version', { store: { schema: 99 } }, ['broken schema_new']],
  [
    'our account may change the audit',
    { store: { grants: ['GRANT SELECT, UPDATE, DELETE ON `smartmissedcalls`.`smart_missed_calls_audit` TO `own`@`localhost`'] } },
    ['warning audit_not_safe'],
  ],
  [
    'nobody wrote directory.json',
    { facts: { directory: { ...DIRECTORY, present: false, queues: 0, hasCountry: true } } },
    ['warning directory_missing'],
  ],
  ['directory.json is broken', { facts: { directory: { ...DIRECTORY, problem: 'it is not JSON' } } }, ['warning directory_broken']],
  ['directory.json is old', { facts: { directory: { ...DIRECTORY, writtenAt: NOON_AT - 90 * 86400 } } }, ['note directory_old']],
  ['the disk is nearly full', { facts: { freeBytes: 500e6 } }, ['warning disk_low']],
  ['the disk is full', { facts: { freeBytes: 1e6 } }, ['broken disk_low']],
];

describe('What could make the list wrong', () => {
  it('is nothing where all is well', () => {
    expect(found({})).to.deep.equal([]);
    expect(examine(factsWith({})).filter(({ findings }) => findings === null)).to.deep.equal([]);
  });

  for (const [what, change, expected] of CASES) {
    it(`is found when ${what}`, () => {
      expect(found(change).map(({ severity, code }) => `${severity} ${code}`)).to.deep.equal(expected);
    });
  }

  it('is said in whole sentences, and so is what to do', () => {
    const all = CASES.reduce<readonly Finding[]>((findings, [, change]) => findings.concat(found(change)), []);
    for (const { saying, whatToDo } of all) {
      for (const sentence of [say(saying), say(whatToDo)]) expect(sentence).to.match(/^[^{}]+\S$/);
    }
  });

  it('has a case for every finding there is', () => {
    const tried = CASES.reduce<readonly string[]>(
      (codes, [, , expected]) => codes.concat(expected.map((one) => one.split(' ')[1] as string)),
      [],
    );
    const known = Object.keys(en)
      .filter((key) => /^finding\.\w+$/.test(key))
      .map((key) => key.slice('finding.'.length));
    expect(known.filter((code) => tried.indexOf(code) < 0)).to.deep.equal([]);
    for (const { fine } of CHECKS) expect(Object.keys(en)).to.include(fine);
  });

  it('is not told of what could not be looked at', () => {
    const blind = examine(factsWith({ facts: { cdrConf: null } })).filter(({ findings }) => findings === null);
    expect(blind.map(({ check }) => check.name)).to.deep.equal(['cdr_batch']);
    const away = examine(factsWith({ facts: { pbx: { noAnswer: 'x' }, store: { noAnswer: 'x' }, freeBytes: null, cdrConf: null } }));
    const unknown = away.filter(({ findings }) => findings === null).map(({ check }) => check.name);
    expect(unknown).to.include.members(['cel', 'cursors', 'clocks', 'waiting', 'disk']);
  });
});

describe('The rights of an account', () => {
  const grants = [
    "GRANT USAGE ON *.* TO 'a'@'localhost' IDENTIFIED BY PASSWORD '*2470C0C06DEE42FD1618BBB99005ADCA2EC9D1E1'",
    "GRANT SELECT, SHOW VIEW ON `asterisk\\_cdr`.* TO 'a'@'localhost'",
    "GRANT SELECT (calldate), UPDATE (calldate, src) ON `asterisk_cdr`.`cdr` TO 'a'@'localhost'",
    "GRANT DROP ON `asterisk%`.* TO 'a'@'localhost' WITH GRANT OPTION",
  ];

  it('are told apart by what changes something', () => {
    expect(writingRights(grants, 'asterisk_cdr', 'cdr')).to.deep.equal(['DROP', 'UPDATE']);
    expect(writingRights(grants, 'asterisk_cdr', 'cel')).to.deep.equal(['DROP']);
    expect(writingRights(grants.slice(0, 2), 'asterisk_cdr', 'cdr')).to.deep.equal([]);
    expect(writingRights(grants, 'other', 'cdr')).to.deep.equal([]);
  });
});

describe('How late CDR rows come', () => {
  it('is nothing where they land as calls end, and the batch time where they come in batches', () => {
    for (const [delay, expected] of [
      [0, 0],
      [300, 240],
    ] as const) {
      const landing = new Landing();
      for (let now = 0; now <= 3600; now += 60) {
        // A call ends every minute; its row is there once the delay is over.
        const rows = [];
        for (let end = now - (now % 60); end >= 0; end -= 60)
          if (end + delay <= now) rows.push({ linkedid: `${end}.1`, at: end, endAt: end, app: '' });
        landing.look(rows.slice(0, 50), now);
      }
      expect(landing.seconds()).to.equal(expected);
    }
  });

  it('is not what a backup brings back days later', () => {
    const landing = new Landing();
    const ended = (endAt: number) => ({ linkedid: `${endAt}.1`, at: endAt, endAt, app: '' });
    const rows = [ended(NOON_AT - 30)];
    landing.look(rows, NOON_AT);
    for (let n = 1; n <= 20; n += 1) {
      rows.push(ended(NOON_AT - n * 86400), ended(NOON_AT + n * 60));
      landing.look(rows, NOON_AT + n * 60);
    }
    expect(landing.seconds()).to.equal(0);
  });

  it('is unknown until some calls were seen', () => {
    const landing = new Landing();
    landing.look([], 0);
    expect(landing.seconds()).to.equal(null);
  });
});
