import { isSettled } from '../calls/settled';
import { callJson } from '../judged-json';
import { judgeRecords } from '../judging';
import { patienceOfOnce } from '../patience';
import { tell } from '../telling';
import type { AddCommand } from './program-type';
import { withPbx } from './with-pbx';
import { DONE, FAILED } from './world';

/** `explain LINKEDID`: the call as a person would tell it, with its evidence. */
export const explainCommand: AddCommand = (program, world, done) => {
  program
    .command('explain <linkedid>')
    .description('tell one call of the PBX with its evidence; any linkedid or uniqueid of it will do')
    .option('--config <file>', 'configuration file (0600)')
    .option('--json', 'print one JSON object')
    .action(async (linkedid: string, options: { config?: string; json?: boolean }) => {
      await withPbx(options.config, async ({ config, pbx, office }) => {
        const { records } = await pbx.recordsOf([linkedid]);
        const patience = patienceOfOnce(config);
        const { judged } = judgeRecords(records, office, (call) => isSettled(call, patience, world.clock.nowAt()));
        if (judged.length === 0) {
          world.err(`No call ${linkedid} in the CDR, CEL or queue_log: check the id, or whether the tables were pruned.\n`);
          done(FAILED);
          return;
        }
        if (options.json === true) world.out(`${JSON.stringify({ calls: judged.map((one) => callJson(one, office)) })}\n`);
        else for (const one of judged) world.out(tell(one, office));
        done(DONE);
      });
    });
};
