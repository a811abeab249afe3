import { PlainError } from '../../shared/errors';
import { isoOf } from '../judged-json';
import { readEvents } from '../store/audit';
import { readEntry } from '../store/list';
import { readSettings } from '../store/settings-store';
import { type AuditFault, verifyAudit } from '../store/verify-audit';
import { localTime, printable } from '../telling';
import { auditText } from '../web/audit-text';
import { namesOf } from '../web/names';
import { callerView } from '../web/view-caller';
import type { AddCommand, Program } from './program-type';
import { type StoreOptions, withStore } from './with-store';
import { DONE, FAILED, type World } from './world';

/** Faults that are told one by one. */
const MOST_TOLD = 50;

interface Options extends StoreOptions {
  readonly json?: boolean;
}

/** A fault as a sentence that names the row. */
function faultText({ kind, no, entryId, seq }: AuditFault): string {
  const event = entryId === null ? '' : ` (event ${seq} of entry ${entryId})`;
  switch (kind) {
    case 'changed':
      return `Row ${no}${event} or its note is not what was written.`;
    case 'missing':
      return `Row ${no} was taken out, and perhaps more after it.`;
    case 'reordered':
      return `Row ${no}${event} stands where it was not written.`;
  }
}

function withOptions(command: Program): Program {
  return command
    .option('--config <file>', 'configuration file (0600)')
    .option('--client <name>', 'another client than the configured one')
    .option('--json', 'print JSON');
}

function addVerify(audit: Program, world: World, done: (code: number) => void): void {
  withOptions(audit.command('verify'))
    .description('check the chain of hashes: name every row that was changed, taken out or moved')
    .action(async (options: Options) => {
      await withStore(options, async ({ client, db }) => {
        // In a transaction all is read as of one moment, whatever the daemon appends meanwhile.
        const { rows, faults } = await db.transaction((tx) => verifyAudit(client, tx));
        if (options.json === true) world.out(`${JSON.stringify({ client, rows, faults })}\n`);
        else if (faults.length === 0) world.out(`The audit of client ${client} is whole: ${rows} rows, each as it was written.\n`);
        else {
          for (const fault of faults.slice(0, MOST_TOLD)) world.out(`${faultText(fault)}\n`);
          if (faults.length > MOST_TOLD) world.out(`… and ${faults.length - MOST_TOLD} more.\n`);
          world.err(
            `The audit of client ${client} was tampered with or damaged: keep a copy of the database as it is, then compare with a backup.\n`,
          );
        }
        done(faults.length === 0 ? DONE : FAILED);
      });
    });
}

function addShow(audit: Program, world: World, done: (code: number) => void): void {
  withOptions(audit.command('show <entry>'))
    .description('print everything that happened to an entry, oldest first')
    .action(async (id: string, options: Options) => {
      if (!/^\d{1,10}$/.test(id))
        throw new PlainError('no_entry_number', `"${id}" is no number of an entry: the address of its page ends in it.`);
      await withStore(options, async ({ client, db, directory, zone: pbxZone }) => {
        const entry = await readEntry(client, db, Number(id));
        const events = await readEvents(client, db, Number(id));
        if (entry === null && events.length === 0)
          throw new PlainError('no_such_entry', `Client ${client} has no entry ${id}: check its number.`);
        if (options.json === true) {
          world.out(`${JSON.stringify(events.map((event) => ({ ...event, at: isoOf(event.at) })))}\n`);
          done(DONE);
          return;
        }
        const zone = (await readSettings(client, db)).time_zone || pbxZone;
        const words = { language: 'en' as const, names: namesOf(directory, 'en'), when: (at: number) => localTime(at, zone) };
        const who = entry === null ? 'its row is gone' : printable(callerView(entry, directory.country, 'en').title);
        world.out(`Entry ${id}: ${who}\n`);
        for (const event of events) {
          const call = event.callId === null ? '' : `  [call ${event.callId}]`;
          world.out(`${String(event.seq).padStart(4)}  ${localTime(event.at, zone)}  ${printable(auditText(event, words))}${call}\n`);
          if (event.note !== null) world.out(`        “${printable(event.note)}”\n`);
        }
        done(DONE);
      });
    });
}

/** `audit verify|show`: whether the audit is what was written, and what it says of an entry. */
export const auditCommand: AddCommand = (program, world, done) => {
  const audit = program.command('audit').description('check the audit, or read it');
  addVerify(audit, world, done);
  addShow(audit, world, done);
};
