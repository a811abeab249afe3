import { expect } from 'chai';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { gzipSync } from 'zlib';
import { runProgram } from '../../service/cli/program';
import { SILENT } from '../../service/log';
import { readCursor } from '../../service/store/cursors';
import { createEntryStore } from '../../service/store/entry-store';
import { readSettingsHistory, readSettingsHolds } from '../../service/store/settings-history';
import { readSettingsBook } from '../../service/store/settings-store';
import { type Settings, settingsAt } from '../../shared/settings';
import { FREEPBX_14, FREEPBX_17, type PbxStand, type Shape, standUp } from '../support/pbx-stand';
import { useMariadb } from '../support/shared-mariadb';
import { BEGUN_AT, DAY, directoryIn, ENDED_AT, pastStories, sayingsOf, writeDirectory } from './past';

const ZONE = 'Europe/Brussels';
const stories = pastStories(ZONE);
const SINCE = ['--since', new Date((BEGUN_AT - 3600) * 1000).toISOString().slice(0, 19).concat('Z')];
// The load of the machine that runs the tests is not what they are about: 1000 never waits.
const QUICK = ['--pause', '0', '--niceness', '0', '--max-load', '1000'];

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

describe('A backfill', function () {
  this.timeout(60000);
  const mariadb = useMariadb();
  const stands: PbxStand[] = [];
  let folder: string;
  let config: string;

  const sql = (statement: string) => mariadb().query(statement);

  /** A PBX with all of the past, which nobody has read. */
  async function visit(shape: Shape = FREEPBX_17, isWritten = true): Promise<PbxStand> {
    const stand = await standUp(mariadb(), directoryIn(ZONE), shape);
    stands.push(stand);
    if (isWritten) for (const { rows } of stories) await stand.write(rows);
    return stand;
  }

  /** The list a daemon would have kept that read it all as it happened. */
  async function live(shape: Shape = FREEPBX_17): Promise<string[]> {
    const stand = await visit(shape, false);
    for (const { at, rows } of stories) {
      await stand.write(rows);
      await stand.catchUpAt(at + 3600);
    }
    await stand.catchUpAt(ENDED_AT);
    return sayingsOf(await stand.entries());
  }

  async function backfill(stand: PbxStand, args: readonly string[], stopAt = (_told: number, _text: string) => false): Promise<Ran> {
    const json = {
      pbx: { database: stand.addresses.reader, queue_log: stand.queueLogFile, directory: path.join(folder, 'directory.json') },
      store: stand.addresses.owner,
    };
    fs.writeFileSync(config, JSON.stringify(json), { mode: 0o600 });
    let [out, err, told] = ['', '', 0];
    let stop: () => void = () => undefined;
    let now = ENDED_AT;
    const code = await runProgram(['backfill', '--config', config, ...SINCE, ...QUICK, ...args], {
      out: (text) => {
        out += text;
      },
      err: (text) => {
        err += text;
        told += 1;
        if (stopAt(told, text)) stop();
      },
      // Every look at the clock takes a while, so that there is progress to tell.
      clock: {
        nowAt: () => {
          now += 2;
          return now;
        },
      },
      log: SILENT,
      onStop: (callback) => {
        stop = callback;
      },
    });
    return { code, out, err };
  }

  const says = async (stand: PbxStand) => sayingsOf(await stand.entries());

  before(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'smc-backfill-'));
    config = path.join(folder, 'config.json');
    writeDirectory(path.join(folder, 'directory.json'), ZONE);
  });

  after(() => {
    for (const name of fs.readdirSync(folder)) fs.unlinkSync(path.join(folder, name));
    fs.rmdirSync(folder);
  });

  afterEach(async () => {
    for (const stand of stands.splice(0)) await stand.close();
  });

  for (const [title, shape] of [
    ['FreePBX 17', FREEPBX_17],
    ['FreePBX 14', FREEPBX_14],
  ] as const) {
    it(`makes the list that live reading would have made, over the night the clocks went back, on ${title}`, async () => {
      const stand = await visit(shape);
      const { code, out } = await backfill(stand, []);
      expect(code).to.equal(0);
      expect(out).to.match(/\d+ rows, \d+ calls; \d+ created/);
      const expected = await live(shape);
      expect(expected).to.have.length.above(8);
      expect(await says(stand)).to.deep.equal(expected);
    });
  }

  it('changes nothing where the daemon has read it all, and may be run beside it', async () => {
    const stand = await visit();
    for (const { at } of stories) await stand.catchUpAt(at + 3600);
    const before = await stand.entries();
    expect((await backfill(stand, [])).out).to.contain('nothing new for the list');
    expect(await stand.entries()).to.deep.equal(before);
  });

  it('shows what it would do and does none of it', async () => {
    const stand = await visit();
    const { code, out } = await backfill(stand, ['--dry-run']);
    expect(code).to.equal(0);
    expect(await stand.entries()).to.deep.equal([]);
    expect(await readCursor(stand.client, stand.db, 'backfill')).to.equal(undefined);
    await backfill(stand, []);
    const entries = await stand.entries();
    expect(out).to.contain(`+${entries.length} entries, -0 withdrawn, ~0 changed.`);
    for (const one of entries) expect(out).to.contain(`${one.callerNumber || 'withheld'} on ${one.did}`);
    expect((await backfill(stand, ['--dry-run'])).out).to.equal('+0 entries, -0 withdrawn, ~0 changed.\n');
  });

  it('tells its progress, stops when asked to, and goes on from there', async () => {
    const stand = await visit();
    const first = await backfill(stand, ['--batch', '1'], (told) => told > 3);
    expect(first.code).to.equal(1);
    expect(first.err)
      .to.match(/2026-10-\d\d \d\d:\d\d · \d+ rows · \d+ calls · \d+ rows\/s · .* left/)
      .and.contain('the same command goes on from there');
    const { at } = (await readCursor(stand.client, stand.db, 'backfill')) as { at: number };
    expect(at).to.be.within(BEGUN_AT, ENDED_AT - DAY);
    const second = await backfill(stand, ['--batch', '1']);
    expect(second.err).to.contain('Going on with');
    expect(second.code).to.equal(0);
    expect(await says(stand)).to.deep.equal(await live());
  });

  it('reads queue_log through the files that logrotate made of it, packed or not', async () => {
    const stand = await visit();
    await sql(`TRUNCATE ${stand.pbxDatabase}.cel`);
    await backfill(stand, []);
    const expected = await says(stand);
    expect(expected.join('\n')).to.contain('queue_abandoned');

    const rotated = await visit();
    await sql(`TRUNCATE ${rotated.pbxDatabase}.cel`);
    const lines = fs.readFileSync(rotated.queueLogFile, 'utf8').split('\n').filter(Boolean);
    const third = Math.ceil(lines.length / 3);
    const piece = (index: number) =>
      lines
        .slice(index * third, (index + 1) * third)
        .join('\n')
        .concat('\n');
    fs.writeFileSync(`${rotated.queueLogFile}-20261022.gz`, gzipSync(Buffer.from(piece(0))));
    fs.writeFileSync(`${rotated.queueLogFile}.1`, piece(1));
    fs.writeFileSync(rotated.queueLogFile, piece(2));
    fs.writeFileSync(`${rotated.queueLogFile}.2.gz`, 'this is not gzip');
    const { err } = await backfill(rotated, []);
    expect(err).to.match(/queue_log: queue_log\.2\.gz: incorrect header check/);
    expect(await says(rotated)).to.deep.equal(expected);
    for (const ending of ['-20261022.gz', '.1', '.2.gz']) fs.unlinkSync(`${rotated.queueLogFile}${ending}`);
  });

  it('leaves alone what was judged when more rows were there', async () => {
    const stand = await visit();
    await backfill(stand, []);
    const before = await stand.entries();
    await sql(`DELETE FROM ${stand.pbxDatabase}.cel WHERE eventtype = 'LINKEDID_END' OR id % 2 = 0`);
    expect((await backfill(stand, ['--restart'])).out).to.contain('nothing new for the list');
    await sql(`TRUNCATE ${stand.pbxDatabase}.cel`);
    fs.writeFileSync(stand.queueLogFile, '');
    expect((await backfill(stand, ['--restart'])).out).to.contain('nothing new for the list');
    expect(await stand.entries()).to.deep.equal(before);
  });

  it('waits while the machine is busy', async () => {
    const stand = await visit();
    const { code, err, out } = await backfill(stand, ['--max-load', '0'], (_told, text) => /waiting/.test(text));
    expect(err).to.contain('The load is above 0: waiting.');
    expect(code).to.equal(1);
    expect(out).to.contain('0 rows');
  });

  describe('that judges again', () => {
    const set = (stand: PbxStand, values: Partial<Settings>) =>
      createEntryStore(stand.db).inTurn(stand.client, { now: ENDED_AT, zone: ZONE }, (turn) => turn.set(values, 'eve'));

    it('shows the difference first, and makes it only when it is wanted', async () => {
      const stand = await visit();
      await backfill(stand, []);
      const before = await stand.entries();
      await set(stand, { count_voicemail: true, minimum_ring_seconds: 3600 });
      expect((await backfill(stand, ['--restart'])).out).to.contain('nothing new for the list');
      const shown = await backfill(stand, ['--rejudge']);
      expect(shown.code).to.equal(1);
      expect(shown.out)
        .to.match(/^- .*0470/m)
        .and.match(/\+\d+ entries, -\d+ withdrawn/);
      expect(shown.err).to.contain('Run it again with --yes');
      expect(await stand.entries()).to.deep.equal(before);
    });

    it('ends as if the settings of now had always held', async () => {
      const stand = await visit();
      await backfill(stand, []);
      await set(stand, { count_voicemail: true, callback_min_talk_seconds: 86400, left_out_queues: ['400'] });
      const { code, out } = await backfill(stand, ['--rejudge', '--yes']);
      expect(code, out).to.equal(0);

      const always = await visit();
      await createEntryStore(always.db).inTurn(always.client, { now: BEGUN_AT - DAY, zone: ZONE }, (turn) =>
        turn.set({ count_voicemail: true, callback_min_talk_seconds: 86400, left_out_queues: ['400'] }, 'eve'),
      );
      await backfill(always, []);
      expect(await says(stand)).to.deep.equal(await says(always));
    });

    it('keeps every value the settings had, and who made those of now hold for the past', async () => {
      const stand = await visit();
      await backfill(stand, []);
      await createEntryStore(stand.db).inTurn(stand.client, { now: ENDED_AT - DAY, zone: ZONE }, (turn) =>
        turn.set({ claim_minutes: 7, minimum_ring_seconds: 9 }, 'alice'),
      );
      await set(stand, { claim_minutes: 8 });
      const before = await readSettingsHistory(stand.client, stand.db, null);
      expect((await backfill(stand, ['--rejudge', '--yes'])).code).to.equal(0);
      expect(await readSettingsHistory(stand.client, stand.db, null)).to.deep.equal(before);
      const [hold] = await readSettingsHolds(stand.client, stand.db);
      expect(hold?.since).to.equal(BEGUN_AT - 3600);
      expect(hold?.userId).to.match(/^cli/);

      const book = await readSettingsBook(stand.client, stand.db);
      const held = (at: number) => [settingsAt(book, at).claim_minutes, settingsAt(book, at).minimum_ring_seconds];
      expect(held(BEGUN_AT - 7200)).to.deep.equal([30, 0]);
      for (const at of [BEGUN_AT, ENDED_AT - DAY, ENDED_AT]) expect(held(at)).to.deep.equal([8, 9]);
      // What is set from now on holds from now on.
      const later = (hold as { at: number }).at + DAY;
      await createEntryStore(stand.db).inTurn(stand.client, { now: later, zone: ZONE }, (turn) => turn.set({ claim_minutes: 9 }, 'eve'));
      const next = await readSettingsBook(stand.client, stand.db);
      expect(next.slice(0, -1)).to.deep.equal(book);
      expect(next[next.length - 1]?.settings.claim_minutes).to.equal(9);
    });
  });

  for (const [args, words] of [
    [['--until', '2001-01-01'], /--since must lie before --until/],
    [['--batch', '0'], /--batch is "0": give a number from 1 to 5000/],
    [['--until', 'yesterday'], /"yesterday" is no time: write 2026-03-02/],
  ] as const) {
    it(`refuses ${args.join(' ')} in a sentence`, async () => {
      const { code, err } = await backfill(await visit(FREEPBX_17, false), args);
      expect(code).to.equal(1);
      expect(err).to.match(words);
    });
  }
});
