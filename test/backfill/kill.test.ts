import { expect } from 'chai';
import { spawn } from 'child_process';
import * as os from 'os';
import * as path from 'path';
import { readCursor } from '../../service/store/cursors';
import { contradictionsOf } from '../chaos/run';
import type { PbxStand } from '../support/pbx-stand';
import { instant, useBackfills, ZONE } from './backfills';
import { DAY, PAST_SECONDS, pastStories } from './past';

const ROOT = path.join(__dirname, '..', '..');
const NICENESS = 15;
const { getPriority } = os as { readonly getPriority?: (pid: number) => number };

describe('A backfill process', function () {
  this.timeout(90000);
  const { visit, configOf, backfill, says } = useBackfills();

  // A process of its own lives by the true clock.
  const begunAt = Math.floor(Date.now() / 1000) - PAST_SECONDS - DAY;
  const stories = pastStories(ZONE, begunAt);
  const range = { since: begunAt - 3600, endedAt: begunAt + PAST_SECONDS };
  const until = ['--until', instant(range.endedAt)];

  const placeOf = async (stand: PbxStand): Promise<number> => {
    const { at } = ((await readCursor(stand.client, stand.db, 'backfill')) || { at: range.since }) as { readonly at: number };
    return at;
  };

  /** Starts one and kills it as soon as it has come further; answers the priority it had. */
  async function beginAndDie(stand: PbxStand): Promise<number | null> {
    const from = await placeOf(stand);
    const words = ['backfill', '--config', configOf(stand), '--since', instant(range.since), ...until, '--batch', '1', '--pause', '50'];
    const pace = ['--max-load', '1000', '--niceness', String(NICENESS)];
    const program = ['-r', path.join(ROOT, 'test', 'support', 'register.cjs'), path.join(ROOT, 'service', 'main.ts')];
    const child = spawn(process.execPath, program.concat(words, pace), { stdio: 'ignore' });
    const gone = new Promise((resolve) => child.once('exit', resolve));
    while ((await placeOf(stand)) === from && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 5));
    const priority = getPriority === undefined ? null : getPriority(child.pid);
    child.kill('SIGKILL');
    await gone;
    return priority;
  }

  it('that is killed again and again goes on from there, steps back for all others, and makes the list of one that was left alone', async () => {
    const whole = await visit(stories);
    await backfill(whole, until, range);

    const stand = await visit(stories);
    const places = [range.since];
    for (let kill = 0; kill < 3; kill += 1) {
      const priority = await beginAndDie(stand);
      if (priority !== null) expect(priority).to.equal(NICENESS);
      places.push(await placeOf(stand));
    }
    for (let n = 1; n < places.length; n += 1) expect(places[n]).to.be.within((places[n - 1] as number) + 1, range.endedAt - DAY);
    const rest = await backfill(stand, until, range);
    expect([rest.code, /Going on with/.test(rest.err)]).to.deep.equal([0, true]);
    expect(await says(stand)).to.deep.equal(await says(whole));
    expect(await contradictionsOf(stand, ZONE)).to.deep.equal([]);
  });
});
