import type { Directory } from './directory';
import { isMailAddress } from './notify-sense';

type People = Pick<Directory, 'users' | 'userGroups'>;

function addresses({ users = [] }: People, isMeant: (user: { readonly id: string; readonly extension: string | null }) => boolean) {
  const found = users.filter(isMeant).map(({ email }) => email || '');
  return Array.from(new Set(found.filter(isMailAddress)));
}

/** Mail addresses of whoever sits at these extensions, each once, as far as the PBX knows them. */
export function mailOfExtensions(people: People, extensions: readonly string[]): readonly string[] {
  return addresses(people, ({ extension }) => extension !== null && extensions.indexOf(extension) >= 0);
}

/** Mail addresses of the people of a group of the PBX's user management, each once; none for a group it does not have. */
export function mailOfGroup(people: People, group: string): readonly string[] {
  const members = new Set<string>();
  for (const one of people.userGroups || []) if (one.name === group) for (const id of one.members) members.add(id);
  return addresses(people, ({ id }) => members.has(id));
}

/** Mail address of an account, as a list: `user:7`; empty where the PBX knows none. */
export function mailOfUser(people: People, userId: string): readonly string[] {
  return addresses(people, ({ id }) => id === userId);
}
