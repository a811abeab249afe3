import * as fs from 'fs';
import { PlainError } from '../../shared/errors';
import { isoOf } from '../judged-json';
import { messengerParts } from '../messenger';
import { testChannel } from '../notify/test-channel';
import { secretsFile } from '../secrets-file';
import { lockClient } from '../store/clients';
import type { DeliveryState } from '../store/deliveries';
import { type JournalMessage, readJournal, resend } from '../store/journal';
import { readUnsubscribed, subscribeAgain } from '../store/unsubscribed';
import { printable } from '../telling';
import type { AddCommand, Program } from './program-type';
import { cliUser, type StoreOptions, withStore } from './with-store';
import { DONE, FAILED, type World } from './world';

const STATES: readonly DeliveryState[] = ['due', 'sent', 'dead', 'dropped'];

interface JournalOptions extends StoreOptions {
  readonly json?: boolean;
  readonly state?: string;
  readonly recipient?: string;
  readonly limit?: string;
}

function withOptions(command: Program): Program {
  return command.option('--config <file>', 'configuration file (0600)').option('--client <name>', 'another client than the configured one');
}

function addTest(notify: Program, world: World, done: (code: number) => void): void {
  withOptions(notify.command('test <channel> [address]'))
    .description('send a test message by a channel at once, and say exactly what happened; email is the mail')
    .action(async (channel: string, address: string | undefined, options: StoreOptions) => {
      await withStore(options, async ({ client, db, config }) => {
        const parts = messengerParts(config, client, db, world.clock);
        const trying = { channel, address: address || '', userId: cliUser(), now: world.clock.nowAt() };
        const result = await testChannel(parts, trying);
        if (result.ok) world.out(`It went out. The other side said: ${printable(result.said) || 'nothing'}\n`);
        else world.err(`It did not go out: ${printable(result.said)}\n`);
        done(result.ok ? DONE : FAILED);
      });
    });
}

function told({ id, createdAt, kind, why, recipient, channel, address, state, lines }: JournalMessage): string {
  const last = lines[lines.length - 1];
  const detail = last === undefined ? '' : last.detail;
  const tries = lines.filter(({ result }) => result === 'later').length;
  const parts = [
    String(id),
    isoOf(createdAt),
    state,
    kind === why ? kind : `${kind} (${why})`,
    `${recipient} by ${channel}`,
    address === recipient ? '' : address,
  ];
  return `${parts
    .concat(tries === 0 ? '' : `${tries} failed`, detail)
    .filter((part) => part !== '')
    .map(printable)
    .join('  ')}\n`;
}

function addJournal(notify: Program, world: World, done: (code: number) => void): void {
  withOptions(notify.command('journal'))
    .description('print the messages, newest first: when, what, why, to whom, and what became of it')
    .option('--state <state>', `only those: ${STATES.join(', ')}`)
    .option('--recipient <id>', 'only to this recipient')
    .option('--limit <n>', 'at most so many', '50')
    .option('--json', 'print JSON, with every attempt')
    .action(async ({ state, recipient, limit, json, ...options }: JournalOptions) => {
      if (state !== undefined && STATES.indexOf(state as DeliveryState) < 0)
        throw new PlainError('state_unknown', `--state is one of ${STATES.join(', ')}.`);
      if (!/^[1-9]\d{0,2}$/.test(limit || '')) throw new PlainError('limit_wrong', '--limit is a number from 1 to 500.');
      await withStore(options, async ({ client, db }) => {
        const messages = await readJournal(client, db, {
          limit: Number(limit),
          ...(state === undefined ? {} : { state: state as DeliveryState }),
          ...(recipient === undefined ? {} : { recipient }),
        });
        if (json === true) world.out(`${JSON.stringify(messages)}\n`);
        else for (const message of messages) world.out(told(message));
        if (messages.length === 0 && json !== true) world.out('There is no such message.\n');
        done(DONE);
      });
    });
}

function addResend(notify: Program, world: World, done: (code: number) => void): void {
  withOptions(notify.command('resend <number>'))
    .description('have a message of the journal sent again')
    .action(async (number: string, options: StoreOptions) => {
      if (!/^[1-9]\d{0,8}$/.test(number)) throw new PlainError('message_unknown', 'Name the message by its number in the journal.');
      await withStore(options, async ({ client, db }) => {
        const again = await db.transaction((tx) => resend(client, tx, Number(number), cliUser(), world.clock.nowAt()));
        if (again) world.out(`Message ${number} goes out again within a minute, while the daemon runs.\n`);
        else world.err(`There is no message ${number} that was done with: see notify journal.\n`);
        done(again ? DONE : FAILED);
      });
    });
}

function addSubscribe(notify: Program, world: World, done: (code: number) => void): void {
  withOptions(notify.command('subscribe [address]'))
    .description('let messages go again to who wished for no more of them; without an address, print who did')
    .action(async (address: string | undefined, options: StoreOptions) => {
      await withStore(options, async ({ client, db }) => {
        const all = await readUnsubscribed(client, db);
        if (address === undefined) {
          for (const one of all) world.out(`${[isoOf(one.at), one.address, one.reader].map(printable).join('  ')}\n`);
          if (all.length === 0) world.out('Nobody wished for no more messages.\n');
          return done(DONE);
        }
        const found = all.filter((one) => one.address.toLowerCase() === address.toLowerCase());
        if (found.length === 0) {
          world.err(`Nobody at ${printable(address)} wished for no more messages: see notify subscribe.\n`);
          return done(FAILED);
        }
        await db.transaction(async (tx) => {
          await lockClient(client, tx);
          for (const { reader } of found) await subscribeAgain(client, tx, reader, cliUser(), world.clock.nowAt());
        });
        world.out(`Messages go to ${printable(address)} again.\n`);
        done(DONE);
      });
    });
}

function addSecret(notify: Program, world: World, done: (code: number) => void): void {
  withOptions(notify.command('secret <name> [file]'))
    .description('keep the first line of a file as the secret of this name; without a file, remove the secret')
    .action(async (name: string, file: string | undefined, options: StoreOptions) => {
      await withStore(options, async ({ config }) => {
        const secret = file === undefined ? null : firstLine(file);
        secretsFile(config.secrets).set(name, secret);
        world.out(secret === null ? `The secret ${name} is removed.\n` : `The secret ${name} is kept; remove ${file} now.\n`);
        done(DONE);
      });
    });
}

function firstLine(file: string): string {
  let text: string;
  try {
    text = fs.readFileSync(file, 'utf8');
  } catch (error) {
    throw new PlainError(
      'secret_unreadable',
      `${file} cannot be read (${(error as NodeJS.ErrnoException).code}): name a file that holds the secret.`,
    );
  }
  const [line = ''] = text.split(/\r?\n/);
  if (line === '') throw new PlainError('secret_empty', `The first line of ${file} is empty: it has to hold the secret.`);
  return line;
}

/** `notify test|journal|resend|subscribe|secret`: the channels, the journal of messages, who wished for none, the channels' secrets. */
export const notifyCommand: AddCommand = (program, world, done) => {
  const notify = program
    .command('notify')
    .description('try the channels, see the journal of messages, let people be told again, keep secrets');
  for (const add of [addTest, addJournal, addResend, addSubscribe, addSecret]) add(notify, world, done);
};
