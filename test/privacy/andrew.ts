import { expect } from 'chai';
import { checkList } from '../../service/store/check-list';
import type { Database } from '../../service/store/database';
import { createEntryStore, type Turn } from '../../service/store/entry-store';
import { type ForgetReport, forgetCaller } from '../../service/store/forget';
import { readRuleBook } from '../../service/store/settings-store';
import { verifyAudit } from '../../service/store/verify-audit';
import type { Call } from '../../shared/call';
import { EMPTY_DIRECTORY } from '../../shared/directory';
import type { CallFact, JudgedCall } from '../../shared/entry';
import { numberPlan } from '../../shared/phone/plan';
import { call, DAY, HOUR, MINUTE, NINE } from '../entries/story';
import { judged, useShop } from '../store/shop';

export const CLIENT = 'default';
const BELGIUM = numberPlan({ ...EMPTY_DIRECTORY, country: 'BE', outboundPrefixes: ['9'] });
export const BEA = { callerKey: '+32470999999', callerNumber: '0470999999', callerName: 'Bea' };
const BY = { userId: 'alice', admin: false };
/** Andrew, in any way his number may be kept. */
export const ANDREW = ['70104242', 'Andrew'];

/** Our calls to Andrew as the judge gives them: a fact for each reading of what was dialled. */
export function calling(kind: 'returned' | 'attempted', id: string, at: number): JudgedCall {
  const more = { callerNumber: '90470104242', callerName: '' };
  return judged(
    ...['+32470104242', '0470104242', '90470104242', '*210470104242'].map((callerKey) => call(kind, id, at, { ...more, callerKey })),
  );
}

/** A call of Bea's that rang on Andrew's mobile. */
function throughAndrew(fact: CallFact): JudgedCall {
  const legs = [{ channel: 'Local/0470104242@from-internal-00000001;1', person: { extension: '105', outsideNumber: '0470104242' } }];
  const seen = { id: fact.callId, startedAt: fact.at, legs } as unknown as Call;
  const because = [{ key: 'because.rang.forward_unanswered', params: { who: '0470104242', seconds: 20 } }] as const;
  return { facts: [fact], call: seen, verdict: { kind: 'missed', reason: 'forward_unanswered', confidence: 'proven', because } };
}

/** A day with Andrew, and one call of somebody else's. */
export function day(): readonly JudgedCall[] {
  return [
    judged(call('missed', 'a', NINE)),
    judged(call('missed', 'b', NINE + MINUTE, { did: '3225550102' })),
    calling('attempted', 'c', NINE + 2 * MINUTE),
    judged(call('missed', 'd', NINE + 3 * MINUTE)),
    judged(call('answered', 'e', NINE + HOUR, { did: '3225550102' })),
    throughAndrew(call('missed', 'f', NINE + HOUR, BEA)),
  ];
}

/** A database in which Andrew left traces everywhere, and what tests do to it. */
export interface Stage {
  db(): Database;
  inTurn<T>(now: number, work: (turn: Turn) => Promise<T>): Promise<T>;
  /** A day later unless told. */
  forget(number: string, now?: number, client?: string): Promise<ForgetReport>;
  /** The audit holds, and the list is the sum of its calls and events. */
  isWhole(): Promise<void>;
}

/** Sets the stage anew for each test; call it inside `describe`. */
export function useStage(): Stage {
  const shop = useShop();
  let db: Database;
  const inTurn = <T>(now: number, work: (turn: Turn) => Promise<T>) => createEntryStore(db).inTurn(CLIENT, { now, zone: 'UTC' }, work);
  beforeEach(async () => {
    db = await shop.migrated();
    await inTurn(NINE + 2 * HOUR, async (turn) => {
      await turn.calls(day());
      await turn.ask({ type: 'note', entryId: 1, by: BY, note: 'Andrew wants the blue one' });
      await turn.ask({ type: 'note', entryId: 3, by: BY, note: 'ask 0470/10.42.42 first' });
      await turn.ask({ type: 'resolve', entryId: 3, by: BY, note: 'said +32 470 10 42 42' });
      await turn.set({ blocked_numbers: ['0470104242', '0499'] }, 'root');
      await turn.saveWaiting([
        { linkedid: 'w', direction: 'inbound', callerKey: '+32470104242', extension: null, sinceAt: NINE, lastSeenAt: NINE },
      ]);
      await turn.saveUnreadable([{ source: 'queue_log', where: '1|x|Andrew 0470104242', why: 'broken' }]);
      await turn.putOut([{ entryId: 1, kind: 'escalated', dueAt: NINE }]);
    });
    await inTurn(NINE + 3 * HOUR, (turn) => turn.set({ blocked_numbers: ['0499'] }, 'root'));
  });
  return {
    db: () => db,
    inTurn,
    forget: (number, now = NINE + DAY, client = CLIENT) =>
      forgetCaller(client, db, { number, plan: BELGIUM, zone: 'UTC', now, userId: 'cli:root' }),
    isWhole: async () => {
      expect((await verifyAudit(CLIENT, db)).faults).to.deep.equal([]);
      expect(await checkList(CLIENT, db, await readRuleBook(CLIENT, db, 'UTC'))).to.deep.equal([]);
    },
  };
}
