import * as crypto from 'crypto';
import * as fs from 'fs';
import * as path from 'path';
import { directoryJsonOf } from '../../shared/directory-json';
import { PlainError } from '../../shared/errors';
import type { Office } from '../judging';
import { maskOf, namesIn } from '../masking';
import type { AddCommand } from './program-type';
import { withPbx } from './with-pbx';
import { DONE, FAILED } from './world';

/** Six digits made from an ending by a key nobody keeps: the same in every row, and not to be turned back by trying them all. */
function hiddenDigits(): (ending: string) => string {
  const key = crypto.randomBytes(32);
  return (ending) => {
    const hash = crypto.createHmac('sha256', key.toString('hex')).update(ending).digest('hex');
    return String(parseInt(hash.slice(0, 10), 16) % 1000000).padStart(6, '0');
  };
}

function ownNumbers(office: Office): Set<string> {
  const { dids, extensions, trunks } = office.directory;
  return new Set(
    dids
      .map((one) => one.number)
      .concat(
        extensions.map((one) => one.number),
        trunks.map((one) => one.outboundCid),
      ),
  );
}

function write(dir: string, name: string, text: string): void {
  fs.writeFileSync(path.join(dir, name), text, { mode: 0o600 });
}

/** `capture LINKEDID DIR`: every row of a call with numbers masked, ready to `replay`: what a bug report needs. */
export const captureCommand: AddCommand = (program, world, done) => {
  program
    .command('capture <linkedid> <dir>')
    .description('write the rows of one call to a new folder, numbers and names masked, for replay and bug reports')
    .option('--config <file>', 'configuration file (0600)')
    .action(async (linkedid: string, dir: string, options: { config?: string }) => {
      if (fs.existsSync(dir))
        throw new PlainError('folder_exists', `${dir} is already there: name a new folder, so that nothing is overwritten.`);
      await withPbx(options.config, async ({ pbx, office }) => {
        const { cdr, cel, queueLog } = await pbx.rowsOf([linkedid]);
        if (cdr.length + cel.length + queueLog.length === 0) {
          world.err(`No call ${linkedid} in the CDR, CEL or queue_log: check the id, or whether the tables were pruned.\n`);
          done(FAILED);
          return;
        }
        const mask = maskOf(hiddenDigits(), ownNumbers(office), namesIn(cdr.concat(cel)));
        fs.mkdirSync(dir, 0o700);
        write(dir, 'cdr.json', `${JSON.stringify(cdr.map(mask.row), null, 1)}\n`);
        write(dir, 'cel.json', `${JSON.stringify(cel.map(mask.row), null, 1)}\n`);
        write(dir, 'queue_log.txt', queueLog.map((line) => `${mask.line(line)}\n`).join(''));
        write(dir, 'directory.json', `${JSON.stringify(directoryJsonOf(office.directory), null, 1)}\n`);
        world.out(
          `${cdr.length} CDR rows, ${cel.length} CEL rows and ${queueLog.length} queue_log lines in ${dir}, numbers masked. Look at them, then: replay ${dir}\n`,
        );
        done(DONE);
      });
    });
};
