import { expect } from 'chai';
import { createEntryStore } from '../../service/store/entry-store';
import { directoryIn } from '../backfill/past';
import { FREEPBX_17, type PbxStand, standUp } from '../support/pbx-stand';
import { useMariadb } from '../support/shared-mariadb';
import { NOON_AT } from './healthy';
import { findingsAt } from './places';

describe('The doctor, about a zone nobody told or nobody knows', function () {
  this.timeout(20000);
  const mariadb = useMariadb();
  let stand: PbxStand;

  afterEach(() => stand.close());

  for (const [zone, code] of [
    [null, 'zone_missing'],
    ['Europe/Bruxelles', 'zone_unknown'],
  ] as const) {
    it(`is content when the client did what ${code} says`, async () => {
      const directory = { ...directoryIn('UTC'), timeZone: zone };
      stand = await standUp(mariadb(), directory, FREEPBX_17);
      await stand.catchUpAt(NOON_AT);
      const found = async (): Promise<readonly string[]> => {
        return (await findingsAt(stand, directory, NOON_AT)).map((one) => one.code).filter((one) => /^zone_/.test(one));
      };
      expect(await found()).to.deep.equal([code]);
      const chosen = { time_zone: 'Europe/Brussels' };
      await createEntryStore(stand.db).inTurn(stand.client, { now: NOON_AT, zone: 'UTC' }, (turn) => turn.set(chosen, 'eve'));
      expect(await found()).to.deep.equal([]);
    });
  }
});
