import type { CallFact, EntryEvent, JudgedCall } from '../../shared/entry';
import type { UnreadableRow } from '../../shared/records';
import type { SettingName, Settings } from '../../shared/settings';
import type { ClientId, UtcSeconds } from '../../shared/words';
import type { Command, Rejudge, UserCommand } from '../entries/commands';
import { type Outcome, step } from '../entries/decide';
import type { CallerHistory } from '../entries/history';
import { pastCommands } from '../entries/past';
import type { RuleBook } from '../entries/rules';
import { appendEvents } from './append-events';
import { type Answer, askingEach, callerOf, callersOf } from './asking';
import { factsNow } from './call-facts';
import { addClient, type ClientRow, lockClient, saveClient } from './clients';
import { moveCursor, saveCursor } from './cursors';
import type { Database, Writable } from './database';
import { callersDue, callersExpiring } from './due';
import { unreadableWithoutForgotten, waitingWithoutForgotten, withoutForgotten } from './forget-filter';
import { loadHistories } from './load-histories';
import { newsOf, type OutboxItem, putOut } from './outbox';
import { saveProofs } from './proofs';
import { type Change, saveHistories } from './save-histories';
import { type SentMessage, sentMessage } from './sent-message';
import { readRuleBook, writeSettings } from './settings-store';
import { sweep } from './sweep';
import { saveUnreadable } from './unreadable';
import { saveWaiting, type WaitingCall } from './waiting';

/** When and where a turn happens. */
export interface TurnTime {
  readonly now: UtcSeconds;
  /** The PBX's time zone, where the client's settings name none. */
  readonly zone: string;
}

/** One transaction on one client's list: everything done by it is kept, or nothing is. */
export interface Turn {
  /**
   * Learns what calls mean. Calls known already give no events; pending ones are left as they were. Whoever comes late finds what he would
   * have found in time: what should have expired before a call has done so.
   */
  calls(judged: readonly JudgedCall[]): Promise<readonly EntryEvent[]>;
  /** The same of many calls of long ago, a caller's at once. */
  pastCalls(judged: readonly JudgedCall[]): Promise<readonly EntryEvent[]>;
  /** Does what a user asks. Throws ForbiddenStep. */
  ask(command: UserCommand): Promise<readonly EntryEvent[]>;
  /** Does what a user asks of many entries, each done or refused on its own; answers in their order. */
  askEach(commands: readonly UserCommand[]): Promise<readonly Answer[]>;
  /** Remembers that somebody was told about these open entries. */
  notified(entryIds: readonly number[]): Promise<readonly EntryEvent[]>;
  /** Writes down that a message went out: what it told of counts as told, and what was withdrawn meanwhile is put right. False: it was not his. */
  sent(message: SentMessage): Promise<boolean>;
  /** Lets time pass: claims run out, targets pass, entries expire, proofs nobody needs are swept. */
  tick(): Promise<readonly EntryEvent[]>;
  /** Lets only expire what expires before an instant: for a time long past, of which nobody is to be told now. */
  expire(before: UtcSeconds): Promise<readonly EntryEvent[]>;
  /** Sets settings from now on; the values were checked against the schema. Answers the names that changed. */
  set(values: Partial<Settings>, userId: string | null): Promise<readonly SettingName[]>;
  /** Holds what is known of these callers against rules that were changed for the past. */
  rejudge(callerKeys: readonly string[]): Promise<readonly EntryEvent[]>;
  saveCursor(source: string, position: unknown): Promise<void>;
  /** As saveCursor, if the cursor still stands where the turn began to read; throws TurnOvertaken when another daemon was quicker. */
  moveCursor(source: string, from: unknown, to: unknown): Promise<void>;
  /** Replaces the calls that are too early to judge. */
  saveWaiting(calls: readonly WaitingCall[]): Promise<void>;
  saveUnreadable(rows: readonly UnreadableRow[]): Promise<void>;
  putOut(items: readonly OutboxItem[]): Promise<void>;
}

export interface EntryStore {
  /** Runs one turn; a deadlock runs `work` again, so it must do nothing but through the turn. Throws what `work` throws, keeping nothing. */
  inTurn<T>(client: ClientId, time: TurnTime, work: (turn: Turn) => Promise<T>): Promise<T>;
}

/** The only writer of the list. Turns of one client queue up behind its lock, from however many processes they come. */
export function createEntryStore(db: Database): EntryStore {
  return {
    inTurn: async (client, time, work) => {
      await addClient(client, db);
      return db.transaction(async (tx) => {
        const row = await lockClient(client, tx);
        return work(turnOf(client, tx, time, row, await readRuleBook(client, tx, time.zone)));
      });
    },
  };
}

function turnOf(client: ClientId, tx: Writable, { now }: TurnTime, row: ClientRow, book: RuleBook): Turn {
  let end = row;
  const decideOrThrow = (history: CallerHistory, command: Command | Rejudge): Outcome => step(history, command, now, book);

  /** Decides commands caller by caller, in the order given, and writes what came of them. */
  const apply = async (
    commands: readonly (readonly [string, Command | Rejudge])[],
    decided = decideOrThrow,
  ): Promise<readonly EntryEvent[]> => {
    const before = await loadHistories(client, tx, Array.from(new Set(commands.map(([key]) => key))));
    const after = new Map(before);
    const events: EntryEvent[] = [];
    let { nextEntryId } = end;
    for (const [key, command] of commands) {
      const outcome = decided({ ...(after.get(key) as CallerHistory), nextEntryId }, command);
      nextEntryId = outcome.history.nextEntryId;
      after.set(key, outcome.history);
      events.push(...outcome.events);
    }
    const changes = Array.from(after).map(([key, history]): Change => ({ before: before.get(key) as CallerHistory, after: history }));
    await saveHistories(tx, changes, book);
    if (events.length) {
      end = await appendEvents(client, tx, end, events);
      await saveClient(client, tx, end);
      await putOut(
        client,
        tx,
        newsOf(
          events,
          changes.map((change) => change.after),
          now,
        ),
      );
    }
    return events;
  };

  const notified = async (entryIds: readonly number[]): Promise<readonly EntryEvent[]> => {
    const commands: [string, Command][] = [];
    for (const entryId of entryIds) commands.push([await callerOf(client, tx, entryId), { type: 'notified', entryId }]);
    return apply(commands);
  };

  type ToCommands = (facts: readonly CallFact[]) => readonly (readonly [string, Command])[];
  const learn = async (all: readonly JudgedCall[], commandsOf: ToCommands): Promise<readonly EntryEvent[]> => {
    const judged = await withoutForgotten(client, tx, all);
    const facts = await factsNow(client, tx, judged);
    const events = await apply(commandsOf(facts));
    await saveProofs(
      client,
      tx,
      judged.filter(({ facts: own }) => own.some((fact) => fact.kind !== 'none')),
      now,
    );
    return events;
  };

  return {
    calls: (judged) => learn(judged, (facts) => facts.map((fact): [string, Command] => [fact.callerKey, { type: 'past', facts: [fact] }])),
    pastCalls: (judged) => learn(judged, pastCommands),
    ask: async (command) => apply([[await callerOf(client, tx, command.entryId), command]]),
    askEach: async (commands) => {
      const ids = commands.map((command) => command.entryId);
      const asking = askingEach(commands, await callersOf(client, tx, ids), decideOrThrow);
      await apply(asking.known, asking.decide);
      return asking.answers();
    },
    notified,
    sent: (message) => sentMessage(client, tx, message, now, notified),
    tick: async () => {
      await sweep(client, tx, now);
      return apply((await callersDue(client, tx, now, book)).map((key): [string, Command] => [key, { type: 'tick' }]));
    },
    expire: async (before) =>
      apply((await callersExpiring(client, tx, before, book)).map((key): [string, Command] => [key, { type: 'expire', before }])),
    set: (values, userId) => writeSettings(client, tx, values, { userId, now }),
    moveCursor: (source, from, to) => moveCursor(client, tx, source, { from, to }, now),
    rejudge: (callerKeys) => apply(callerKeys.map((key): [string, Rejudge] => [key, { type: 'rejudge' }])),
    saveCursor: (source, position) => saveCursor(client, tx, source, position, now),
    saveWaiting: async (calls) => saveWaiting(client, tx, await waitingWithoutForgotten(client, tx, calls)),
    saveUnreadable: async (rows) => saveUnreadable(client, tx, await unreadableWithoutForgotten(client, tx, rows), now),
    putOut: (items) => putOut(client, tx, items),
  };
}
