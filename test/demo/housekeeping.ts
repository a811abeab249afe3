import type { Config } from '../../service/config';
import type { Database } from '../../service/store/database';
import { createEntryStore } from '../../service/store/entry-store';
import { listEntries } from '../../service/store/list';
import { migrate } from '../../service/store/migrate';

const WITHHELD = 'anonymous';

/** The office keeps an entry open for a day: a caller of the day before yesterday shows how one expires. */
export async function setRetention(db: Database, { client }: Config, now: number, zone: string): Promise<void> {
  await migrate(db);
  await createEntryStore(db).inTurn(client, { now, zone }, (turn) => turn.set({ retention_days: 1 }, 'admin'));
}

/** A colleague resolves by hand what no call can clear: the caller who withheld his number. */
export async function resolveWithheld(db: Database, { client }: Config, now: number, zone: string): Promise<void> {
  const { entries } = await listEntries(client, db, { status: 'open', limit: 500 });
  const withheld = entries.find((one) => one.callerKey === WITHHELD);
  if (withheld === undefined) return;
  const by = { userId: 'maria', admin: false };
  const note = 'No number to call back; he wrote us a mail.';
  await createEntryStore(db).inTurn(client, { now, zone }, (turn) => turn.ask({ type: 'resolve', entryId: withheld.id, by, note }));
}
