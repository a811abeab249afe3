import { expect } from 'chai';
import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { queryOnce } from '../support/mariadb';
import { ownName, useMariadb } from '../support/shared-mariadb';

const REGISTER = path.join(__dirname, '..', 'support', 'register.cjs');
const MAIN = path.join(__dirname, '..', '..', 'service', 'main.ts');

describe('setup', function () {
  this.timeout(60000);
  const mariadb = useMariadb();
  const [pbxDatabase, database] = [ownName('cdr'), ownName('setup')];
  let folder: string;

  const told = (more: object = {}) => ({
    folder,
    database,
    server: { socketPath: mariadb().socketPath },
    pbx: { database: pbxDatabase, cdr_table: 'cdr', cel_table: 'cel', queue_log: null, asterisk_config: null },
    ...more,
  });
  const admin = () => ({ socketPath: mariadb().socketPath, user: 'root', password: '' });
  const run = (args: readonly string[], input: unknown) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['-r', REGISTER, MAIN, ...args], {
      input: typeof input === 'string' ? input : JSON.stringify(input),
      encoding: 'utf8',
    });
    return { code: status, out: stdout, err: stderr };
  };
  const config = () => JSON.parse(fs.readFileSync(path.join(folder, 'config.json'), 'utf8'));

  before(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'smc-setup-'));
    await mariadb().query(`CREATE DATABASE ${pbxDatabase}`);
    await mariadb().query(`CREATE TABLE ${pbxDatabase}.cdr (uniqueid VARCHAR(32))`);
  });

  it('makes the database and two accounts, and a configuration nobody else can read', async () => {
    const { code, err } = run(['setup'], told({ admin: admin() }));
    expect(err).to.equal('');
    expect(code).to.equal(0);
    expect(fs.statSync(path.join(folder, 'config.json')).mode % 0o1000).to.equal(0o600);
    expect(run(['migrate', '--config', path.join(folder, 'config.json')], '').code).to.equal(0);
    const { store, pbx } = config();
    const login = (one: { user: string; password: string; database: string }) => ({ ...one, socketPath: mariadb().socketPath }) as never;
    expect(await queryOnce(login(store), 'SELECT COUNT(*) AS n FROM smart_missed_calls')).to.have.lengthOf(1);
    expect(await queryOnce(login(pbx.database), 'SELECT COUNT(*) AS n FROM cdr')).to.have.lengthOf(1);
    const refused = await queryOnce(login(pbx.database), "INSERT INTO cdr VALUES ('1')").catch((error: Error) => error.message);
    expect(refused).to.contain('denied');
  });

  it('keeps passwords and what an administrator wrote when it runs again', () => {
    const before = config();
    fs.writeFileSync(path.join(folder, 'config.json'), JSON.stringify({ ...before, scan_every_seconds: 5 }), { mode: 0o600 });
    expect(run(['setup'], told({ admin: admin() })).code).to.equal(0);
    expect(config()).to.deep.equal({ ...before, scan_every_seconds: 5 });
  });

  it('prints for a database administrator what it would do, and what takes it back', () => {
    const { store } = config();
    const { out } = run(['setup', '--sql'], told());
    expect(out).to.contain(`CREATE DATABASE IF NOT EXISTS \`${database}\``);
    expect(out).to.contain(store.password);
    const removal = run(['setup', '--sql', '--remove'], told()).out;
    expect(removal.split(';\n').filter((line) => line !== '')).to.have.lengthOf(5);
    expect(removal).to.contain(`DROP DATABASE IF EXISTS \`${database}\``);
    expect(run(['setup', '--sql', '--empty'], told()).out).to.equal(`DROP DATABASE IF EXISTS \`${database}\`;\n`);
  });

  it('lets the reader read channel events that are kept apart', () => {
    const { out } = run(['setup', '--sql'], told({ pbx: { ...told().pbx, cel_database: 'events' } }));
    expect(out).to.match(/GRANT SELECT ON `events`\.\* TO 'smcalls_ro'/);
    expect(config().pbx.cel_database).to.equal('events');
    run(['setup', '--sql'], told());
    expect(config().pbx.cel_database).to.equal(null);
  });

  it('says in one sentence who was refused, and no password', () => {
    const refused = run(['setup'], told({ admin: { ...admin(), user: 'nobody', password: 'geheim123' } }));
    expect(refused.code).to.equal(1);
    expect(refused.err).to.match(/does not let the account nobody in/);
    const { store } = config();
    const weak = run(['setup'], told({ admin: { ...admin(), user: store.user, password: store.password } }));
    expect(weak.err).to.match(/may not make databases and accounts/);
    for (const { out, err } of [refused, weak]) expect(out + err).not.to.match(new RegExp(`geheim123|${store.password}`));
  });

  it('says which rights a version lacks that brought tables', async () => {
    const check = () => run(['setup', '--check', '--config', path.join(folder, 'config.json')], '');
    run(['setup'], told({ admin: admin() }));
    expect(check()).to.deep.equal({ code: 0, out: '', err: '' });
    await mariadb().query(`REVOKE DELETE ON ${database}.smc_notes FROM 'smcalls'@'localhost'`);
    expect(check().code).to.equal(1);
    expect(check().err).to.equal('The account smcalls lacks its rights on smc_notes: run setup once more.\n');
  });

  it('is for the PBX’s module, and tells others so', () => {
    for (const input of ['', 'null', '{}', '{"folder":1}'])
      expect(run(['setup'], input).err).to.contain('fwconsole smartmissedcalls setup');
  });

  it('drops all of it again by its own statements', async () => {
    const { out } = run(['setup', '--sql', '--remove'], told());
    for (const sql of out.split(';\n').filter((line) => line !== '')) await mariadb().query(sql);
    const left = await mariadb().query(`SELECT User FROM mysql.user WHERE User IN ('smcalls', 'smcalls_ro')`);
    expect(left).to.deep.equal([]);
    const found = await mariadb().query(`SHOW DATABASES LIKE '${database}'`);
    expect(found).to.deep.equal([]);
  });
});
