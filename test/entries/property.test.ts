import { expect } from 'chai';
import * as fc from 'fast-check';
import { step } from '../../service/entries/decide';
import { evolveState } from '../../service/entries/evolve';
import { ForbiddenStep } from '../../service/entries/forbidden-step';
import { type CallerHistory, emptyHistory, type FoldedEntry } from '../../service/entries/history';
import { reconcile } from '../../service/entries/reconcile';
import type { RuleBook } from '../../service/entries/rules';
import { walk } from '../../service/entries/walk';
import type { CallFact, EntryEvent, EntryState } from '../../shared/entry';
import { type ModelEntry, modelOf } from './model';
import { commandOf, type Move, moves, settings, settledFacts } from './random-history';
import { ANDREW, book, NINE } from './story';

/** Histories a property; SMC_RUNS=10000 runs more. The model sees 10,000 in any case, 5,000 for each kind of caller. */
const numRuns = Number(process.env.SMC_RUNS || 1000);
const MODEL_RUNS = Math.max(5000, numRuns);

const CLEARINGS = ['cleared_returned', 'cleared_answered', 'cleared_manual', 'cleared_expired'];

describe('Whatever happens in whatever order', function () {
  this.timeout(600000);
  for (const callerKey of [ANDREW, 'anonymous']) {
    it(`the list is what a plain model says it is (${callerKey === ANDREW ? 'a known caller' : 'withheld numbers'})`, () => {
      const property = fc.property(moves, settings, (all, changed) => {
        const { history } = play(all, callerKey, book(changed));
        const didOf = (id: number): string => (history.entries.find((entry) => entry.id === id) as FoldedEntry).did;
        const model = modelOf(Array.from(history.facts.values()), history.doings, didOf, changed);
        expect(sorted(live(history).map(inModelsWords))).to.deep.equal(sorted(model));
      });
      fc.assert(property, { numRuns: MODEL_RUNS });
    });
  }

  it('every entry is the sum of its events, numbered without a gap', () => {
    const property = fc.property(moves, settings, (all, changed) => {
      const { history, events } = play(all, ANDREW, book(changed));
      for (const entry of history.entries) {
        const own = events.filter((event) => event.entryId === entry.id);
        expect(own.map((event) => event.seq)).to.deep.equal(own.map((_, n) => n + 1));
        expect(own.reduce<EntryState | null>(evolveState, null)).to.deep.equal(entry.state);
      }
    });
    fc.assert(property, { numRuns });
  });

  it('walking the past again finds nothing to correct', () => {
    const property = fc.property(moves, settings, (all, changed) => {
      const { history } = play(all, ANDREW, book(changed));
      expect(reconcile(history, walk(history, book(changed)), '', NINE)).to.deep.equal([]);
    });
    fc.assert(property, { numRuns });
  });

  it('what an event changes of a status is what it is called', () => {
    const property = fc.property(moves, settings, (all, changed) => {
      for (const { action, set } of play(all, ANDREW, book(changed)).events) {
        if (set.status === 'open') expect(action).to.be.oneOf(['created', 'reopened']);
        if (set.status === 'cleared') expect(action).to.be.oneOf(['withdrawn', ...CLEARINGS]);
        if (set.clearedBy) expect(action).to.equal(`cleared_${set.clearedBy === 'answered_later' ? 'answered' : set.clearedBy}`);
      }
    });
    fc.assert(property, { numRuns });
  });

  it('what is taken back leaves the entry as it was before, and is refused rather than guessed', () => {
    let undone = 0;
    const property = fc.property(moves, settings, (all, changed) => {
      const { events } = play(all, ANDREW, book(changed));
      for (const event of events.filter((one) => one.why === 'undone')) {
        const own = events.filter((one) => one.entryId === event.entryId);
        const stateAt = (seq: number) => own.slice(0, seq).reduce<EntryState | null>(evolveState, null);
        expect(stateAt(event.seq)?.status).to.equal('open');
        expect(pickOwned(stateAt(event.seq))).to.deep.equal(pickOwned(stateAt(event.seq - 2)));
        undone += 1;
      }
    });
    fc.assert(property, { numRuns: MODEL_RUNS });
    expect(undone).to.be.above(10);
  });

  it('a DID has one open entry at most, and every miss counts once', () => {
    const property = fc.property(moves, settings, (all, changed) => {
      const { history } = play(all, ANDREW, book(changed));
      const open = history.entries.filter((entry) => entry.state.status === 'open').map((entry) => entry.did);
      expect(new Set(open).size).to.equal(open.length);
      const misses = Array.from(history.facts.values()).filter((fact) => fact.kind === 'missed');
      const total = live(history).reduce((sum, entry) => sum + entry.state.missedTotal, 0);
      const voicemails = changed.count_voicemail
        ? Array.from(history.facts.values()).filter((fact) => fact.kind === 'voicemail').length
        : 0;
      expect(total).to.equal(misses.length + voicemails);
    });
    fc.assert(property, { numRuns });
  });

  it('calls that arrive in any order make the same list', () => {
    const property = fc.property(settledFacts, settings, fc.func(fc.integer()), (facts, changed, key) => {
      const shuffled = facts.slice().sort((a, b) => key(a.callId) - key(b.callId));
      expect(listed(shuffled, book(changed))).to.deep.equal(listed(facts, book(changed)));
    });
    fc.assert(property, { numRuns });
  });

  it('hearing of every call again says nothing new', () => {
    const property = fc.property(moves, settings, (all, changed) => {
      const { history } = play(all, ANDREW, book(changed));
      for (const fact of Array.from(history.facts.values())) {
        expect(step(history, { type: 'fact', fact: { ...fact } }, NINE, book(changed)).events).to.deep.equal([]);
      }
    });
    fc.assert(property, { numRuns });
  });
});

function play(all: readonly Move[], callerKey: string, rules: RuleBook): { history: CallerHistory; events: readonly EntryEvent[] } {
  let history = emptyHistory('default', callerKey, 1);
  const events: EntryEvent[] = [];
  for (const one of all) {
    if (one.type === 'restart') history = restarted(history);
    const command = commandOf(
      one.type === 'fact' ? { ...one, fact: { ...one.fact, callerKey } } : one,
      history.entries.map((entry) => entry.id),
    );
    if (!command) continue;
    try {
      const now = one.type === 'undo' ? lastDoneAt(history) + one.later : one.now;
      const outcome = step(history, command, now, rules);
      history = outcome.history;
      events.push(...outcome.events);
    } catch (error) {
      if (!(error instanceof ForbiddenStep)) throw error;
    }
  }
  return { history, events };
}

/** What people do to an entry. */
function pickOwned(state: EntryState | null): unknown {
  return state && [state.claimedBy, state.claimedAt, state.snoozedUntil, state.clearedBy, state.clearedAt, state.clearedByUserId];
}

function lastDoneAt(history: CallerHistory): number {
  const last = history.doings[history.doings.length - 1];
  return last ? last.at : NINE;
}

/** What a restart leaves: what can be written down. */
function restarted(history: CallerHistory): CallerHistory {
  const texts = JSON.parse(JSON.stringify({ ...history, facts: Array.from(history.facts), counted: Array.from(history.counted) }));
  return { ...texts, facts: new Map(texts.facts), counted: new Map(texts.counted) };
}

function listed(facts: readonly CallFact[], rules: RuleBook): readonly ModelEntry[] {
  const all = facts.map((fact): Move => ({ type: 'fact', fact, now: NINE }));
  return sorted(live(play(all, ANDREW, rules).history).map(inModelsWords));
}

function live(history: CallerHistory): readonly FoldedEntry[] {
  return history.entries.filter((entry) => entry.state.withdrawnAt === null);
}

function inModelsWords({ did, state }: FoldedEntry): ModelEntry {
  return {
    did,
    open: state.status === 'open',
    missedCount: state.missedCount,
    missedTotal: state.missedTotal,
    voicemailCount: state.voicemailCount,
    firstMissedAt: state.firstMissedAt,
    lastMissedAt: state.lastMissedAt,
    extensions: state.extensions.join(','),
    attemptedCount: state.attemptedCount,
    lastAttemptedExtension: state.lastAttemptedExtension,
    claimedBy: state.claimedBy,
    snoozedUntil: state.snoozedUntil,
    notified: state.notifiedAt !== null,
    escalated: state.escalatedAt !== null,
    clearedBy: state.clearedBy,
    clearedCallId: state.clearedCallId,
    clearedByUserId: state.clearedByUserId,
    reopenedCount: state.reopenedCount,
  };
}

function sorted(entries: readonly ModelEntry[]): readonly ModelEntry[] {
  return entries.slice().sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}
