import { createCommand } from 'commander';
import { PlainError } from '../../shared/errors';
import { version } from '../version';
import { auditCommand } from './audit';
import { backfillCommand } from './backfill';
import { captureCommand } from './capture';
import { doctorCommand } from './doctor';
import { explainCommand } from './explain';
import { exportCommand } from './export';
import { forgetCommand } from './forget';
import { importCommand } from './import';
import { migrateCommand } from './migrate';
import { notifyCommand } from './notify';
import type { AddCommand, Program } from './program-type';
import { replayCommand } from './replay';
import { runCommand } from './run';
import { settingsCommand } from './settings';
import { setupCommand } from './setup';
import { surveyCommand } from './survey';
import { DONE, FAILED, type World, WRONG_USAGE } from './world';

const COMMANDS: readonly AddCommand[] = [
  runCommand,
  replayCommand,
  explainCommand,
  captureCommand,
  surveyCommand,
  backfillCommand,
  doctorCommand,
  forgetCommand,
  settingsCommand,
  auditCommand,
  notifyCommand,
  exportCommand,
  importCommand,
  migrateCommand,
  setupCommand,
];

/** Thrown by commander in place of ending the process: 0 for --help and --version. */
interface CommanderExit {
  readonly exitCode: number;
  readonly code: string;
}

function isCommanderExit(error: unknown): error is CommanderExit {
  return typeof error === 'object' && error !== null && String((error as CommanderExit).code).indexOf('commander.') === 0;
}

/**
 * Runs one command line: 0 done, 1 the answer is no or something failed, 2 wrong usage.
 * A fault is told on standard error in one sentence that says what to do next.
 */
export async function runProgram(args: readonly string[], world: World): Promise<number> {
  let code = DONE;
  const program = createCommand('smartmissedcalls');
  program.description('The list of inbound callers whom nobody on the team served.').version(version(), '--version', 'print the version');
  program.exitOverride();
  for (const add of COMMANDS) {
    add(program, world, (result) => {
      code = result;
    });
  }
  for (const command of program.commands as Program[]) command.exitOverride();
  if (args.length === 0) {
    world.err(program.helpInformation());
    return WRONG_USAGE;
  }
  try {
    await program.parseAsync(args.slice(), { from: 'user' });
    return code;
  } catch (error) {
    if (isCommanderExit(error)) return error.exitCode === 0 ? DONE : WRONG_USAGE;
    if (error instanceof PlainError) world.err(`${error.message}\n`);
    else world.err(`Unexpected fault, please report it with this line: ${error instanceof Error ? error.stack : String(error)}\n`);
    return FAILED;
  }
}
