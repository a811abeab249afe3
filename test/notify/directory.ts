import { type Directory, EMPTY_DIRECTORY } from '../../shared/directory';

/** Who is who in the office of these tests. */
export const DIRECTORY: Directory = {
  ...EMPTY_DIRECTORY,
  country: 'BE',
  timeZone: 'Europe/Brussels',
  extensions: [
    { number: '101', name: 'Maria', endpoints: [], email: 'maria@shop.be' },
    { number: '102', name: 'David', endpoints: [], email: 'david@shop.be' },
    { number: '105', name: 'Ada', endpoints: [] },
  ],
  queues: [{ number: '400', name: 'Sales', members: [] }],
  userGroups: [{ name: 'Sales', emails: ['maria@shop.be', 'david@shop.be', 'not a mail address'] }],
};
