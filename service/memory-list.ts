import type { CallFact, Entry } from '../shared/entry';
import type { ClientId, UtcSeconds } from '../shared/words';
import { step } from './entries/decide';
import { detailsOf } from './entries/details';
import { type CallerHistory, emptyHistory } from './entries/history';
import type { RuleBook } from './entries/rules';

/** The list kept in memory, by the same decisions as the stored one: for `replay`, which has no database. */
export class MemoryList {
  private readonly histories = new Map<string, CallerHistory>();
  private nextEntryId = 1;

  constructor(
    private readonly client: ClientId,
    private readonly book: RuleBook,
  ) {}

  /** Takes a fact in; the same fact again changes nothing. */
  apply(fact: CallFact, now: UtcSeconds): void {
    const known = this.histories.get(fact.callerKey) || emptyHistory(this.client, fact.callerKey, this.nextEntryId);
    const { history } = step({ ...known, nextEntryId: this.nextEntryId }, { type: 'fact', fact }, now, this.book);
    this.nextEntryId = Math.max(this.nextEntryId, history.nextEntryId);
    this.histories.set(fact.callerKey, history);
  }

  /** Every entry that is on a list, oldest miss first. */
  entries(): Entry[] {
    const entries: Entry[] = [];
    this.histories.forEach((history, callerKey) => {
      for (const one of history.entries) {
        if (one.state.withdrawnAt !== null) continue;
        entries.push({ client: this.client, callerKey, id: one.id, did: one.did, seq: one.seq, ...one.state, ...detailsOf(history, one) });
      }
    });
    return entries.sort((one, other) => one.firstMissedAt - other.firstMissedAt || one.id - other.id);
  }
}
