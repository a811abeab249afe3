import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { runProgram } from '../../service/cli/program';
import { SILENT } from '../../service/log';
import { type Database, openDatabase } from '../../service/store/database';
import { migrate } from '../../service/store/migrate';
import { ourTables } from '../../service/store/our-tables';
import { CAPTURES_DIR } from '../support/captures';
import { createPbxAccounts } from '../support/pbx-accounts';
import { ownName, useMariadb } from '../support/shared-mariadb';

/** What a command line came to. */
export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** What was asked at the terminal. */
  readonly asked: string;
}

/** A place to type commands at: a configuration, a database of its own with the rights it has on a PBX, and a folder. */
export interface Desk {
  readonly folder: string;
  readonly config: string;
  readonly db: Database;
  /** One command line in this process, `--config` added. */
  run(...args: string[]): Promise<Ran>;
  /** The same, with somebody at the terminal who answers this. */
  answering(answer: string | null, ...args: string[]): Promise<Ran>;
}

export interface DeskOptions {
  readonly nowAt: number;
  /** False: a database nothing was ever made in. */
  readonly migrated?: boolean;
}

/** Desks on the server all tests share, cleared away after each test; call it inside `describe`. */
export function useDesks(): (options: DeskOptions) => Promise<Desk> {
  const mariadb = useMariadb();
  let closing: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closing) await close();
    closing = [];
  });
  return async ({ nowAt, migrated }) => {
    const [pbxDatabase, database] = [ownName('cdrdb'), ownName('list')];
    const accounts = await createPbxAccounts(mariadb(), { tables: ourTables(), pbxDatabase, database, suffix: `_${database.slice(-6)}` });
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'smc-desk-'));
    const config = path.join(folder, 'config.json');
    const address = ({ socketPath, user, password }: typeof accounts.owner, name: string) => ({
      socketPath,
      user,
      password,
      database: name,
    });
    const directory = path.join(CAPTURES_DIR, 'freepbx17', 'directory.json');
    const json = { pbx: { database: address(accounts.reader, pbxDatabase), directory }, store: address(accounts.owner, database) };
    fs.writeFileSync(config, JSON.stringify(json), { mode: 0o600 });
    const db = openDatabase(json.store);
    if (migrated !== false) await migrate(db);
    closing.push(async () => {
      await db.close();
      for (const file of fs.readdirSync(folder)) fs.unlinkSync(path.join(folder, file));
      fs.rmdirSync(folder);
    });
    const answering = async (answer: string | null, ...args: string[]): Promise<Ran> => {
      let out = '';
      let err = '';
      let asked = '';
      const code = await runProgram(args.concat('--config', config), {
        out: (text) => {
          out += text;
        },
        err: (text) => {
          err += text;
        },
        ask: (question) => {
          asked += question;
          return Promise.resolve(answer);
        },
        clock: { nowAt: () => nowAt },
        log: SILENT,
        onStop: () => undefined,
      });
      return { code, out, err, asked };
    };
    return { folder, config, db, answering, run: (...args) => answering(null, ...args) };
  };
}
