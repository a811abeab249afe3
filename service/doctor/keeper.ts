import type { UtcSeconds } from '../../shared/words';
import { saveFindings, saveHealth } from '../store/health';
import type { TurnPulse } from './checks/turns';
import { answered } from './facts';
import { examine, findingsOf } from './findings';
import { Landing } from './landing';
import { gather, type Names, type Places } from './look/gather';

/** A look costs a dozen small statements. */
const EVERY_SECONDS = 60;

/** Keeps the record of data health beside the turns. It never disturbs a turn: what it cannot look at or write is left for the next time. */
export interface HealthKeeper {
  /** After a turn that went well. */
  turned(nowAt: UtcSeconds): Promise<void>;
  /** After one that did not. */
  failed(why: string, nowAt: UtcSeconds): Promise<void>;
}

/** Makes the keeper of one daemon; `names` are read at each look. */
export function healthKeeper(places: Places, names: () => Names): HealthKeeper {
  const { client, db } = places;
  const landing = new Landing();
  let lookedAt: UtcSeconds | null = null;
  let pulse: TurnPulse | null = null;

  const look = async (nowAt: UtcSeconds): Promise<void> => {
    // A clock set back must not keep us from looking.
    if (lookedAt !== null && nowAt >= lookedAt && nowAt - lookedAt < EVERY_SECONDS) return;
    lookedAt = nowAt;
    const facts = await gather(places, names(), nowAt);
    if (answered(facts.pbx)) landing.look(facts.pbx.cdr.newest, nowAt);
    const lateSeconds = landing.seconds();
    if (lateSeconds !== null) await saveHealth(client, db, 'landing', { lateSeconds }, nowAt);
    await saveFindings(client, db, { at: nowAt, findings: findingsOf(examine(facts)) }, nowAt);
  };

  const record = async (next: TurnPulse, nowAt: UtcSeconds): Promise<void> => {
    const changed = pulse === null || pulse.ok !== next.ok;
    pulse = next;
    try {
      if (changed || !next.ok) await saveHealth(client, db, 'turn', next, nowAt);
      if (changed) lookedAt = null;
      await look(nowAt);
    } catch (_unwritten) {
      // Our own database is away: the pages say so themselves.
      lookedAt = null;
    }
  };

  return {
    turned: (nowAt) => record({ ok: true, failures: 0, sinceAt: nowAt, why: '' }, nowAt),
    failed: (why, nowAt) => {
      const before = pulse === null || pulse.ok ? { failures: 0, sinceAt: nowAt } : pulse;
      return record({ ok: false, failures: before.failures + 1, sinceAt: before.sinceAt, why }, nowAt);
    },
  };
}
