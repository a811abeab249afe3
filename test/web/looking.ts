import type { Desk } from '../../service/web/desk';
import { ROOT_LINKS } from '../../service/web/links';
import { namesOf } from '../../service/web/names';
import type { Viewer } from '../../service/web/view-row';
import { EMPTY_DIRECTORY } from '../../shared/directory';
import type { Entry } from '../../shared/entry';
import { telUri } from '../../shared/phone/display';

/** Friday 20 November 2026, 14:11 in Brussels. */
export const NOW = Date.UTC(2026, 10, 20, 13, 11, 0) / 1000;
export const MINUTE = 60;
export const HOUR = 3600;

export const DIRECTORY = {
  ...EMPTY_DIRECTORY,
  country: 'BE',
  extensions: [
    { number: '101', name: 'Anna Test', endpoints: [] },
    { number: '105', name: 'Maria', endpoints: [] },
  ],
  queues: [{ number: '400', name: 'Sales', members: [] }],
  dids: [{ number: '3225550104', name: 'main number', destination: null }],
};

/** A reader in Brussels, who looks at NOW. */
export const VIEWER: Viewer = {
  now: { at: NOW, zone: 'Europe/Brussels', language: 'en' },
  names: namesOf(DIRECTORY, 'en'),
  links: ROOT_LINKS,
  country: 'BE',
};

/** A caller who has waited for 47 minutes, with what a test says of him. */
export function waiting(said: Partial<Entry> = {}): Entry {
  return {
    client: 'main',
    id: 7,
    seq: 1,
    callerKey: '+32470101665',
    callerNumber: '0470101665',
    callerName: 'Andrew Pope',
    did: '3225550104',
    routeLabel: 'Sales',
    status: 'open',
    missedCount: 1,
    missedTotal: 1,
    voicemailCount: 0,
    firstMissedAt: NOW - 47 * MINUTE,
    lastMissedAt: NOW - 47 * MINUTE,
    extensions: ['101', '102'],
    reason: 'no_answer',
    afterHours: false,
    lastMissedHour: 9,
    dueAt: null,
    escalatedAt: null,
    notifiedAt: null,
    attemptedCount: 0,
    lastAttemptedAt: null,
    lastAttemptedExtension: null,
    claimedBy: null,
    claimedAt: null,
    claimedUntil: null,
    snoozedUntil: null,
    clearedBy: null,
    clearedAt: null,
    clearedCallId: null,
    clearedCallAt: null,
    clearedByExtension: null,
    clearedByUserId: null,
    reopenedCount: 0,
    reopenedAt: null,
    withdrawnAt: null,
    lastCallId: '1795221519.61',
    ringSeconds: 25,
    queues: [],
    ringGroups: [],
    trunk: '',
    clearedNote: null,
    ...said,
  };
}

/** Maria's desk: she may do everything; David works with her. */
export const DESK: Desk = {
  userId: 'maria',
  may: () => true,
  showsNumbers: true,
  link: telUri,
  isVip: () => false,
  person: (id) => id.charAt(0).toUpperCase() + id.slice(1),
  colleagues: [{ userId: 'david', name: 'David' }],
  mayResolve: true,
  calling: new Set(),
  back: '/',
};
