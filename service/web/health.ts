import type { Finding } from '../../shared/finding';
import { sayIn } from '../../shared/messages';
import type { UtcSeconds } from '../../shared/words';
import { ago, machineTime, type Now } from './time-text';

/** How the daemon is doing, as far as a reader of the list must know. */
export interface Health {
  readonly version: string;
  /** End of the last turn that read the PBX's records; null before the first. */
  readonly lastTurnAt: UtcSeconds | null;
  /** How often a turn is due. */
  readonly everySeconds: number;
  /** Somebody switched it off in the settings: no turn is due. */
  readonly isOff?: boolean;
  /** After an update: how much of the list can be searched again, in percent; absent or null when all of it can. */
  readonly renewedPercent?: number | null;
}

export type HealthStatus = 'ok' | 'starting' | 'stale' | 'off';

const TURNS_MISSED = 3;
const LEAST_SECONDS = 60;

/** `stale` once three turns in a row are missing, and never before a minute has passed. */
export function healthStatus(health: Health, now: UtcSeconds): HealthStatus {
  if (health.isOff === true) return 'off';
  if (health.lastTurnAt === null) return 'starting';
  return now - health.lastTurnAt > Math.max(LEAST_SECONDS, TURNS_MISSED * health.everySeconds) ? 'stale' : 'ok';
}

/** What a reader must know before he trusts the list; '' when all is well. */
export function healthBanner(health: Health, findings: readonly Finding[], now: Now): string {
  const say = sayIn(now.language);
  const status = healthStatus(health, now.at);
  const broken = findings.filter(({ severity }) => severity === 'broken')[0];
  if (status === 'off') return say({ key: 'finding.switched_off' });
  if (status === 'stale' && health.lastTurnAt !== null) return say({ key: 'health.stale', params: { ago: ago(now, health.lastTurnAt) } });
  if (status === 'ok' && broken !== undefined) return say(broken.saying);
  if (typeof health.renewedPercent === 'number') return say({ key: 'health.renewing', params: { n: health.renewedPercent } });
  return status === 'starting' ? say({ key: 'health.never' }) : '';
}

/** The answer of GET /health. */
export function healthJson(health: Health, now: UtcSeconds) {
  return {
    status: healthStatus(health, now),
    version: health.version,
    last_turn_at: health.lastTurnAt === null ? null : machineTime(health.lastTurnAt),
    lag_seconds: health.lastTurnAt === null ? null : Math.max(0, now - health.lastTurnAt),
    scan_every_seconds: health.everySeconds,
  };
}
