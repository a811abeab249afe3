import { type Check, finding } from '../finding';

const MEGABYTE = 1000000;
const FULL = 200 * MEGABYTE;
const LOW = 1000 * MEGABYTE;

/** The disk our tables lie on has room. */
export const diskCheck: Check = {
  name: 'disk',
  group: 'home',
  fine: 'check.disk',
  find: ({ freeBytes }) => {
    if (freeBytes === null) return null;
    if (freeBytes >= LOW) return [];
    return [finding('disk_low', freeBytes < FULL ? 'broken' : 'warning', { megabytes: Math.floor(freeBytes / MEGABYTE) })];
  },
};
