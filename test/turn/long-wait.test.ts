import { expect } from 'chai';
import * as path from 'path';
import { directoryIn } from '../backfill/past';
import { readCapture, shiftCapture, startOfCapture, type WrittenCapture } from '../support/capture-rows';
import { CAPTURES_DIR } from '../support/captures';
import { FREEPBX_14, FREEPBX_17, type PbxStand, standUp } from '../support/pbx-stand';
import { useMariadb } from '../support/shared-mariadb';

const NOON = Date.UTC(2026, 6, 20, 12) / 1000;
const MINUTE = 60;
const HOUR = 3600;

function captureAt(name: string, at: number, more: object = {}): WrittenCapture {
  const capture = readCapture(path.join(CAPTURES_DIR, 'freepbx17', name));
  return shiftCapture(capture, { shiftSeconds: at - (startOfCapture(capture) as number), ...more });
}

function secondOf(wall: unknown): number {
  return Date.parse(`${String(wall).slice(0, 19).replace(' ', 'T')}Z`) / 1000;
}

/** He hears music for three hours before the first phone rings, and is answered. */
function longWait(waitSeconds: number) {
  const { cdr, cel, queueLog } = captureAt('83-ivr-to-queue-answered', NOON);
  const first = cel.findIndex((row) => String(row.channame).startsWith('Local/'));
  const rangAt = secondOf((cel[first] as (typeof cel)[0]).eventtime);
  const later = (wall: unknown) => new Date((secondOf(wall) + waitSeconds) * 1000).toISOString().slice(0, 19).replace('T', ' ');
  const isEarly = (line: string) => Number(line.split('|')[0]) < rangAt;
  return {
    waiting: { cel: cel.slice(0, first), queueLog: queueLog.filter(isEarly) },
    answered: {
      cel: cel.slice(first).map((row) => ({ ...row, eventtime: later(row.eventtime) as string })),
      cdr: cdr.map((row) => ({ ...row, duration: Number(row.duration) + waitSeconds })),
      queueLog: queueLog
        .filter((line) => !isEarly(line))
        .map((line) => line.replace(/^\d+/, (epoch) => String(Number(epoch) + waitSeconds))),
    },
  };
}

describe('A caller who waits in a queue for hours while no phone rings', function () {
  this.timeout(60000);
  const mariadb = useMariadb();
  let stand: PbxStand;
  afterEach(() => stand.close());

  const told: string[] = [];
  const turnsUntil = async (from: number, until: number, everySeconds = 10 * MINUTE) => {
    for (let now = from; now <= until; now += everySeconds) told.push(...(await stand.turnAt(now)).events.map(({ action }) => action));
  };
  const statuses = async () => (await stand.entries()).map(({ status, reason }) => `${status} ${reason}`);

  for (const [name, shape] of [
    ['FreePBX 17', FREEPBX_17],
    ['FreePBX 14', FREEPBX_14],
  ] as const) {
    it(`is no missed call, and was answered in the end (${name})`, async () => {
      stand = await standUp(mariadb(), directoryIn('UTC'), shape);
      told.length = 0;
      const { waiting, answered } = longWait(3 * HOUR);
      await turnsUntil(NOON - HOUR, NOON - HOUR);
      await stand.write(waiting);
      await turnsUntil(NOON + MINUTE, NOON + 3 * HOUR);
      await stand.write(answered);
      await turnsUntil(NOON + 3 * HOUR + 5 * MINUTE, NOON + 4 * HOUR);
      expect(told).to.deep.equal([]);
      expect(await statuses()).to.deep.equal([]);
    });
  }

  it('is one when the PBX was stopped meanwhile: its next channel counts from the beginning', async () => {
    stand = await standUp(mariadb(), directoryIn('UTC'), FREEPBX_17);
    await turnsUntil(NOON - HOUR, NOON - HOUR);
    await stand.write(longWait(3 * HOUR).waiting);
    await turnsUntil(NOON + MINUTE, NOON + 2 * HOUR);
    expect(await statuses()).to.deep.equal([]);
    const next = captureAt('01-direct-answered', NOON + HOUR);
    const anew = (id: unknown) => `${String(id).split('.')[0]}.${Number(String(id).split('.')[1]) % 10}`;
    await stand.write({ cel: next.cel.map((row) => ({ ...row, uniqueid: anew(row.uniqueid), linkedid: anew(row.linkedid) })) });
    await turnsUntil(NOON + 2 * HOUR + 5 * MINUTE, NOON + 2 * HOUR + 5 * MINUTE);
    expect(await statuses()).to.deep.equal(['open queue_abandoned']);
  });

  it('is one after a day at the latest, and after two hours for a daemon that began in between', async () => {
    stand = await standUp(mariadb(), directoryIn('UTC'), FREEPBX_17);
    await stand.write(longWait(3 * HOUR).waiting);
    await turnsUntil(NOON + HOUR, NOON + 2 * HOUR);
    expect(await statuses()).to.deep.equal([]);
    await turnsUntil(NOON + 2 * HOUR + 5 * MINUTE, NOON + 2 * HOUR + 5 * MINUTE);
    expect(await statuses()).to.deep.equal(['open queue_abandoned']);
    await stand.close();

    stand = await standUp(mariadb(), directoryIn('UTC'), FREEPBX_17);
    await turnsUntil(NOON - HOUR, NOON - HOUR);
    await stand.write(longWait(3 * HOUR).waiting);
    await turnsUntil(NOON + MINUTE, NOON + 24 * HOUR, HOUR);
    expect(await statuses()).to.deep.equal([]);
    await turnsUntil(NOON + 25 * HOUR, NOON + 25 * HOUR);
    expect(await statuses()).to.deep.equal(['open queue_abandoned']);
  });
});
