import { expect } from 'chai';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { SILENT } from '../../service/log';
import { createEntryStore } from '../../service/store/entry-store';
import { forgetCaller } from '../../service/store/forget';
import { startWeb, type Web } from '../../service/web/start';
import { numberPlan } from '../../shared/phone/plan';
import { person } from '../support/people';
import { useMariadb } from '../support/shared-mariadb';
import { ask } from '../web/http';
import { CLIENT, missOf, type Seeded, seed } from '../web/seeded';

describe('The pages, once a caller was forgotten', () => {
  const mariadb = useMariadb();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'smc-gone-'));
  const socket = path.join(folder, 'web.sock');
  let seeded: Seeded;
  let web: Web;

  before(async function () {
    this.timeout(60000);
    seeded = await seed(mariadb(), ['42-callback-same-format', '47-callback-unanswered']);
    const { nowAt, directory, db } = seeded;
    await seeded.add(CLIENT, [missOf({ callId: `${nowAt - 300}.1`, at: nowAt - 300, callerName: 'Zacharias' })]);
    web = await startWeb({
      db,
      store: createEntryStore(db),
      clientOf: () => ({ directory, zone: 'Europe/Brussels' }),
      health: () => ({ version: '9.9.9', lastTurnAt: nowAt, everySeconds: 30 }),
      identify: () => Promise.resolve(person({ client: CLIENT })),
      clock: { nowAt: () => nowAt + 60 },
      log: SILENT,
      socketPath: socket,
      loopbackPort: null,
    });
    for (const number of ['0470104242', '0470104747', '0470999999'])
      await forgetCaller(CLIENT, db, { number, plan: numberPlan(directory), zone: 'UTC', now: nowAt, userId: 'cli:root' });
  });

  after(async () => {
    await web.stop();
    await seeded.db.close();
    fs.rmdirSync(folder);
  });

  it('show what happened, with nobody named and nothing to dial', async () => {
    const ids = (await seeded.db.query('SELECT id FROM smart_missed_calls WHERE client = ?', [CLIENT])).map((row) => Number(row.id));
    expect(ids).to.have.length(3);
    for (const at of ['/', '/?view=cleared', ...ids.map((id) => `/entries/${id}`)]) {
      const { status, text } = await ask(socket, at);
      expect(status, at).to.equal(200);
      expect(text, at).to.not.match(/470 ?10 ?4[27]|470 ?99 ?99|Zacharias|Quinn|erased:|tel:/);
    }
    expect((await ask(socket, '/?view=cleared')).text.match(/caller erased/g)).to.have.length.greaterThan(2);
    expect((await ask(socket, '/entries/1')).text).to.contain('name and number were erased');
  });
});
