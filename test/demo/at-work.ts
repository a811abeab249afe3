import type { Config } from '../../service/config';
import { rememberColleague } from '../../service/store/colleagues';
import type { Database } from '../../service/store/database';
import { createEntryStore } from '../../service/store/entry-store';
import { listEntries } from '../../service/store/list';
import { ANONYMOUS, type Entry } from '../../shared/entry';

const COLLEAGUES = [
  { userId: 'maria', name: 'Maria Ionescu', extension: '102' },
  { userId: 'clara', name: 'Clara Dumont', extension: '103' },
  { userId: 'david', name: 'David Janssens', extension: '104' },
  { userId: 'eva', name: 'Eva Claes', extension: '105' },
];
const HOUR = 3600;

/** Colleagues are at work already: one calls somebody back, one waits for tomorrow, one gave a caller to whoever opens the demo. */
export async function workTheList(db: Database, { client }: Config, now: number, zone: string): Promise<void> {
  for (const one of COLLEAGUES) await rememberColleague(client, db, { ...one, works: true, seenAt: now });
  const { entries } = await listEntries(client, db, { status: 'open', order: 'newest', limit: 50 });
  const waiting = entries.filter((entry) => entry.callerKey !== ANONYMOUS && entry.attemptedCount === 0);
  const [, clara, david, eva] = COLLEAGUES.map(({ userId }) => ({ userId, admin: false }));
  const [claimed, snoozed, given, vip] = waiting as readonly (Entry | undefined)[];
  await createEntryStore(db).inTurn(client, { now, zone }, async (turn) => {
    if (claimed && clara) await turn.ask({ type: 'claim', entryId: claimed.id, by: clara });
    if (snoozed && david) {
      await turn.ask({ type: 'note', entryId: snoozed.id, by: david, note: 'In a meeting until this evening; call then.' });
      await turn.ask({ type: 'snooze', entryId: snoozed.id, by: david, until: now + 5 * HOUR });
    }
    if (given && eva) await turn.ask({ type: 'assign', entryId: given.id, by: eva, to: 'demo' });
    if (vip) await turn.set({ vip_numbers: [vip.callerNumber] }, 'admin');
  });
}
