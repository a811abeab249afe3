import { type Directory, type DirectoryUser, EMPTY_DIRECTORY } from '../../shared/directory';

function person(id: string, name: string, email: string, extension: string | null): DirectoryUser {
  return { id: `user:${id}`, name, email, language: null, timeZone: null, extension };
}

/** Who is who in the office of these tests. */
export const DIRECTORY: Directory = {
  ...EMPTY_DIRECTORY,
  country: 'BE',
  timeZone: 'Europe/Brussels',
  extensions: [
    { number: '101', name: 'Maria', endpoints: [] },
    { number: '102', name: 'David', endpoints: [] },
    { number: '105', name: 'Ada', endpoints: [] },
  ],
  contacts: [{ number: '0470 00 10 03', name: 'Andrew', group: 'Gold' }],
  queues: [{ number: '400', name: 'Sales', members: [] }],
  users: [
    person('7', 'Maria', 'maria@shop.be', '101'),
    person('8', 'David', 'david@shop.be', '102'),
    person('9', 'Ada', 'not a mail address', null),
  ],
  userGroups: [{ name: 'Sales', members: ['user:7', 'user:8', 'user:9', 'user:10'] }],
};
