import type { Directory } from '../directory';
import type { Settings } from '../settings';
import { callerKey } from './caller';
import { type NumberPlan, numberPlan } from './plan';
import { ANONYMOUS } from './withheld';

type Named = Pick<Settings, 'vip_numbers' | 'vip_contact_groups'>;

/** Contacts' keys, as long as nobody reads the directory anew: an address book is long, and pages ask each time. */
const known = new WeakMap<Directory, { readonly wanted: string; readonly keys: ReadonlySet<string> }>();

function keyOf(written: string, plan: NumberPlan): string {
  return /^\+\d{6,15}$/.test(written) ? written : callerKey(written, plan).key;
}

function keysOfGroups(groups: readonly string[], directory: Directory, plan: NumberPlan): ReadonlySet<string> {
  const wanted = JSON.stringify(groups);
  const before = known.get(directory);
  if (before !== undefined && before.wanted === wanted) return before.keys;
  const names = new Set(groups);
  const meant = (directory.contacts || []).filter(({ group }) => group !== undefined && names.has(group));
  const keys = new Set(meant.map(({ number }) => keyOf(number, plan)));
  known.set(directory, { wanted, keys });
  return keys;
}

/** Who is VIP by caller's key: the numbers the settings name, and the contacts in the groups they name. Whoever hides his number is nobody's contact. */
export function vipsOf({ vip_numbers: numbers, vip_contact_groups: groups }: Named, directory: Directory): (key: string) => boolean {
  const plan = numberPlan(directory);
  const single = new Set(numbers.map((written) => callerKey(written, plan).key));
  const grouped = groups.length === 0 ? new Set<string>() : keysOfGroups(groups, directory, plan);
  return (key) => single.has(key) || (key !== ANONYMOUS && grouped.has(key));
}
