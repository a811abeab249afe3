import { schedule } from 'node-cron';
import type { Log } from '../log';
import { releaseClaims } from '../store/delivery-claims';
import { sweepDeliveries } from '../store/delivery-history';
import { planMessages } from './plan';
import { type SenderParts, sendDue } from './sender';

/** Tells people: plans what is due, sends it, and sleeps until somebody wakes it. */
export interface Notifier {
  /** Something may be due: a turn has ended, or a minute has passed. */
  wake(): void;
  /** Begins nothing new; resolves when what is under way has ended. */
  stop(): Promise<void>;
}

const MINUTE_MS = 60000;
const DAY = 86400;
/** How long the journal is kept. */
const KEPT_SECONDS = 400 * DAY;

/**
 * Plans and sends all that is due now, and no more; answers how many attempts were made. What is due is in the tables: however often this is
 * called, and after whatever end, nothing is told twice or left out.
 */
export async function tellDue(parts: SenderParts): Promise<number> {
  let attempts = 0;
  for (let more = true; more && !parts.stopping(); ) {
    const planned = await planMessages(parts, parts.clock.nowAt());
    const sent = await sendDue(parts);
    attempts += sent;
    more = planned.more || sent > 0;
  }
  return attempts;
}

/** Starts telling. It waits for the first wake, for before it there may be no tables; from then on a tick asks every minute if anything is due. */
export function startNotifier(given: Omit<SenderParts, 'stopping'>, log: Log): Notifier {
  let stopping = false;
  let awake = false;
  let ring: () => void = () => undefined;
  let tick: { stop(): void } | null = null;
  let sweptAt = 0;
  const parts: SenderParts = { ...given, stopping: () => stopping };

  const wake = (): void => {
    awake = true;
    if (tick === null && !stopping) tick = schedule('* * * * *', wake);
    ring();
  };
  const rung = (): Promise<void> =>
    new Promise((resolve) => {
      ring = resolve;
      if (awake || stopping) resolve();
    });
  const sweep = async (): Promise<void> => {
    const now = parts.clock.nowAt();
    if (now - sweptAt < DAY) return;
    while ((await parts.db.transaction((tx) => sweepDeliveries(parts.client, tx, now - KEPT_SECONDS))) > 0) if (stopping) return;
    sweptAt = now;
  };

  const loop = async (): Promise<void> => {
    for (;;) {
      await rung();
      if (stopping) return;
      awake = false;
      try {
        const attempts = await tellDue(parts);
        if (attempts > 0) log.info(`messages: ${attempts} attempts`);
        await sweep();
      } catch (error) {
        if (stopping) return;
        log.warn(`messages wait: ${error instanceof Error ? error.message : String(error)}`);
        await parts.pause(MINUTE_MS / 12);
      }
    }
  };
  const running = loop();
  return {
    wake,
    stop: async () => {
      stopping = true;
      if (tick !== null) tick.stop();
      ring();
      await running;
      await releaseClaims(parts.client, parts.db, parts.me).catch(() => 0);
    },
  };
}
