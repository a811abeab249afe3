import { readConfig } from '../config';
import { openDatabase } from '../store/database';
import { migrate } from '../store/migrate';
import type { AddCommand } from './program-type';
import { DONE } from './world';

/** `migrate`: brings our own schema up to this version; safe to run again and by two at once. */
export const migrateCommand: AddCommand = (program, world, done) => {
  program
    .command('migrate')
    .description('bring our own database up to this version')
    .option('--config <file>', 'configuration file (0600)')
    .action(async (options: { config?: string }) => {
      const db = openDatabase(readConfig(options.config).store);
      try {
        const ran = await migrate(db);
        world.out(ran.length === 0 ? 'The database is up to date.\n' : `${ran.map((name) => `migrated ${name}\n`).join('')}`);
        done(DONE);
      } finally {
        await db.close();
      }
    });
};
