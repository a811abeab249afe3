import { expect } from 'chai';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { runProgram } from '../../service/cli/program';
import { SILENT } from '../../service/log';
import { readCaptureFolder } from '../../service/sources/capture-folder';
import { openDatabase } from '../../service/store/database';
import { createEntryStore } from '../../service/store/entry-store';
import { migrate } from '../../service/store/migrate';
import { ourTables } from '../../service/store/our-tables';
import { call } from '../entries/story';
import { judged } from '../store/shop';
import { createAsteriskTables, insertRows } from '../support/asteriskcdrdb';
import { readCapture } from '../support/capture-rows';
import { allCaptures, CAPTURES_DIR } from '../support/captures';
import { createPbxAccounts } from '../support/pbx-accounts';
import { ownName, useMariadb } from '../support/shared-mariadb';

const EVENING_AT = Date.UTC(2026, 10, 21, 6) / 1000;
const STORY = path.join(CAPTURES_DIR, 'freepbx17', '47-callback-unanswered');

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** One command line, in this process, at a fixed time. */
async function run(...args: string[]): Promise<Ran> {
  let out = '';
  let err = '';
  const code = await runProgram(args, {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    clock: { nowAt: () => EVENING_AT },
    log: SILENT,
    onStop: () => undefined,
  });
  return { code, out, err };
}

describe('The command line', () => {
  it('has every command on a FreePBX too', async () => {
    const { err } = await run();
    const commands = err.slice(err.indexOf('Commands:')).match(/^ {2}\w+/gm) || [];
    const php = fs.readFileSync(path.join(__dirname, '../../module/freepbx/lib/Terminal.php'), 'utf8');
    const passed = (/\$passed = array\(([^)]*)\)/.exec(php) || [])[1] || '';
    // FreePBX starts it, sets it up and explains it itself.
    const ours = commands.map((name) => name.trim()).filter((name) => ['run', 'setup', 'help'].indexOf(name) < 0);
    expect(ours).to.have.length.above(10);
    expect((passed.match(/\w+/g) || []).sort()).to.deep.equal(ours.sort());
  });

  it('replays a folder as JSON that others can rely on', async () => {
    const { code, out } = await run('replay', STORY, '--json');
    const { calls, entries } = JSON.parse(out);
    expect(code).to.equal(0);
    expect(calls[0]).to.include({
      caller: '0470104747',
      caller_e164: '+32470104747',
      did: '3225550101',
      verdict: 'missed',
      destination: 'ext 101',
    });
    expect(calls[0].started_at).to.match(/^2026-11-21T\d\d:\d\d:\d\dZ$/);
    expect(calls[0].extensions_rung).to.deep.equal(['101']);
    expect(entries).to.deep.equal([
      {
        caller: '0470104747',
        did: '3225550101',
        status: 'open',
        cleared_by: null,
        missed_count: 1,
        cleared_by_extension: null,
        attempts: 1,
      },
    ]);
  });

  it('replays from the sources it is told to', async () => {
    const { out } = await run('replay', STORY, '--json', '--sources', 'cdr');
    expect(JSON.parse(out).calls[0].sources).to.deep.equal(['cdr']);
  });

  it('prints what a person wants to read', async () => {
    const { out } = await run('replay', path.join(CAPTURES_DIR, 'freepbx17', '49-redial-6-then-answered'));
    expect(out).to.contain('0470104949 ×6 on 3225550102  cleared: answered_later by 103');
  });

  for (const [args, code, words] of [
    [['nonsense'], 2, /unknown command/],
    [['replay'], 2, /missing required argument/],
    [['replay', '/nowhere'], 1, /holds no cdr\.json, cel\.json or queue_log\.txt: name a folder that does/],
    [['replay', STORY, '--sources', 'cdrs'], 1, /"cdrs" is no source; choose from cdr, cel and queue_log/],
    [['explain', '1.1', '--config', '/nowhere.json'], 1, /cannot be read \(ENOENT\): run setup, or name the file with --config/],
  ] as const) {
    it(`answers "${args.join(' ')}" with ${code} and says what to do next`, async () => {
      const ran = await run(...args);
      expect(ran.code).to.equal(code);
      // commander writes its own sentences straight to standard error
      if (code === 1) expect(ran.err).to.match(words);
      expect(ran.out).to.equal('');
    });
  }

  it('explains itself: every command has --help', async () => {
    for (const command of ['run', 'replay', 'explain', 'capture', 'migrate'])
      expect((await run(command, '--help')).code, command).to.equal(0);
  });

  describe('about a call of the PBX', () => {
    const mariadb = useMariadb();
    let folder: string;
    let config: string;

    before(async () => {
      const [pbxDatabase, database] = [ownName('cdrdb'), ownName('list')];
      await createAsteriskTables(mariadb(), { database: pbxDatabase, linkedidIndex: true, appdataLength: 1024 });
      const accounts = await createPbxAccounts(mariadb(), { tables: ourTables(), pbxDatabase, database, suffix: `_${database.slice(-6)}` });
      folder = fs.mkdtempSync(path.join(os.tmpdir(), 'smc-cli-'));
      const queueLog = path.join(folder, 'queue_log');
      for (const one of allCaptures().filter((capture) => capture.pbx === 'freepbx17')) {
        const rows = readCapture(one.dir);
        await insertRows(mariadb(), 'cdr', rows.cdr, pbxDatabase);
        await insertRows(mariadb(), 'cel', rows.cel, pbxDatabase);
        fs.appendFileSync(queueLog, rows.queueLog.map((line) => `${line}\n`).join(''));
      }
      const sorted = fs.readFileSync(queueLog, 'utf8').split('\n').filter(Boolean).sort();
      fs.writeFileSync(queueLog, sorted.map((line) => `${line}\n`).join(''));
      const address = ({ socketPath, user, password }: typeof accounts.owner, name: string) => ({
        socketPath,
        user,
        password,
        database: name,
      });
      config = path.join(folder, 'config.json');
      const json = {
        pbx: {
          database: address(accounts.reader, pbxDatabase),
          queue_log: queueLog,
          directory: path.join(CAPTURES_DIR, 'freepbx17', 'directory.json'),
        },
        store: address(accounts.owner, database),
      };
      fs.writeFileSync(config, JSON.stringify(json), { mode: 0o600 });
      const db = openDatabase(json.store);
      await migrate(db);
      await db.close();
    });

    /** The linkedid of a story's first call. */
    function linkedidOf(name: string): string {
      const cel = readCapture(path.join(CAPTURES_DIR, 'freepbx17', name)).cel;
      return String((cel[0] as { linkedid: unknown }).linkedid);
    }

    it('tells it as a person would, with its evidence', async () => {
      const { code, out } = await run('explain', linkedidOf('15-queue-abandon'), '--config', config);
      expect(code).to.equal(0);
      expect(out).to.contain('queue 400: missed (queue_abandoned)');
      expect(out).to.contain('The caller hung up in queue 400 after 9 s.');
      expect(out).to.contain('101, 102, 103 rang');
    });

    it('says so when there is no such call', async () => {
      const { code, err } = await run('explain', '1700000000.1', '--config', config);
      expect(code).to.equal(1);
      expect(err).to.match(/No call 1700000000\.1 in the CDR, CEL or queue_log: check the id/);
    });

    it('refuses a configuration that others can read: it holds passwords', async () => {
      fs.chmodSync(config, 0o644);
      const { code, err } = await run('explain', '1700000000.1', '--config', config);
      fs.chmodSync(config, 0o600);
      expect(code).to.equal(1);
      expect(err).to.contain('can be read by others and holds passwords: chmod 600');
    });

    it('captures every call that users reported as not missed', async () => {
      const none = await run('capture', 'reported', path.join(folder, 'none'), '--config', config);
      expect([none.code, none.err]).to.deep.equal([1, 'Nobody has reported a call whose rows are still there.\n']);
      const linkedid = linkedidOf('47-callback-unanswered');
      const db = openDatabase(JSON.parse(fs.readFileSync(config, 'utf8')).store);
      await createEntryStore(db).inTurn('default', { now: EVENING_AT, zone: 'UTC' }, async (turn) => {
        const one = judged(call('missed', linkedid, EVENING_AT - 3600));
        await turn.calls([{ ...one, call: { ...one.call, linkedids: [linkedid] } }]);
        await turn.ask({ type: 'not_missed', entryId: 1, by: { userId: 'maria', admin: false }, note: 'we talked' });
      });
      await db.close();
      const dir = path.join(folder, 'reported');
      const { code, out } = await run('capture', 'reported', dir, '--config', config);
      expect(code, out).to.equal(0);
      expect(out).to.contain('Judged no_answer: ');
      const [captured] = fs.readdirSync(dir);
      expect(JSON.parse((await run('replay', path.join(dir, captured as string), '--json')).out).calls[0].verdict).to.equal('missed');
      for (const file of fs.readdirSync(path.join(dir, captured as string))) fs.unlinkSync(path.join(dir, captured as string, file));
      fs.rmdirSync(path.join(dir, captured as string));
      fs.rmdirSync(dir);
    });

    for (const name of [
      '15-queue-abandon',
      '42-callback-same-format',
      '54-name-script',
      '27-followme-mobile-answered',
      '31-directed-pickup',
      '53b-name-apostrophe',
    ]) {
      it(`captures it with numbers and names masked, and the capture replays to the same verdict: ${name}`, async () => {
        const dir = path.join(folder, name);
        const { code, out } = await run('capture', linkedidOf(name), dir, '--config', config);
        expect(code, out).to.equal(0);
        const story = path.join(CAPTURES_DIR, 'freepbx17', name);
        const before = JSON.parse((await run('replay', story, '--json')).out).calls[0];
        const after = JSON.parse((await run('replay', dir, '--json')).out).calls[0];
        for (const field of ['verdict', 'reason', 'destination', 'extensions_rung', 'did', 'ring_seconds', 'confidence']) {
          expect(after[field], field).to.deep.equal(before[field]);
        }
        expect(after.caller).to.not.equal(before.caller);
        expect(after.caller).to.have.length(before.caller.length);
        const written = fs
          .readdirSync(dir)
          .filter((file) => file !== 'directory.json')
          .map((file) => fs.readFileSync(path.join(dir, file), 'utf8'))
          .join('');
        expect(written).to.not.contain(before.caller.slice(-9));
        const names = readCaptureFolder(story)
          .records.map((one) => (one.source === 'cdr' ? one.callerName : ''))
          .filter((one) => one.length > 3);
        for (const one of names) expect(written).to.not.contain(one);
      });
    }

    it('never overwrites a folder', async () => {
      const { code, err } = await run('capture', linkedidOf('15-queue-abandon'), folder, '--config', config);
      expect(code).to.equal(1);
      expect(err).to.match(/is already there: name a new folder/);
    });
  });
});
