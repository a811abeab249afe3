import { expect } from 'chai';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { configFrom } from '../../service/config';
import { patienceOf } from '../../service/patience';

describe('How long the daemon waits for rows of a call', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'smc-patience-'));
  const address = { socketPath: '/nowhere.sock', user: 'u', password: 'p' };
  const config = (more: object = {}) => {
    const pbx = { database: { ...address, database: 'asteriskcdrdb' }, asterisk_config: folder };
    return configFrom({ pbx, store: { ...address, database: 'smartmissedcalls' }, ...more }, 'config.json');
  };
  const write = (file: string, text: string) => fs.writeFileSync(path.join(folder, file), text);

  it('is what the configuration says where rows come at once, or nobody may read how they come', () => {
    expect(patienceOf(config())()).to.include({ quietSeconds: 60, lostEndSeconds: 7200 });
    write('cdr.conf', '[general]\nenable=yes\nbatch=no\ntime=300\n');
    expect(patienceOf(config({ quiet_seconds: 20 }))().quietSeconds).to.equal(20);
  });

  it('is a batch at least where rows are written in batches, as the files say now', () => {
    write('cdr.conf', '[general]\n#include cdr_general_custom.conf\n');
    write('cdr_general_custom.conf', 'batch=yes ; fewer writes\n');
    const patience = patienceOf(config());
    expect(patience().quietSeconds).to.equal(300);
    write('cdr_general_custom.conf', 'batch=yes\ntime=120\n');
    expect(patience().quietSeconds).to.equal(120);
    expect(patienceOf(config({ quiet_seconds: 400 }))().quietSeconds).to.equal(400);
    write('cdr_general_custom.conf', 'batch=no\n');
    expect(patience().quietSeconds).to.equal(60);
  });
});
