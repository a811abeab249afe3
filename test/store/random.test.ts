import { expect } from 'chai';
import * as fc from 'fast-check';
import { ForbiddenStep } from '../../service/entries/forbidden-step';
import { checkList } from '../../service/store/check-list';
import type { Database } from '../../service/store/database';
import { createEntryStore, type Turn } from '../../service/store/entry-store';
import { readRuleBook } from '../../service/store/settings-store';
import { verifyAudit } from '../../service/store/verify-audit';
import { commandOf, type Move, moves, settings } from '../entries/random-history';

import { judged, useShop } from './shop';

/** SMC_DB_RUNS=1000 runs more of them. */
const numRuns = Number(process.env.SMC_DB_RUNS || 40);
const CALLERS = ['+32470104242', '+32470104243', 'anonymous'];

describe('Whatever happens, written down turn by turn', function () {
  this.timeout(600000);
  const shop = useShop();
  let db: Database;
  let clients = 0;

  it('is what calls and events say when it is read back', async () => {
    db = await shop.migrated();
    await fc.assert(
      fc.asyncProperty(moves, settings, fc.array(fc.nat(2), { minLength: 25, maxLength: 25 }), async (all, changed, callers) => {
        clients += 1;
        const client = `client ${clients}`;
        const time = (now: number) => ({ now, zone: 'UTC' });
        const store = createEntryStore(db);
        await store.inTurn(client, time(0), (turn) => turn.set(changed, null));
        for (const [n, move] of all.entries()) {
          const rows = await db.query('SELECT id FROM smart_missed_calls WHERE client = ? ORDER BY id', [client]);
          const ids = rows.map((row) => Number(row.id));
          const own = move.type === 'fact' ? { ...move, fact: { ...move.fact, callerKey: CALLERS[callers[n] as number] as string } } : move;
          await store.inTurn(client, time(move.now), (turn) => doMove(turn, own, ids)).catch(refusalOnly);
        }
        expect(await checkList(client, db, await readRuleBook(client, db, 'UTC'))).to.deep.equal([]);
        expect((await verifyAudit(client, db)).faults).to.deep.equal([]);
      }),
      { numRuns },
    );
  });
});

async function doMove(turn: Turn, move: Move, ids: readonly number[]): Promise<void> {
  const command = commandOf(move, ids);
  if (!command) return;
  if (command.type === 'fact') await turn.calls([judged(command.fact)]);
  else if (command.type === 'past') await turn.pastCalls(command.facts.map((fact) => judged(fact)));
  else if (command.type === 'expire') await turn.expire(command.before);
  else if (command.type === 'tick') await turn.tick();
  else if (command.type === 'notified') await turn.notified([command.entryId]);
  else await turn.ask(command);
}

function refusalOnly(error: Error): void {
  if (!(error instanceof ForbiddenStep)) throw error;
}
