import * as fs from 'fs';
import * as path from 'path';
import { configFrom } from '../config';
import { administer } from '../store/administer';
import { type Account, type Grants, grantsFor, removalOf } from '../store/grants';
import { ourTables } from '../store/our-tables';
import type { AddCommand } from './program-type';
import { configOf, readStanding, type Told, toldFrom, writeOwnFile } from './setup-files';
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

/** `setup`: writes the configuration, and makes database and accounts with the administrator's account it is told on standard input. */
export const setupCommand: AddCommand = (program, world, done) => {
  program
    .command('setup')
    .description('write the configuration and make database and accounts; the PBX’s module tells it where on standard input')
    .option('--sql', 'print the statements for a database administrator; they hold passwords')
    .option('--remove', 'with --sql: those that drop everything')
    .action(async (options: { sql?: boolean; remove?: boolean }) => {
      const told = toldFrom(fs.readFileSync(0, 'utf8'));
      const file = path.join(told.folder, 'config.json');
      if (options.remove !== true) writeOwnFile(file, `${JSON.stringify(configOf(told, readStanding(file)), null, 2)}\n`);
      const grants = grantsOf(told, file);
      const statements = options.remove === true ? removalOf(grants) : grantsFor(grants);
      if (options.sql === true) world.out(statements.map((sql) => `${sql};\n`).join(''));
      else if (told.admin !== null && options.remove !== true) {
        await administer(told.admin, statements);
        world.out('The database and its accounts are there.\n');
      }
      done(DONE);
    });
};
