import { expect } from 'chai';
import * as fs from 'fs';
import { type HealthKeeper, healthKeeper } from '../../service/doctor/keeper';
import { readFindings, readHealth } from '../../service/store/health';
import { directoryIn } from '../backfill/past';
import { insertRows } from '../support/asteriskcdrdb';
import { FREEPBX_17, type PbxStand, standUp } from '../support/pbx-stand';
import { useMariadb } from '../support/shared-mariadb';
import { NIGHTS, type Night, wallIn } from './nights';
import { placesAt } from './places';

const HOUR = 3600;
/** Columns of `cel` that have no default and tell nothing here. */
const NAMES = 'cid_name cid_num cid_ani cid_rdnis cid_dnid exten context channame appname appdata accountcode peer userdeftype extra';
const NOTHING: Readonly<Record<string, string>> = Object.assign({}, ...NAMES.split(' ').map((name) => ({ [name]: '' })));
/** What the time we tell, and turns nobody took, bring along. */
const OURS = /^(clock_database|zone_server|never_read|directory_\w+)$/;

describe('The doctor, when the clocks are changed', function () {
  this.timeout(30000);
  const mariadb = useMariadb();
  let stand: PbxStand;

  afterEach(() => stand.close());

  /** Calls of 40 seconds that went through a queue, as they ended. */
  async function write(zone: string, starts: readonly number[]): Promise<void> {
    const ids = starts.map((at, n) => `${at}.${n}`);
    const cdr = starts.map((at, n) => ({
      calldate: wallIn(zone, at),
      uniqueid: ids[n] as string,
      linkedid: ids[n] as string,
      duration: 40,
      lastapp: 'Queue',
    }));
    const cel = starts.reduce<Readonly<Record<string, string | number>>[]>((all, at, n) => {
      const id = ids[n] as string;
      const row = (eventtype: string, after: number) => {
        const said = { amaflags: 3, eventtype, eventtime: wallIn(zone, at + after), uniqueid: id, linkedid: id };
        return { ...NOTHING, ...said };
      };
      return all.concat(row('CHAN_START', 0), row('ANSWER', 9), row('HANGUP', 40), row('LINKEDID_END', 40));
    }, []);
    await insertRows(mariadb(), 'cdr', cdr, stand.pbxDatabase);
    await insertRows(mariadb(), 'cel', cel, stand.pbxDatabase);
  }

  /** Everything that is said of a PBX that is well, from the calls of the day before to the sixtieth of the day after. */
  async function saidThrough({ changeAt }: Night, wrote: string, told: string | null): Promise<ReadonlySet<string>> {
    const directory = { ...directoryIn('UTC'), timeZone: told };
    stand = await standUp(mariadb(), directory, FREEPBX_17);
    await write(
      wrote,
      Array.from({ length: 60 }, (_, n) => changeAt - 6 * HOUR - (60 - n) * 1800),
    );
    const keeper: HealthKeeper = healthKeeper(placesAt(stand), () => ({ directory, problem: null }));
    const said = new Set<string>();
    for (let n = 0; n < 15; n += 1) {
      const startedAt = changeAt + 6 * HOUR + n * 1200;
      await keeper.turned(startedAt);
      // One by one at first, then some at a time, until no row of the summer is among the newest.
      await write(
        wrote,
        Array.from({ length: n < 6 ? 1 : 6 }, (_, later) => startedAt + later),
      );
      fs.utimesSync(stand.queueLogFile, startedAt + 30, startedAt + 30);
      await keeper.turned(startedAt + 60);
      const { findings } = await readFindings(stand.client, stand.db);
      for (const { code } of findings) if (!OURS.test(code)) said.add(code);
    }
    expect((await readHealth(stand.client, stand.db, 'landing'))?.value).to.deep.equal({ lateSeconds: 0 });
    return said;
  }

  for (const night of NIGHTS.filter(({ zone }) => /Brussels|New_York/.test(zone))) {
    const { zone } = night;
    it(`finds nothing wrong in ${zone} in ${night.night}, whoever told the zone or nobody`, async () => {
      expect(Array.from(await saidThrough(night, zone, zone))).to.deep.equal([]);
      await stand.close();
      expect(Array.from(await saidThrough(night, zone, null))).to.deep.equal(['zone_missing']);
    });

    it(`says of a PBX in ${zone} that writes UTC no more than that, in ${night.night}`, async () => {
      expect(Array.from(await saidThrough(night, 'UTC', zone))).to.deep.equal(['table_in_utc']);
    });
  }
});
