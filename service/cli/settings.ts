import { SETTING_NAMES } from '../../shared/settings';
import { isoOf } from '../judged-json';
import { createEntryStore } from '../store/entry-store';
import { readSettingsHistory, readSettingsHolds } from '../store/settings-history';
import { readSettings } from '../store/settings-store';
import { printable } from '../telling';
import type { AddCommand, Program } from './program-type';
import { settingNamed, settingsHelp, typedValue, valueText } from './settings-text';
import { cliUser, type StoreOptions, withStore } from './with-store';
import { DONE, type World } from './world';

/** Of the longest name. */
const WIDTH = Math.max(...SETTING_NAMES.map((name) => name.length));

interface Options extends StoreOptions {
  readonly json?: boolean;
}

function withOptions(command: Program, world: World): Program {
  command.option('--config <file>', 'configuration file (0600)').option('--client <name>', 'another client than the configured one');
  command.on('--help', () => world.out(settingsHelp()));
  return command;
}

function addGet(settings: Program, world: World, done: (code: number) => void): void {
  withOptions(settings.command('get [name]'), world)
    .description('print the settings in force, or one of them')
    .option('--json', 'print JSON')
    .action(async (name: string | undefined, options: Options) => {
      const wanted = name === undefined ? null : settingNamed(name);
      await withStore(options, async ({ client, db }) => {
        const values = await readSettings(client, db);
        if (options.json === true) world.out(`${JSON.stringify(wanted === null ? values : values[wanted])}\n`);
        else if (wanted !== null) world.out(`${printable(valueText(values[wanted]))}\n`);
        else for (const one of SETTING_NAMES) world.out(`${one.padEnd(WIDTH)}  ${printable(valueText(values[one]))}\n`);
        done(DONE);
      });
    });
}

function addSet(settings: Program, world: World, done: (code: number) => void): void {
  withOptions(settings.command('set <name> <value>'), world)
    .description('change one setting from now on; the value as JSON or plain')
    .action(async (name: string, text: string, options: Options) => {
      const setting = settingNamed(name);
      const values = typedValue(setting, text);
      await withStore(options, async ({ client, db, zone }) => {
        const before = (await readSettings(client, db))[setting];
        const now = world.clock.nowAt();
        const changed = await createEntryStore(db).inTurn(client, { now, zone }, (turn) => turn.set(values, cliUser()));
        const value = printable(valueText(values[setting]));
        if (changed.length === 0) world.out(`${setting} is ${value} already.\n`);
        else world.out(`${setting} is ${value} from now on; it was ${printable(valueText(before))}.\n`);
        done(DONE);
      });
    });
}

function addHistory(settings: Program, world: World, done: (code: number) => void): void {
  withOptions(settings.command('history [name]'), world)
    .description('print who changed what and when')
    .option('--json', 'print JSON')
    .action(async (name: string | undefined, options: Options) => {
      const wanted = name === undefined ? null : settingNamed(name);
      await withStore(options, async ({ client, db }) => {
        const changes = await readSettingsHistory(client, db, wanted);
        const holds = await readSettingsHolds(client, db);
        const told = [
          ...changes.map((one) => ({ name: one.name, at: isoOf(one.at), user: one.userId, value: one.value })),
          ...holds.map((one) => ({ held_since: isoOf(one.since), at: isoOf(one.at), user: one.userId })),
        ].sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
        const wordsOf = (one: (typeof told)[0]) =>
          'held_since' in one ? `all settings of then hold since ${one.held_since}` : `${one.name} = ${valueText(one.value)}`;
        if (options.json === true) world.out(`${JSON.stringify(told)}\n`);
        else for (const one of told) world.out(`${one.at}  ${printable(`${one.user || '-'}  ${wordsOf(one)}`)}\n`);
        if (told.length === 0 && options.json !== true) world.out('Nothing was ever changed.\n');
        done(DONE);
      });
    });
}

/** `settings get|set|history`: one client's settings, checked by the schema; each change is kept with its moment and whoever made it. */
export const settingsCommand: AddCommand = (program, world, done) => {
  const settings = program.command('settings').description('read and change the settings of a client');
  settings.on('--help', () => world.out(settingsHelp()));
  for (const add of [addGet, addSet, addHistory]) add(settings, world, done);
};
