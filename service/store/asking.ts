import type { EntryEvent } from '../../shared/entry';
import type { ClientId } from '../../shared/words';
import type { Command, Rejudge, UserCommand } from '../entries/commands';
import type { Outcome } from '../entries/decide';
import { ForbiddenStep } from '../entries/forbidden-step';
import type { CallerHistory } from '../entries/history';
import type { Queryable } from './database';

/** What became of a user's command: its events, or why it was refused. */
export interface Answer {
  readonly entryId: number;
  readonly events: readonly EntryEvent[];
  readonly refused: ForbiddenStep | null;
}

type Decide = (history: CallerHistory, command: Command | Rejudge) => Outcome;

/** The caller of an entry. Throws ForbiddenStep when there is none. */
export async function callerOf(client: ClientId, db: Queryable, entryId: number): Promise<string> {
  const key = (await callersOf(client, db, [entryId])).get(entryId);
  if (key === undefined) throw new ForbiddenStep('no_such_entry', entryId);
  return key;
}

/** The callers of these entries, by their ids. */
export async function callersOf(client: ClientId, db: Queryable, entryIds: readonly number[]): Promise<ReadonlyMap<number, string>> {
  if (!entryIds.length) return new Map();
  const rows = await db.query('SELECT id, caller_key FROM smart_missed_calls WHERE client = ? AND id IN (?)', [client, entryIds]);
  return new Map(rows.map((row): [number, string] => [Number(row.id), String(row.caller_key)]));
}

/** Many commands of a user, each decided or refused on its own: a refusal is an answer and changes nothing. */
export function askingEach(commands: readonly UserCommand[], callers: ReadonlyMap<number, string>, decide: Decide) {
  const answers = new Map<UserCommand, Answer>();
  const known: [string, UserCommand][] = [];
  for (const command of commands) {
    const { entryId } = command;
    const key = callers.get(entryId);
    if (key !== undefined) known.push([key, command]);
    else answers.set(command, { entryId, events: [], refused: new ForbiddenStep('no_such_entry', entryId) });
  }
  return {
    /** Those whose entry there is, with its caller. */
    known,
    decide: (history: CallerHistory, asked: Command | Rejudge): Outcome => {
      const command = asked as UserCommand;
      const { entryId } = command;
      try {
        const outcome = decide(history, command);
        answers.set(command, { entryId, events: outcome.events, refused: null });
        return outcome;
      } catch (error) {
        if (!(error instanceof ForbiddenStep)) throw error;
        answers.set(command, { entryId, events: [], refused: error });
        return { history, events: [] };
      }
    },
    /** In the order of the commands. */
    answers: (): readonly Answer[] => commands.map((command) => answers.get(command) as Answer),
  };
}
