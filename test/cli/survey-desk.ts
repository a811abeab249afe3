import { expect } from 'chai';
import * as fs from 'fs';
import * as path from 'path';
import { isSettled } from '../../service/calls/settled';
import { FREEPBX_DIALECT } from '../../service/host/freepbx-dialect';
import { type CallWithVerdict, judgeRecords, officeOf } from '../../service/judging';
import { openPbx, type PbxTables } from '../../service/sources/pbx';
import { type DatabaseAddress, openReader } from '../../service/store/database';
import type { Directory } from '../../shared/directory';
import { zoneOffset } from '../../shared/zone';
import { createAsteriskTables, insertRows } from '../support/asteriskcdrdb';
import type { WrittenCapture } from '../support/capture-rows';
import { allCaptures, CAPTURES_DIR, storyOf } from '../support/captures';
import { FREEPBX_17, type Shape } from '../support/pbx-stand';
import { useMariadb } from '../support/shared-mariadb';
import { type Desk, useDesks } from './desk';

/** Long after every capture. */
export const NOW = 1990000000;
const AT_A_TIME = 50;

export type Tallies = Record<string, Record<string, number>>;

/** What a survey counted. */
export interface Surveyed {
  readonly months: Tallies;
  readonly reasons: Record<string, number>;
  readonly rows: number;
  readonly unreadable: number;
}

/** A desk at a PBX that has written some stories. */
export interface SurveyDesk extends Desk {
  readonly database: string;
  readonly log: string;
  readonly reader: DatabaseAddress;
  readonly directory: Directory;
}

export interface SurveyDeskOptions {
  /** The folder of captures whose directory it has. */
  readonly pbx?: string;
  readonly zone?: string;
  readonly shape?: Shape;
}

/** Desks for `survey`, cleared away after each test; call it inside `describe`. */
export function useSurveyDesks(): (stories: readonly WrittenCapture[], options?: SurveyDeskOptions) => Promise<SurveyDesk> {
  const mariadb = useMariadb();
  const desks = useDesks();
  return async (stories, { pbx = 'freepbx17', zone = 'UTC', shape = FREEPBX_17 } = {}) => {
    const desk = await desks({ nowAt: NOW });
    const config = JSON.parse(fs.readFileSync(desk.config, 'utf8'));
    const reader: DatabaseAddress = config.pbx.database;
    const { database } = reader;
    await createAsteriskTables(mariadb(), { database, ...shape });
    // A shorter column cuts what Asterisk writes, as MariaDB outside strict mode does on a PBX.
    const cut = (row: WrittenCapture['cel'][0]) => ({ ...row, appdata: String(row.appdata || '').slice(0, shape.appdataLength) });
    const all = <T>(rowsOf: (story: WrittenCapture) => readonly T[]) => ([] as T[]).concat(...stories.map(rowsOf));
    const [cdr, cel] = [all((story) => story.cdr), all((story) => story.cel.map(cut))];
    await insertRows(mariadb(), 'cdr', cdr, database);
    await insertRows(mariadb(), 'cel', cel, database);
    const log = path.join(desk.folder, 'queue_log');
    fs.writeFileSync(log, all(({ queueLog }) => queueLog.map((line) => `${line}\n`)).join(''));
    const known = JSON.parse(fs.readFileSync(path.join(CAPTURES_DIR, pbx, 'directory.json'), 'utf8'));
    config.pbx.queue_log = log;
    config.pbx.directory = path.join(desk.folder, 'directory.json');
    fs.writeFileSync(config.pbx.directory, JSON.stringify({ ...known, time_zone: zone }));
    fs.writeFileSync(desk.config, JSON.stringify(config), { mode: 0o600 });
    const story = storyOf(allCaptures().filter((one) => one.pbx === pbx)[0] as ReturnType<typeof allCaptures>[0]);
    return { ...desk, database, log, reader, directory: { ...story.directory, timeZone: zone } };
  };
}

/** What the command counts, which complains of nothing. */
export async function surveyed(desk: Desk, ...args: string[]): Promise<Surveyed> {
  const { code, out, err } = await desk.run('survey', '--json', '--niceness', '0', ...args);
  expect([code, err]).to.deep.equal([0, '']);
  return JSON.parse(out);
}

/** What the daemon's turns judge the same calls to be, of those that began in a range: all that its feeds tell of, read by their ids. */
export async function countedByTurns(desk: SurveyDesk, since = 0, until = NOW): Promise<Pick<Surveyed, 'months' | 'reasons'>> {
  const { reader: address, log, directory } = desk;
  const reader = openReader(address);
  const tables: PbxTables = {
    cdr: 'cdr',
    cel: 'cel',
    queueLog: log,
    queueLogTable: 'queuelog',
    cdrOverlapSeconds: 600,
    zone: directory.timeZone,
  };
  const pbx = openPbx(reader, tables);
  const ids = new Set<string>();
  for (const feed of pbx.feeds) {
    for (let cursor: unknown, more = true; more; ) {
      const touched = await feed.touchedSince(cursor, { now: NOW, firstSince: 0 });
      for (const id of touched.ids) ids.add(id);
      ({ cursor, more } = touched);
    }
  }
  const office = officeOf(directory, [], FREEPBX_DIALECT);
  const seen = new Map<string, CallWithVerdict>();
  for (const left = Array.from(ids); left.length > 0; ) {
    const { records } = await pbx.recordsOf(left.splice(0, AT_A_TIME));
    const settled = (call: CallWithVerdict['call']) => isSettled(call, { quietSeconds: 60, lostEndSeconds: 7200 }, NOW);
    for (const one of judgeRecords(records, office, settled).judged) seen.set(one.call.id, one);
  }
  await reader.close();
  const months: Tallies = {};
  const reasons: Record<string, number> = {};
  seen.forEach(({ call: { direction, startedAt }, verdict: { kind, reason } }) => {
    if (direction !== 'inbound' || startedAt < since || startedAt >= until) return;
    const month = new Date((startedAt + zoneOffset(directory.timeZone || 'UTC', startedAt)) * 1000).toISOString().slice(0, 7);
    const tally = months[month] || { answered: 0, voicemail: 0, missed: 0, not_counted: 0, pending: 0 };
    tally[kind] = (tally[kind] || 0) + 1;
    months[month] = tally;
    if (kind === 'missed') reasons[reason] = (reasons[reason] || 0) + 1;
  });
  return { months, reasons };
}
