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
const STORY = path.join(CAPTURES_DIR, 'freepbx17', '01-direct-answered');
const END = /^(HANGUP|CHAN_END|LINKEDID_END|BRIDGE_EXIT)$/;

describe('The doctor, about a channel that hangs', function () {
  this.timeout(30000);
  const mariadb = useMariadb();
  let stand: PbxStand;

  beforeEach(async () => {
    stand = await standUp(mariadb(), directoryIn('UTC'), FREEPBX_17);
    // The daemon was there before the call.
    await stand.catchUpAt(NOON_AT - 60);
  });
  afterEach(() => stand.close());

  const capture = readCapture(STORY);
  const { cel, cdr } = shiftCapture(capture, { shiftSeconds: NOON_AT - (startOfCapture(capture) as number) });
  const isEnd = ({ eventtype }: { readonly eventtype?: unknown }) => END.test(String(eventtype));

  /** Takes a turn every half an hour; answers after how many hours the finding was there. */
  async function hoursWithFinding(from: number, to: number): Promise<readonly number[]> {
    const hours: number[] = [];
    for (let hour = from; hour <= to; hour += 0.5) {
      const now = NOON_AT + 60 + hour * HOUR;
      await stand.catchUpAt(now);
      const found = (await findingsAt(stand, directoryIn('UTC'), now)).find(({ code }) => code === 'waiting_long');
      if (found === undefined) continue;
      expect(found.saying.params).to.include({ n: 1, example: String((cel[0] as { linkedid?: unknown }).linkedid) });
      hours.push(hour);
    }
    return hours;
  }

  it('says so from the eighth hour on, until the call is given up after a day', async () => {
    await stand.write({ cel: cel.filter((row) => !isEnd(row)) });
    const hours = await hoursWithFinding(0, 30);
    expect(hours[0]).to.be.within(8, 8.5);
    expect(hours[hours.length - 1]).to.be.within(23, 24);
    expect(hours.length).to.be.at.least(30);
  });

  it('says it no more once somebody has ended the channel', async () => {
    await stand.write({ cel: cel.filter((row) => !isEnd(row)) });
    expect(await hoursWithFinding(0, 10)).to.include(10);
    await stand.write({ cel: cel.filter(isEnd), cdr });
    expect(await hoursWithFinding(10.5, 12)).to.deep.equal([]);
  });
});
