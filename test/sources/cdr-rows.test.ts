import { expect } from 'chai';
import { openPbx } from '../../service/sources/pbx';
import type { Queryable } from '../../service/sources/source';
import { openReader, type Reader } from '../../service/store/database';
import { createAsteriskTables, insertRows } from '../support/asteriskcdrdb';
import { readCapture, shiftCapture, startOfCapture, type WrittenCapture, type WrittenRow } from '../support/capture-rows';
import { allCaptures, type Capture } from '../support/captures';
import { FREEPBX_14, FREEPBX_17, type Shape } from '../support/pbx-stand';
import { ownName, useMariadb } from '../support/shared-mariadb';

const SUMMER_NOON = Date.UTC(2026, 6, 20, 12) / 1000;
const named = (name: string) => (allCaptures().find((one) => one.pbx === 'freepbx17' && one.name === name) as Capture).dir;
const secondOf = (wall: unknown) => Date.parse(`${String(wall).slice(0, 19).replace(' ', 'T')}Z`) / 1000;

/** A story that begins at an instant, on a PBX whose clock shows the time of a zone. */
function storyAt(name: string, at: number, zone: string): WrittenCapture {
  const story = readCapture(named(name));
  return shiftCapture(story, { shiftSeconds: at - (startOfCapture(story) as number), zone });
}

const SHAPES: readonly (readonly [string, Shape])[] = [
  ['FreePBX 17', FREEPBX_17],
  ['FreePBX 14', FREEPBX_14],
];

for (const [title, shape] of SHAPES) {
  describe(`CDR rows of a call on ${title}`, function () {
    this.timeout(60000);
    const mariadb = useMariadb();
    let database: string;
    let reader: Reader;
    let asked: string[] = [];

    before(async () => {
      database = ownName('rows');
      await createAsteriskTables(mariadb(), { database, ...shape });
      await mariadb().query(`ALTER TABLE ${database}.cdr MODIFY uniqueid VARCHAR(32) NULL`);
      reader = openReader({ socketPath: mariadb().socketPath, user: 'root', password: '', database });
    });
    after(() => reader.close());

    /** How many rows are found of the calls that moved, in tables that hold nothing but these. */
    const found = async (cdr: readonly WrittenRow[], cel: readonly WrittenRow[], zone: string | null): Promise<number> => {
      for (const table of ['cdr', 'cel']) await mariadb().query(`TRUNCATE ${database}.${table}`);
      await insertRows(mariadb(), 'cdr', cdr, database);
      const cut = cel.map((row) => ({ ...row, appdata: String(row['appdata']).slice(0, shape.appdataLength) }));
      await insertRows(mariadb(), 'cel', cut, database);
      asked = [];
      const query: Queryable['query'] = (sql, values) => {
        asked.push(sql);
        return reader.query(sql, values);
      };
      const pbx = openPbx({ query }, { cdr: 'cdr', cel: 'cel', queueLog: null, cdrOverlapSeconds: 600, zone });
      const rows = await pbx.rowsOf(Array.from(new Set(cdr.map((row) => String(row['linkedid'])))));
      return rows.cdr.length;
    };

    for (const zone of ['UTC', 'Europe/Brussels', 'America/New_York', 'Asia/Kathmandu']) {
      it(`are found where uniqueid is kept empty, in ${zone}`, async () => {
        const { cdr } = storyAt('16-queue-timeout-failover-answered', SUMMER_NOON, zone);
        for (const uniqueid of ['', null]) {
          const without = cdr.map((row) => ({ ...row, uniqueid }));
          expect(await found(without, [], zone), `${uniqueid}`).to.equal(cdr.length);
          expect(await found(without, [], null), `${uniqueid}, in a zone nobody knows`).to.equal(cdr.length);
        }
      });
    }

    for (const [night, changedAt] of [
      ['set back', Date.UTC(2026, 9, 25, 1) / 1000],
      ['set forward', Date.UTC(2026, 2, 29, 1) / 1000],
    ] as const) {
      it(`are found without CEL when the clocks are ${night} in its middle`, async () => {
        for (const name of ['16-queue-timeout-failover-answered', '27-followme-mobile-answered', '107-attended-transfer-feature']) {
          const still = storyAt(name, 0, 'UTC').cdr.map((row) => secondOf(row['calldate']));
          for (const second of new Set(still)) {
            const { cdr } = storyAt(name, changedAt - second, 'Europe/Brussels');
            for (const zone of ['Europe/Brussels', null]) expect(await found(cdr, [], zone), `${name} ${second}`).to.equal(cdr.length);
          }
        }
      });
    }

    for (const [title, isWritten] of [
      ['on', (second: number, switchedAt: number) => second >= switchedAt],
      ['off', (second: number, switchedAt: number) => second < switchedAt],
    ] as const) {
      it(`are found when CEL is switched ${title} in its middle`, async () => {
        for (const name of [
          '16-queue-timeout-failover-answered',
          '22-queue-to-voicemail-left',
          '83-ivr-to-queue-answered',
          '34-park-retrieve',
        ]) {
          const { cdr, cel } = storyAt(name, SUMMER_NOON, 'UTC');
          for (const switchedAt of new Set(cel.map((row) => secondOf(row['eventtime'])))) {
            const part = cel.filter((row) => isWritten(secondOf(row['eventtime']), switchedAt));
            expect(await found(cdr, part, 'UTC'), `${name} after ${switchedAt - SUMMER_NOON} s`).to.equal(cdr.length);
          }
        }
      });
    }

    it('are found where CEL came on when it had become part of an older call', async () => {
      const { cdr, cel } = storyAt('16-queue-timeout-failover-answered', SUMMER_NOON, 'UTC');
      const part = cel.slice(-1).map((row) => ({ ...row, uniqueid: String(cdr[0]?.linkedid), linkedid: `${SUMMER_NOON - 7200}.1` }));
      expect(await found(cdr, part, 'UTC')).to.equal(cdr.length);
    });

    it('are not looked for by time where CEL has it whole', async () => {
      for (const { name } of allCaptures().filter((one) => one.pbx === 'freepbx17')) {
        const { cdr, cel } = storyAt(name, SUMMER_NOON, 'UTC');
        const hasEnd = cel.some((row) => row['eventtype'] === 'LINKEDID_END');
        if (cdr.length === 0 || !hasEnd || name === '55-name-emoji') continue;
        expect(await found(cdr, cel, 'UTC'), name).to.equal(cdr.length);
        const byTime = asked.filter((sql) => sql.includes('FROM cdr') && sql.includes('calldate'));
        expect(
          byTime.filter((sql) => !sql.includes('uniqueid IN')),
          name,
        ).to.deep.equal([]);
      }
    });

    it('are found where CEL has it whole and uniqueid is kept empty', async () => {
      const { cdr, cel } = storyAt('16-queue-timeout-failover-answered', SUMMER_NOON, 'Europe/Brussels');
      const without = cdr.map((row) => ({ ...row, uniqueid: '' }));
      expect(await found(without, cel, 'Europe/Brussels')).to.equal(cdr.length);
    });
  });
}
