import { expect } from 'chai';
import * as path from 'path';
import { directoryIn } from '../backfill/past';
import { readCapture, shiftCapture, startOfCapture } from '../support/capture-rows';
import { CAPTURES_DIR } from '../support/captures';
import { FREEPBX_17, type PbxStand, standUp } from '../support/pbx-stand';
import { useMariadb } from '../support/shared-mariadb';
import { NOON_AT } from './healthy';
import { findingsAt } from './places';

const HOUR = 3600;
const STORY = readCapture(path.join(CAPTURES_DIR, 'freepbx17', '01-direct-answered'));

describe('The doctor, about a CDR that has stopped', function () {
  this.timeout(20000);
  const mariadb = useMariadb();
  let stand: PbxStand;

  beforeEach(async () => {
    stand = await standUp(mariadb(), directoryIn('UTC'), FREEPBX_17);
    await stand.write({ ...storyAt(NOON_AT - 63 * HOUR), queueLog: [] });
  });
  afterEach(() => stand.close());

  const storyAt = (at: number) => shiftCapture(STORY, { shiftSeconds: at - (startOfCapture(STORY) as number) });
  const found = async (now: number) =>
    (await findingsAt(stand, directoryIn('UTC'), now)).map(({ code }) => code).filter((code) => /^(cdr|cel)_/.test(code));

  it('says so after a call that CEL tells of from its answer to its end, and that left no row', async () => {
    const { cel } = storyAt(NOON_AT);
    await stand.write({ cel: cel.filter(({ eventtype }) => eventtype !== 'LINKEDID_END') });
    expect(await found(NOON_AT + HOUR), 'the call may go on').to.deep.equal([]);
    await stand.write({ cel: cel.filter(({ eventtype }) => eventtype === 'LINKEDID_END') });
    expect(await found(NOON_AT + HOUR)).to.deep.equal(['cdr_stale']);
    await stand.write({ cdr: storyAt(NOON_AT).cdr });
    expect(await found(NOON_AT + HOUR)).to.deep.equal([]);
  });
});
