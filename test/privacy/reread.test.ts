import { expect } from 'chai';
import * as path from 'path';
import { readCaptureFolder } from '../../service/sources/capture-folder';
import { checkList } from '../../service/store/check-list';
import { forgetCaller } from '../../service/store/forget';
import { readRuleBook } from '../../service/store/settings-store';
import { verifyAudit } from '../../service/store/verify-audit';
import { ANONYMOUS, isErased } from '../../shared/entry';
import { numberPlan } from '../../shared/phone/plan';
import { readCapture } from '../support/capture-rows';
import { allCaptures, CAPTURES_DIR } from '../support/captures';
import { FREEPBX_17, type PbxStand, standUp } from '../support/pbx-stand';
import { useMariadb } from '../support/shared-mariadb';
import { textsHolding } from './texts';

/** The captures were made on one day; this is that evening. */
const EVENING_AT = Date.UTC(2026, 10, 21, 6) / 1000;
const captures = allCaptures().filter((capture) => capture.pbx === 'freepbx17');
const { directory } = readCaptureFolder(path.join(CAPTURES_DIR, 'freepbx17', '01-direct-answered'));

describe('Forgetting on a living PBX, whose rows stay', () => {
  const mariadb = useMariadb();
  let stand: PbxStand;

  before(async function () {
    this.timeout(60000);
    stand = await standUp(mariadb(), directory, FREEPBX_17);
    for (const one of captures) await stand.write(readCapture(one.dir));
    await stand.catchUpAt(EVENING_AT);
  });
  after(() => stand.close());

  const forget = (number: string) =>
    forgetCaller(stand.client, stand.db, { number, plan: numberPlan(directory), zone: 'UTC', now: EVENING_AT, userId: 'cli:root' });

  async function readEverythingAgain(): Promise<void> {
    await stand.db.change('DELETE FROM smc_cursors WHERE client = ?', [stand.client]);
    await stand.catchUpAt(EVENING_AT + 60);
  }

  async function isWhole(): Promise<void> {
    expect((await verifyAudit(stand.client, stand.db)).faults).to.deep.equal([]);
    expect(await checkList(stand.client, stand.db, await readRuleBook(stand.client, stand.db, 'UTC'))).to.deep.equal([]);
  }

  it('reads every call again when its cursors are gone, so that the tests below mean something', async () => {
    await stand.db.change('DELETE FROM smc_proofs WHERE client = ?', [stand.client]);
    await readEverythingAgain();
    const [proofs] = await stand.db.query('SELECT COUNT(*) AS n FROM smc_proofs WHERE client = ?', [stand.client]);
    expect(Number(proofs?.n)).to.be.greaterThan(60);
  });

  it('lets one caller go and nobody else', async () => {
    const caller = (await stand.entries()).find((entry) => entry.callerNumber === '0470104747');
    const others = (await stand.entries()).filter((entry) => entry.callerKey !== caller?.callerKey);
    expect(await textsHolding(stand.db, ['470104747'])).to.not.deep.equal([]);
    await forget('0470 10 47 47');
    expect(await textsHolding(stand.db, ['470104747'])).to.deep.equal([]);
    await readEverythingAgain();
    expect(await textsHolding(stand.db, ['470104747'])).to.deep.equal([]);
    expect((await stand.entries()).filter((entry) => !isErased(entry.callerKey))).to.deep.equal(others);
    await isWhole();
  });

  it('lets all of them go, one after the other, and none comes back', async function () {
    this.timeout(60000);
    const rows = await stand.db.query('SELECT DISTINCT caller_key, caller_number, caller_name FROM smc_attempts WHERE client = ?', [
      stand.client,
    ]);
    const callers = rows.filter((row) => row.caller_key !== ANONYMOUS && !isErased(String(row.caller_key)));
    const before = await stand.entries();
    for (const row of callers) await forget(String(row.caller_key));
    const ofThem = (text: unknown): string => String(text).replace(/^(\+32|0)/, '');
    const needles = callers.reduce<string[]>(
      (all, row) => all.concat(ofThem(row.caller_key), ofThem(row.caller_number), String(row.caller_name)),
      [],
    );
    const telling = Array.from(new Set(needles)).filter((text) => text.length > 3);
    expect(telling.length).to.be.greaterThan(60);
    expect(await textsHolding(stand.db, telling)).to.deep.equal([]);
    await readEverythingAgain();
    expect(await textsHolding(stand.db, telling)).to.deep.equal([]);
    await isWhole();
    const after = await stand.entries();
    expect(after.map((entry) => [entry.id, entry.missedTotal])).to.deep.equal(before.map((entry) => [entry.id, entry.missedTotal]));
    expect(after.filter((entry) => entry.status === 'open').every((entry) => entry.callerKey === ANONYMOUS)).to.equal(true);
  });
});
