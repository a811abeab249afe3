import { expect } from 'chai';
import { directoryIn } from '../backfill/past';
import { insertRows } from '../support/asteriskcdrdb';
import { FREEPBX_17, type PbxStand, standUp } from '../support/pbx-stand';
import { useMariadb } from '../support/shared-mariadb';
import { NIGHTS, wallIn } from './nights';
import { findingsAt } from './places';

const ZONE = 'Europe/Brussels';
const { changeAt } = NIGHTS[0] as { changeAt: number };
const NOW = changeAt + 86400;

describe('The doctor, on a PBX whose clock was years ahead one morning', function () {
  this.timeout(20000);
  const mariadb = useMariadb();
  let stand: PbxStand;

  beforeEach(async () => {
    stand = await standUp(mariadb(), directoryIn(ZONE), FREEPBX_17);
  });
  afterEach(() => stand.close());

  const write = (starts: readonly number[]) => {
    const rowOf = (at: number, n: number) => ({ calldate: wallIn(ZONE, at), uniqueid: `${at}.${n}`, linkedid: `${at}.${n}`, duration: 40 });
    return insertRows(
      mariadb(),
      'cdr',
      starts.map((at, n) => ({ ...rowOf(at, n), lastapp: 'Queue' })),
      stand.pbxDatabase,
    );
  };
  const found = async (): Promise<readonly string[]> => {
    const findings = await findingsAt(stand, directoryIn(ZONE), NOW, { queueLog: null });
    return findings.map(({ code }) => code).filter((code) => /ahead|clock_pbx|stale|zone_differs/.test(code));
  };
  const times = (count: number, from: number) => Array.from({ length: count }, (_, n) => from - n * 60);

  it('says so, and nothing else, whether it wrote one row then or hundreds', async () => {
    await write(times(60, NOW - 100));
    await write([NOW + 11 * 365 * 86400]);
    expect(await found()).to.deep.equal(['rows_ahead']);
    await write(times(300, NOW + 11 * 365 * 86400));
    expect(await found()).to.deep.equal(['rows_ahead']);
  });

  it('says that its clock is ahead while it is', async () => {
    await write(times(60, NOW + 900));
    expect(await found()).to.deep.equal(['clock_pbx']);
  });
});
