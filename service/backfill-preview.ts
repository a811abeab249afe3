import type { Entry, EntryEvent } from '../shared/entry';
import type { ClientId, UtcSeconds } from '../shared/words';
import type { BackfillList } from './backfill';
import type { Command, Rejudge } from './entries/commands';
import { step } from './entries/decide';
import { entriesOf } from './entries/details';
import type { CallerHistory } from './entries/history';
import { pastCommands } from './entries/past';
import type { RuleBook } from './entries/rules';
import { factsNow } from './store/call-facts';
import type { Queryable } from './store/database';
import { withoutForgotten } from './store/forget-filter';
import { loadHistories } from './store/load-histories';
import { withoutWeaker } from './stronger';

/** An entry before and after; null where there is none. */
export interface EntryChange {
  readonly before: Entry | null;
  readonly after: Entry | null;
}

/** What a backfill would change. Callers it touches are kept in memory; nothing is written. */
export class BackfillPreview implements BackfillList {
  private readonly before = new Map<string, CallerHistory>();
  private readonly after = new Map<string, CallerHistory>();
  /** Entries that are not in the list yet are numbered from here. */
  private nextEntryId: number;
  private passedAt: UtcSeconds = 0;

  constructor(
    private readonly client: ClientId,
    private readonly db: Queryable,
    private readonly book: RuleBook,
    private readonly nowAt: () => UtcSeconds,
    private readonly expires: boolean,
    firstEntryId: number,
  ) {
    this.nextEntryId = firstEntryId;
  }

  async take(read: Parameters<BackfillList['take']>[0]): Promise<readonly EntryEvent[]> {
    const { judged } = await read();
    const stronger = await withoutWeaker(this.client, this.db, judged);
    const facts = await factsNow(this.client, this.db, await withoutForgotten(this.client, this.db, stronger));
    await this.load(facts.map((fact) => fact.callerKey));
    return pastCommands(facts).reduce<readonly EntryEvent[]>(
      (events, [key, command]) => events.concat(this.apply(key, command, this.nowAt())),
      [],
    );
  }

  passed(at: UtcSeconds): Promise<void> {
    this.passedAt = at;
    return Promise.resolve();
  }

  async rejudge(callerKeys: readonly string[]): Promise<readonly EntryEvent[]> {
    await this.load(callerKeys);
    return callerKeys.reduce<readonly EntryEvent[]>((events, key) => events.concat(this.apply(key, { type: 'rejudge' }, this.nowAt())), []);
  }

  /** Every entry that would be another, in the order of its first miss. */
  changes(): EntryChange[] {
    const changes: EntryChange[] = [];
    // What had expired before a later call did so when that was learnt.
    if (this.expires)
      for (const key of Array.from(this.after.keys())) this.apply(key, { type: 'expire', before: this.passedAt }, this.nowAt());
    this.after.forEach((history, key) => {
      const before = new Map(entriesOf(this.before.get(key) as CallerHistory).map((entry): [number, Entry] => [entry.id, entry]));
      for (const entry of entriesOf(history)) {
        const known = onList(before.get(entry.id));
        const now = onList(entry);
        if (shown(known) !== shown(now)) changes.push({ before: known, after: now });
      }
    });
    const firstOf = ({ before, after }: EntryChange) => ((after || before) as Entry).firstMissedAt;
    return changes.sort((one, other) => firstOf(one) - firstOf(other));
  }

  private async load(keys: readonly string[]): Promise<void> {
    const unknown = Array.from(new Set(keys)).filter((key) => !this.before.has(key));
    const histories = await loadHistories(this.client, this.db, unknown);
    histories.forEach((history, key) => {
      this.before.set(key, history);
      this.after.set(key, history);
    });
  }

  private apply(key: string, command: Command | Rejudge, now: UtcSeconds): readonly EntryEvent[] {
    const history = { ...(this.after.get(key) as CallerHistory), nextEntryId: this.nextEntryId };
    const outcome = step(history, command, now, this.book);
    this.nextEntryId = outcome.history.nextEntryId;
    this.after.set(key, outcome.history);
    return outcome.events;
  }
}

/** A withdrawn entry is on no list. */
function onList(entry: Entry | undefined): Entry | null {
  return entry === undefined || entry.withdrawnAt !== null ? null : entry;
}

/** What a reader of the list sees of an entry. */
function shown(entry: Entry | null): string {
  if (entry === null) return '';
  const { status, missedCount, firstMissedAt, lastMissedAt, clearedBy, clearedAt, attemptedCount, extensions, reason } = entry;
  return JSON.stringify([status, missedCount, firstMissedAt, lastMissedAt, clearedBy, clearedAt, attemptedCount, extensions, reason]);
}
