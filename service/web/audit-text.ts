import type { EntryEvent } from '../../shared/entry';
import type { Language } from '../../shared/language';
import { type Say, sayIn } from '../../shared/messages';
import type { Names } from './names';
import { oneLine } from './view-caller';

/** Whom an event names, and when it ends, in the reader's words. */
export interface AuditWords {
  readonly language: Language;
  readonly names: Names;
  /** A moment in the reader's zone. */
  when(at: number): string;
  /** What colleagues call a user; his id where it is not given. */
  person?(userId: string): string;
}

function agentOf(event: EntryEvent, names: Names, say: Say): string {
  const extension = event.set.clearedByExtension || event.set.lastAttemptedExtension || null;
  return extension === null ? say({ key: 'person.colleague' }) : names.person(extension);
}

/** What happened, as a sentence without its time. */
export function auditText(event: EntryEvent, { language, names, when, person = oneLine }: AuditWords): string {
  const say = sayIn(language);
  const actor = person(event.actorUserId || '') || say({ key: 'person.colleague' });
  const params = {
    actor,
    user: person(event.userId || '') || actor,
    who: agentOf(event, names, say),
    when: event.until === null ? '' : when(event.until),
  };
  if (event.why === 'undone') return say({ key: 'audit.undone', params });
  switch (event.action) {
    case 'created':
      return say({ key: 'audit.created' });
    case 'incremented':
      return say({ key: 'audit.incremented' });
    case 'notified':
      return say({ key: 'audit.notified' });
    case 'claimed':
      if (event.why === 'calling') return say({ key: 'audit.claimed.calling', params });
      return say({ key: event.why === 'assigned' ? 'audit.claimed.assigned' : 'audit.claimed', params });
    case 'released':
      return say({ key: event.why === 'claim_ran_out' ? 'audit.released.ran_out' : 'audit.released', params });
    case 'snoozed':
      return say({ key: event.why === 'woken' ? 'audit.snoozed.woken' : 'audit.snoozed', params });
    case 'attempted':
      return say({ key: 'audit.attempted', params });
    case 'note':
      return say({ key: 'audit.note', params });
    case 'cleared_returned':
      return say({ key: 'audit.cleared_returned', params });
    case 'cleared_answered':
      return say({ key: 'audit.cleared_answered', params });
    case 'cleared_manual':
      return say({ key: event.why === 'not_missed' ? 'audit.cleared_manual.not_missed' : 'audit.cleared_manual', params });
    case 'cleared_expired':
      return say({ key: 'audit.cleared_expired' });
    case 'reopened':
      if (event.why === 'by_user') return say({ key: 'audit.reopened.by_user', params });
      return say({ key: event.why === 'proof_withdrawn' ? 'audit.reopened.proof_withdrawn' : 'audit.reopened' });
    case 'withdrawn':
      return say({ key: 'audit.withdrawn' });
    case 'escalated':
      return say({ key: 'audit.escalated' });
    case 'erased':
      return say({ key: 'audit.erased' });
  }
}
