import { type Identity, may } from '../../shared/identity';
import type { UtcSeconds } from '../../shared/words';
import { rememberColleague } from '../store/colleagues';
import type { Writable } from '../store/database';

/** Remembers who works with the list, so that others see a name and can give him an entry. */
export type MeetColleague = (identity: Identity, nowAt: UtcSeconds) => Promise<void>;

/** Who is met again within it, unchanged, is not written again. */
const AGAIN_SECONDS = 3600;

/** Keeps colleagues in our own database, writing each once an hour at most. */
export function colleagueKeeper(db: Writable): MeetColleague {
  const met = new Map<string, { readonly said: string; readonly at: UtcSeconds }>();
  return async (identity, nowAt) => {
    const { client, userId, name, extension } = identity;
    const works = may(identity, 'work');
    const key = JSON.stringify([client, userId]);
    const said = JSON.stringify([name, extension, works]);
    const last = met.get(key);
    if (last !== undefined && last.said === said && Math.abs(nowAt - last.at) < AGAIN_SECONDS) return;
    met.set(key, { said, at: nowAt });
    await rememberColleague(client, db, { userId, name, extension, works, seenAt: nowAt });
  };
}
