import { ATTEMPTS } from './schema/attempts';
import { AUDIT } from './schema/audit';
import { CLIENTS } from './schema/clients';
import { COLLEAGUES } from './schema/colleagues';
import { CONTACTS } from './schema/contacts';
import { CURSORS } from './schema/cursors';
import { DELIVERIES, TOLD } from './schema/deliveries';
import { DIGESTS } from './schema/digests';
import { ENTRIES } from './schema/entries';
import { EXPORTS } from './schema/exports';
import { FORGOTTEN } from './schema/forgotten';
import { HEALTH } from './schema/health';
import { INSIGHT } from './schema/insight';
import { JOURNAL, UNSUBSCRIBED } from './schema/journal';
import { MARK_SIGNS, MARKS } from './schema/marks';
import { NOTES } from './schema/notes';
import { OUTBOX, OUTBOX_UNCLAIMED } from './schema/outbox';
import { PROOFS } from './schema/proofs';
import { SETTINGS } from './schema/settings';
import { SETTINGS_HOLDS } from './schema/settings-holds';
import { UNREADABLE, UNREADABLE_BY_TIME } from './schema/unreadable';
import { VIEWS } from './schema/views';
import { WAITING } from './schema/waiting';
import { ATTEMPT_WAYS, ENTRY_WAYS } from './schema/ways';

/** One step of the schema: one DDL statement that may be run again, because DDL commits by itself. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
}

/** Every step in order; its number is its place from 1. Only ever append. */
export const MIGRATIONS: readonly Migration[] = [
  { name: 'clients', sql: CLIENTS },
  { name: 'entries', sql: ENTRIES },
  { name: 'audit', sql: AUDIT },
  { name: 'notes', sql: NOTES },
  { name: 'attempts', sql: ATTEMPTS },
  { name: 'proofs', sql: PROOFS },
  { name: 'contacts', sql: CONTACTS },
  { name: 'cursors', sql: CURSORS },
  { name: 'waiting', sql: WAITING },
  { name: 'settings', sql: SETTINGS },
  { name: 'outbox', sql: OUTBOX },
  { name: 'unreadable', sql: UNREADABLE },
  { name: 'health', sql: HEALTH },
  { name: 'forgotten', sql: FORGOTTEN },
  { name: 'settings-holds', sql: SETTINGS_HOLDS },
  { name: 'colleagues', sql: COLLEAGUES },
  { name: 'deliveries', sql: DELIVERIES },
  { name: 'told', sql: TOLD },
  { name: 'digests', sql: DIGESTS },
  { name: 'journal', sql: JOURNAL },
  { name: 'unsubscribed', sql: UNSUBSCRIBED },
  { name: 'ways of calls', sql: ATTEMPT_WAYS },
  { name: 'ways of entries', sql: ENTRY_WAYS },
  { name: 'marks', sql: MARKS },
  { name: 'insight', sql: INSIGHT },
  { name: 'exports', sql: EXPORTS },
  { name: 'views', sql: VIEWS },
  { name: 'signs of marks', sql: MARK_SIGNS },
  { name: 'outbox without claims', sql: OUTBOX_UNCLAIMED },
  { name: 'unreadable by time', sql: UNREADABLE_BY_TIME },
];
