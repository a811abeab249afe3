import type { ClientId, UtcSeconds } from '../../shared/words';
import type { Writable } from '../store/database';
import { readHealth, saveHealth } from '../store/health';
import { CHANNEL_PULSE } from '../store/message-condition';
import type { Result } from './channels/contract';

/** How a channel is doing, as the daemon keeps it for the doctor. */
export interface ChannelPulse {
  readonly ok: boolean;
  readonly failures: number;
  readonly sinceAt: UtcSeconds;
  readonly why: string;
}

/** Writes down how the channels are doing. */
export interface Pulse {
  beat(channel: string, result: Result, now: UtcSeconds): Promise<void>;
}

/** The name a channel's pulse is kept under. */
export function pulseName(channel: string): string {
  return CHANNEL_PULSE + channel;
}

/** A pulse in the database; a message that will never go through says nothing about its channel. */
export function pulseOf(client: ClientId, db: Writable): Pulse {
  /** Channels known to be well: a message that went out there is no news. */
  const well = new Set<string>();
  return {
    beat: async (channel, result, now) => {
      if (result.ok ? well.has(channel) : !result.channelFails) return;
      if (result.ok) well.add(channel);
      else well.delete(channel);
      const kept = await readHealth(client, db, pulseName(channel));
      const before = kept === null ? null : (kept.value as ChannelPulse);
      if (result.ok && (before === null || before.ok)) return;
      const failing = before !== null && !before.ok ? before : { failures: 0, sinceAt: now };
      const pulse: ChannelPulse = result.ok
        ? { ok: true, failures: 0, sinceAt: now, why: '' }
        : { ok: false, failures: failing.failures + 1, sinceAt: failing.sinceAt, why: result.said };
      await saveHealth(client, db, pulseName(channel), pulse, now);
    },
  };
}
