import * as fs from 'fs';
import * as path from 'path';
import { PlainError } from '../../shared/errors';
import { configFrom, readConfig } from '../config';
import { writingRights } from '../doctor/rights';
import { writeOwnFile } from '../own-file';
import { administer, ownGrants } from '../store/administer';
import { openDatabase } from '../store/database';
import { type Account, type Grants, grantsFor, removalOf } from '../store/grants';
import { ourTables } from '../store/our-tables';
import type { AddCommand } from './program-type';
import { configOf, readStanding, type Told, toldFrom } from './setup-files';
import { DONE } from './world';

const APPEND_ONLY = ['smart_missed_calls_audit'];

/** Where the accounts connect from: by the socket, from this machine by TCP, or from wherever the PBX is seen by its database server. */
function accountHost({ server }: Told): string {
  if (server.socketPath !== undefined || server.host === undefined || server.host === 'localhost') return 'localhost';
  return server.host === '127.0.0.1' ? '127.0.0.1' : '%';
}

function grantsOf(told: Told, file: string): Grants {
  const config = configFrom(readStanding(file), file);
  const host = accountHost(told);
  const account = ({ user, password }: { user: string; password: string }): Account => ({ user, password, host });
  return {
    database: config.store.database,
    owner: account(config.store),
    tables: ourTables(),
    appendOnly: APPEND_ONLY,
    pbxDatabase: config.pbx.database.database,
    celDatabase: config.pbx.cel_database,
    reader: account(config.pbx.database),
  };
}

/** Throws PlainError where the accounts lack rights this version needs: it brought tables, and only an administrator may give rights. */
async function mustHaveRights(configFile: string | undefined): Promise<void> {
  const { store } = readConfig(configFile);
  const db = openDatabase(store);
  try {
    const grants = await ownGrants(db);
    const lacking = ourTables().filter(
      (table) => APPEND_ONLY.indexOf(table) < 0 && writingRights(grants, store.database, table).indexOf('DELETE') < 0,
    );
    if (lacking.length > 0)
      throw new PlainError('rights_missing', `The account ${store.user} lacks its rights on ${lacking.join(', ')}: run setup once more.`);
  } finally {
    await db.close();
  }
}

/** `setup`: writes the configuration, and makes database and accounts with the administrator's account it is told on standard input. */
export const setupCommand: AddCommand = (program, world, done) => {
  program
    .command('setup')
    .description('write the configuration and make database and accounts; the PBX’s module tells it where on standard input')
    .option('--sql', 'print the statements for a database administrator; they hold passwords')
    .option('--remove', 'with --sql: those that drop everything')
    .option('--empty', 'with --sql: those that drop the list alone')
    .option('--check', 'only look whether the accounts have the rights this version needs')
    .option('--config <file>', 'with --check: configuration file (0600)')
    .action(async (options: { sql?: boolean; remove?: boolean; empty?: boolean; check?: boolean; config?: string }) => {
      if (options.check === true) {
        await mustHaveRights(options.config);
        done(DONE);
        return;
      }
      const told = toldFrom(fs.readFileSync(0, 'utf8'));
      const file = path.join(told.folder, 'config.json');
      if (options.remove !== true) writeOwnFile(file, `${JSON.stringify(configOf(told, readStanding(file)), null, 2)}\n`);
      const grants = grantsOf(told, file);
      const removal = removalOf(grants);
      const statements = options.remove === true ? removal : options.empty === true ? removal.slice(0, 1) : grantsFor(grants);
      if (options.sql === true) world.out(statements.map((sql) => `${sql};\n`).join(''));
      else if (told.admin !== null && options.remove !== true) {
        await administer(told.admin, statements);
        world.out('The database and its accounts are there.\n');
      }
      done(DONE);
    });
};
