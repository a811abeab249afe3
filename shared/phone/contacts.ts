import type { Directory } from '../directory';
import { callerKey } from './caller';
import type { NumberPlan } from './plan';

/** Whom numbers belong to, as the client wrote it down. */
export interface Contacts {
  /** The name under a caller's key, or ''. */
  nameOf(key: string): string;
}

/** The public contacts of a directory by the caller's key; put in order when first asked, the first of two names for one number holds. */
export function contactsOf({ contacts = [] }: Pick<Directory, 'contacts'>, plan: NumberPlan): Contacts {
  let names: Map<string, string> | null = null;
  const ordered = () => {
    const made = new Map<string, string>();
    for (const { number, name } of contacts) {
      const key = /^\+\d{6,15}$/.test(number) ? number : callerKey(number, plan).key;
      if (name.trim() !== '' && key !== '' && !made.has(key)) made.set(key, name.trim());
    }
    return made;
  };
  return {
    nameOf: (key) => {
      if (contacts.length === 0) return '';
      if (names === null) names = ordered();
      return names.get(key) || '';
    },
  };
}
