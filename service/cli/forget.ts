import { PlainError } from '../../shared/errors';
import { callerKey } from '../../shared/phone/caller';
import { formatForReader } from '../../shared/phone/display';
import { numberPlan } from '../../shared/phone/plan';
import { type ForgetReport, forgetCaller } from '../store/forget';
import { printable } from '../telling';
import type { AddCommand } from './program-type';
import { cliUser, type StoreOptions, withStore } from './with-store';
import { DONE, FAILED, type World } from './world';

interface Options extends StoreOptions {
  readonly yes?: boolean;
}

/** Asks whoever sits at the terminal. Throws PlainError where nobody does. */
async function isMeant(world: World, who: string, client: string): Promise<boolean> {
  const question = `Erase ${who} from everything that is kept of client ${client}? It cannot be brought back. Type yes to go on: `;
  const answer = world.ask === undefined ? null : await world.ask(question);
  if (answer === null) throw new PlainError('not_confirmed', 'Nobody is at a terminal to be asked: add --yes to forget without asking.');
  return answer.trim().toLowerCase() === 'yes';
}

/** What was done, without the number: this may end in a log. */
function told({ entries, calls, proofs, contacts, notes, messages, waiting, elsewhere }: ForgetReport, client: string): string {
  const lines = [
    `Forgotten at client ${client}. Rows of calls up to now will not bring the caller back.`,
    `  kept as counts, naming nobody   entries ${entries}, calls ${calls}`,
    `  removed                         proofs ${proofs}, contacts ${contacts}, notes ${notes}, messages ${messages}, calls in progress ${waiting}`,
    `  removed at other callers        notes ${elsewhere.notes}, numbers in proofs ${elsewhere.proofs}, unreadable rows ${elsewhere.unreadable}`,
  ];
  lines.push('What the PBX itself wrote (CDR, CEL, queue_log, recordings) and backups are not ours to clean.');
  for (const name of elsewhere.settings) lines.push(`The setting ${name} still names the caller: change it when it need not any more.`);
  if (entries + calls + contacts === 0) lines.push('Nothing was kept of this caller: if you expected otherwise, check the number.');
  return lines.map((line) => `${line}\n`).join('');
}

/** `forget NUMBER`: erases a person from everything that is kept of a client, and keeps him away when old rows are read again. */
export const forgetCommand: AddCommand = (program, world, done) => {
  program
    .command('forget <number>')
    .description('erase a caller from everything that is kept; counts stay, and old rows do not bring him back')
    .option('--config <file>', 'configuration file (0600)')
    .option('--client <name>', 'another client than the configured one')
    .option('--yes', 'do not ask')
    .action(async (number: string, options: Options) => {
      await withStore(options, async ({ client, db, directory, directoryProblem, zone }) => {
        const plan = numberPlan(directory);
        if (directoryProblem !== null && number[0] !== '+')
          throw new PlainError(
            'directory_unread',
            `${directoryProblem} Without it national numbers cannot be told: mend it, or begin the number with + and the country.`,
          );
        const who = printable(formatForReader(callerKey(number, plan).key, directory.country));
        if (options.yes !== true && !(await isMeant(world, who, client))) {
          world.err('Nothing was forgotten.\n');
          done(FAILED);
          return;
        }
        const request = { number, plan, zone, now: world.clock.nowAt(), userId: cliUser() };
        world.out(told(await forgetCaller(client, db, request), client));
        done(DONE);
      });
    });
};
