import * as crypto from 'crypto';
import * as fs from 'fs';
import * as path from 'path';
import { directoryJsonOf } from '../../shared/directory-json';
import { PlainError } from '../../shared/errors';
import type { Office } from '../judging';
import { maskOf, namesIn } from '../masking';
import { readReports } from '../store/reports';
import type { AddCommand } from './program-type';
import { type PbxAtHand, withPbx } from './with-pbx';
import { DONE, FAILED, type World } from './world';

const MOST_REPORTS = 100;

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

/** Writes the masked rows of one call into a new folder; what was written as a sentence, or null where the PBX has no rows of it. */
async function writeCapture({ pbx, office }: PbxAtHand, ids: readonly string[], dir: string): Promise<string | null> {
  const { cdr, cel, queueLog } = await pbx.rowsOf(ids);
  if (cdr.length + cel.length + queueLog.length === 0) return null;
  const mask = maskOf(hiddenDigits(), ownNumbers(office), namesIn(cdr.concat(cel)));
  fs.mkdirSync(dir, 0o700);
  write(dir, 'cdr.json', `${JSON.stringify(cdr.map(mask.row), null, 1)}\n`);
  write(dir, 'cel.json', `${JSON.stringify(cel.map(mask.row), null, 1)}\n`);
  write(dir, 'queue_log.txt', queueLog.map((line) => `${mask.line(line)}\n`).join(''));
  write(dir, 'directory.json', `${JSON.stringify(directoryJsonOf(office.directory), null, 1)}\n`);
  return `${cdr.length} CDR rows, ${cel.length} CEL rows and ${queueLog.length} queue_log lines in ${dir}, numbers masked.`;
}

/** Every call users reported as judged wrong, each in a folder of its own below the new folder; how many there were. */
async function writeReported(at: PbxAtHand, dir: string, out: World['out']): Promise<number> {
  const reports = await readReports(at.config.client, at.db, MOST_REPORTS);
  if (reports.length > 0) fs.mkdirSync(dir, 0o700);
  let written = 0;
  for (const { entryId, callId, linkedids, reason } of reports) {
    const folder = path.join(dir, `entry-${entryId}-${(callId || 'unknown').replace(/[^\w.-]/g, '_')}`);
    if (fs.existsSync(folder)) continue;
    const said = linkedids.length === 0 ? null : await writeCapture(at, linkedids, folder);
    out(said === null ? `Entry ${entryId}: the PBX has no rows of its call any more.\n` : `Judged ${reason || 'missed'}: ${said}\n`);
    if (said !== null) written += 1;
  }
  return written;
}

/** `capture LINKEDID DIR`: every row of a call with numbers masked, ready to `replay`: what a bug report needs; `capture reported DIR`: of every call users reported. */
export const captureCommand: AddCommand = (program, world, done) => {
  program
    .command('capture <linkedid> <dir>')
    .description(
      'write the rows of one call to a new folder, numbers and names masked, for replay and bug reports; "reported" takes every call that users reported as not missed',
    )
    .option('--config <file>', 'configuration file (0600)')
    .action(async (linkedid: string, dir: string, options: { config?: string }) => {
      if (fs.existsSync(dir))
        throw new PlainError('folder_exists', `${dir} is already there: name a new folder, so that nothing is overwritten.`);
      await withPbx(options.config, async (at) => {
        if (linkedid === 'reported') {
          const written = await writeReported(at, dir, world.out);
          if (written === 0) world.err('Nobody has reported a call whose rows are still there.\n');
          done(written === 0 ? FAILED : DONE);
          return;
        }
        const said = await writeCapture(at, [linkedid], dir);
        if (said === null) {
          world.err(`No call ${linkedid} in the CDR, CEL or queue_log: check the id, or whether the tables were pruned.\n`);
          done(FAILED);
          return;
        }
        world.out(`${said} Look at them, then: replay ${dir}\n`);
        done(DONE);
      });
    });
};
