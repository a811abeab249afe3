import type { MessageKey } from '../../shared/messages';
import type { User, UserCommand } from '../entries/commands';
import { sentenceOf } from '../entries/forbidden-step';
import { isInScope } from '../store/shelves';
import { readSome } from '../store/some-entries';
import { type Acted, type Action, type Done, field } from './action';
import type { PageParts } from './pages';
import { Problem } from './problems';
import { entryIdOf } from './visible';
import { noteOf, sayTo, turnTime, undoOf, userOf } from './work-on-entry';
import { receiverOf, untilOf } from './work-steps';

const MOST = 500;

type Make = (on: { readonly entryId: number; readonly by: User }) => UserCommand;

/** What is asked of many, and the sentence that counts those it was done to. */
interface Order {
  readonly make: Make;
  readonly done: MessageKey;
  readonly canUndo: boolean;
}

/** The entries a form names, as far as this user may see them. Throws Problem: 400 for none named, 413 for too many, 404 for none seen. */
async function idsOf(parts: PageParts, acted: Acted, given: readonly string[]): Promise<number[]> {
  const ids = Array.from(new Set(given.filter((id) => id !== ''))).map((id) => entryIdOf({ ...acted, params: { id } }));
  if (ids.length === 0) throw new Problem(400);
  if (ids.length > MOST) throw new Problem(413);
  const { client, scope } = acted.identity;
  const seen = (await readSome(client, parts.db, ids)).filter((entry) => isInScope(entry, scope));
  if (seen.length === 0) throw new Problem(404);
  return seen.map(({ id }) => id);
}

/** Each on its own, in one turn: what was refused is counted, with the reason of the first. Throws ForbiddenStep where the only one was refused. */
async function doEach(parts: PageParts, acted: Acted, ids: readonly number[], { make, done: key, canUndo }: Order): Promise<Done> {
  const by = userOf(acted);
  const commands = ids.map((entryId) => make({ entryId, by }));
  const answers = await parts.store.inTurn(acted.identity.client, turnTime(parts, acted), (turn) => turn.askEach(commands));
  const refusals = answers.reduce<readonly Error[]>((all, { refused }) => (refused === null ? all : all.concat(refused)), []);
  const first = answers.map(({ refused }) => refused).filter((refused) => refused !== null)[0];
  if (first && answers.length === 1) throw first;
  const done = answers.filter(({ events }) => events.length > 0).map(({ entryId }) => entryId);
  const sentences = [sayTo(acted, { key, params: { n: done.length } })];
  if (first) {
    const why = sayTo(acted, { key: sentenceOf(first) });
    sentences.push(sayTo(acted, { key: 'done.many.refused', params: { n: refusals.length, why } }));
  }
  return { text: sentences.join(' '), undo: canUndo ? undoOf(done) : null, back: '/' };
}

/** How many calls of each the reader had seen, of `12.3` for entry 12: what came since he does not resolve. */
function seenOf({ fields }: Acted): (entryId: number) => Pick<UserCommand, 'seenMisses'> {
  const pairs = (fields.seen || []).map((text) => text.split('.').map(Number));
  const seen = new Map(pairs.map(([id = 0, misses = 0]): [number, number] => [id, misses]));
  return (entryId) => {
    const seenMisses = seen.get(entryId);
    return seenMisses === undefined ? {} : { seenMisses };
  };
}

async function orderOf(parts: PageParts, acted: Acted): Promise<Order> {
  switch (field(acted.fields, 'do')) {
    case 'claim':
      return { make: (on) => ({ ...on, type: 'claim' }), done: 'done.many.claimed', canUndo: true };
    case 'resolve': {
      const note = noteOf(acted) || null;
      const seen = seenOf(acted);
      const make: Make = (on) => ({ ...on, ...seen(on.entryId), type: 'resolve', note });
      return { make, done: 'done.many.resolved', canUndo: true };
    }
    case 'assign': {
      const { userId } = await receiverOf(acted, parts);
      return { make: (on) => ({ ...on, type: 'assign', to: userId }), done: 'done.many.assigned', canUndo: true };
    }
    case 'snooze': {
      const { until } = untilOf(acted, parts, 0);
      return { make: (on) => ({ ...on, type: 'snooze', until }), done: 'done.many.snoozed', canUndo: true };
    }
    default:
      throw new Problem(400);
  }
}

/** POST /entries: what `do` says, to every entry named in `id`. */
export function manyAction(parts: PageParts): Action {
  return {
    needs: 'work',
    act: async (acted) => {
      const order = await orderOf(parts, acted);
      return doEach(parts, acted, await idsOf(parts, acted, acted.fields.id || []), order);
    },
  };
}

/** POST /undo: takes back this user's own last step on each of the entries named in `ids`. */
export function undoAction(parts: PageParts): Action {
  return {
    needs: 'work',
    act: async (acted) => {
      const ids = await idsOf(parts, acted, field(acted.fields, 'ids').split(','));
      return doEach(parts, acted, ids, { make: (on) => ({ ...on, type: 'undo' }), done: 'done.undone', canUndo: false });
    },
  };
}
