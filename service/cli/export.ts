import { type ExportHeader, exportClient } from '../store/export';
import { newFile } from './line-files';
import type { AddCommand } from './program-type';
import { type StoreOptions, withStore } from './with-store';
import { DONE } from './world';

/** `12 entries, 40 calls and 60 events`. */
export function howMuch({ rows }: ExportHeader): string {
  const of = (table: string): number => rows[table] || 0;
  return `${of('smart_missed_calls')} entries, ${of('smc_attempts')} calls and ${of('smart_missed_calls_audit')} events`;
}

/** `export FILE`: one client's data whole, as lines of JSON with a checksum. */
export const exportCommand: AddCommand = (program, world, done) => {
  program
    .command('export <file>')
    .description("write one client's data whole to a new file: list, calls, proofs, notes, audit, settings")
    .option('--config <file>', 'configuration file (0600)')
    .option('--client <name>', 'another client than the configured one')
    .action(async (file: string, options: StoreOptions) => {
      await withStore(options, async ({ client, db, zone }) => {
        const target = newFile(file);
        try {
          const header = await exportClient(client, db, { now: world.clock.nowAt(), zone }, target.write);
          target.keep();
          world.out(
            `${howMuch(header)} of client ${client} are in ${file}. It holds numbers and names: only you can read it, keep it so.\n`,
          );
        } catch (error) {
          target.drop();
          throw error;
        }
        done(DONE);
      });
    });
};
