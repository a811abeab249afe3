import { zoneOffset } from '../../shared/zone';

const CEL = { cid_name: '', cid_num: '', cid_ani: '', cid_rdnis: '', cid_dnid: '', exten: '', context: '', channame: '', appname: '' };
const MORE_CEL = { appdata: '', amaflags: 3, accountcode: '', peer: '', userdeftype: '', extra: '' };

/** What the wall clock of a zone shows at an instant, as a DATETIME column has it. */
export const clock = (at: number, zone = 'UTC') =>
  new Date((at + zoneOffset(zone, at)) * 1000).toISOString().slice(0, 19).replace('T', ' ');

/** The linkedid of a call that began at an instant. */
export const id = (at: number) => `${at}.1`;

/** A CDR row of a call that began at an instant. */
export const cdrRow = (at: number, zone?: string) => ({
  calldate: clock(at, zone),
  uniqueid: id(at),
  linkedid: id(at),
  sequence: 1,
  duration: 5,
});

/** The CEL row of a channel's birth. */
export const celRow = (at: number, zone?: string) => ({
  ...CEL,
  ...MORE_CEL,
  eventtype: 'CHAN_START',
  eventtime: clock(at, zone),
  uniqueid: id(at),
  linkedid: id(at),
});
