import { readConfig } from '../config';
import { startDaemon } from '../daemon';
import { tidyingUp } from '../engine';
import type { AddCommand } from './program-type';
import { DONE } from './world';

/** `run`: the daemon, in the foreground, until SIGTERM or SIGINT. */
export const runCommand: AddCommand = (program, world, done) => {
  program
    .command('run')
    .description('read the PBX, keep the list and serve the pages until stopped')
    .option('--config <file>', 'configuration file (0600)')
    .action(async (options: { config?: string }) => {
      const daemon = await startDaemon({
        config: readConfig(options.config),
        clock: world.clock,
        log: world.log,
        onTurn: tidyingUp(),
      });
      world.onStop(() => {
        daemon.stop();
      });
      for (const address of daemon.addresses) world.log.info(`pages on ${address}`);
      await daemon.stopped;
      done(DONE);
    });
};
