import type { Finding } from '../../shared/finding';
import { type Params, say } from '../../shared/messages';
import { readConfig } from '../config';
import type { Group } from '../doctor/finding';
import { type Checked, examine, findingsOf } from '../doctor/findings';
import { gather } from '../doctor/look/gather';
import { namesOf, placesOf } from '../health-places';
import { openDatabase, openReader } from '../store/database';
import { printable } from '../telling';
import { proveList } from './doctor-rebuild';
import type { AddCommand } from './program-type';
import { DONE, FAILED, type World } from './world';

const GROUPS: readonly Group[] = ['pbx', 'reading', 'list', 'home'];
const MARKS: Readonly<Record<Finding['severity'], string>> = { broken: '✘', warning: '!', note: '·' };

function linesOf({ check, findings }: Checked): string[] {
  if (findings === null) return [`  – ${say({ key: check.fine })}: ${say({ key: 'doctor.unknown' })}`];
  if (findings.length === 0) return [`  ✔ ${say({ key: check.fine })}`];
  return findings.reduce<string[]>(
    (lines, one) => lines.concat(`  ${MARKS[one.severity]} ${say(one.saying)}`, `    → ${say(one.whatToDo)}`),
    [],
  );
}

function print(checked: readonly Checked[], world: World): void {
  for (const group of GROUPS) {
    world.out(`${say({ key: `doctor.group.${group}` as const })}\n`);
    for (const one of checked.filter(({ check }) => check.group === group)) {
      for (const line of linesOf(one)) world.out(`${printable(line)}\n`);
    }
  }
  const n = findingsOf(checked).filter(({ severity }) => severity === 'broken').length;
  world.out(`\n${say(n === 0 ? { key: 'doctor.sum.fine' } : { key: 'doctor.sum.broken', params: { n } })}\n`);
}

/** The values of a sentence as text and numbers. */
function plain(params: Params): Record<string, string | number> {
  return Object.keys(params).reduce<Record<string, string | number>>((all, name) => {
    const value = params[name];
    if (value !== undefined) all[name] = typeof value === 'object' ? say(value) : value;
    return all;
  }, {});
}

function json(checked: readonly Checked[]) {
  return {
    checks: checked.map(({ check, findings }) => ({ name: check.name, ok: findings === null ? null : findings.length === 0 })),
    findings: findingsOf(checked).map(({ code, severity, saying, whatToDo }) => ({
      code,
      severity,
      text: say(saying),
      what_to_do: say(whatToDo),
      params: plain(saying.params || {}),
    })),
  };
}

interface Options {
  readonly config?: string;
  readonly client?: string;
  readonly json?: boolean;
  readonly rebuild?: boolean;
  readonly write?: boolean;
}

/** `doctor`: everything that could make the list wrong, each with what to do; exit 1 when something is broken. */
export const doctorCommand: AddCommand = (program, world, done) => {
  program
    .command('doctor')
    .description('look for everything that could make the list wrong, and say what to do about each')
    .option('--config <file>', 'configuration file (0600)')
    .option('--client <name>', 'another client than the configured one')
    .option('--json', 'print one JSON object')
    .option('--rebuild', 'prove that the list is what its calls and events say')
    .option('--write', 'with --rebuild: write the list anew from them where it is not')
    .action(async (options: Options) => {
      const read = readConfig(options.config);
      const config = options.client === undefined ? read : { ...read, client: options.client };
      const reader = openReader(config.pbx.database);
      const db = openDatabase(config.store);
      try {
        const names = namesOf(config.pbx.directory)();
        if (options.rebuild === true) {
          const zone = names.directory.timeZone || 'UTC';
          done(
            (await proveList(db, config.client, zone, { write: options.write === true, json: options.json === true }, world))
              ? DONE
              : FAILED,
          );
          return;
        }
        const checked = examine(await gather(placesOf(config, reader, db), names, world.clock.nowAt()));
        if (options.json === true) world.out(`${JSON.stringify(json(checked))}\n`);
        else print(checked, world);
        done(findingsOf(checked).some(({ severity }) => severity === 'broken') ? FAILED : DONE);
      } finally {
        await Promise.all([reader.close(), db.close()]);
      }
    });
};
