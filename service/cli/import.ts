import { importClient } from '../store/import';
import { howMuch } from './export';
import { linesOf } from './line-files';
import type { AddCommand } from './program-type';
import { type StoreOptions, withStore } from './with-store';
import { DONE } from './world';

/** `import FILE`: takes an export in for a client of whom nothing is kept yet; all of it or nothing. */
export const importCommand: AddCommand = (program, world, done) => {
  program
    .command('import <file>')
    .description('take an export in, for a client of whom nothing is kept yet; all of it or nothing')
    .option('--config <file>', 'configuration file (0600)')
    .option('--client <name>', 'another client than the configured one')
    .action(async (file: string, options: StoreOptions) => {
      await withStore(
        options,
        async ({ client, db, zone }) => {
          const header = await importClient(client, db, zone, () => linesOf(file));
          world.out(`${howMuch(header)} of client ${client} are here now, and the audit holds.\n`);
          if (header.zone !== zone) world.out(`The list was kept in ${header.zone} and goes on so: settings set time_zone changes it.\n`);
          done(DONE);
        },
        { mayBeNew: true },
      );
    });
};
