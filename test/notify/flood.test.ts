import { expect } from 'chai';
import { tellDue } from '../../service/notify/notifier';
import { NINE } from '../entries/story';
import { officeOn, useOfficeDatabase } from './office';
import { worldOn } from './world';

const MESSAGES = 10000;
const CHANNELS = 4;

describe('Ten thousand messages that are due at once', function () {
  this.timeout(240000);
  const database = useOfficeDatabase();

  /** Rows as the planner would write them, for one recipient each: digests of nothing in particular. */
  const due = async (many: number) => {
    const db = database();
    const rows: string[] = [];
    for (let id = 1; id <= many; id += 1)
      rows.push(
        `('default', ${id}, 'test:${id}', 'test', 'test', 'r', 'r', 'hook${id % CHANNELS}', 'r${id}', 'due', '2026-03-02 08:59:00', '2026-03-02 08:59:00', 0)`,
      );
    for (let n = 0; n < rows.length; n += 1000)
      await db.change(
        `INSERT INTO smc_deliveries (client, id, once_key, kind, why, recipient, reader, channel, address, state, created_at, due_at, tries)
          VALUES ${rows.slice(n, n + 1000).join(', ')}`,
      );
  };

  it('are taken in small pieces, at the rate that was set, and stay within a few megabytes', async () => {
    const office = officeOn(database());
    const kept = { most: 0 };
    const channels = [0, 1, 2, 3].map((n) => ({ id: `hook${n}`, kind: 'webhook' as const, url: 'http://127.0.0.1:9/', secret: 'hook' }));
    await office.set({ notify_channels: channels, notify_max_per_minute: 600 }, NINE);
    await due(MESSAGES);
    const world = worldOn(database());
    world.setClock(NINE);
    let open = 0;
    let sent = 0;
    const before = process.memoryUsage().heapUsed;
    let most = 0;
    await tellDue({
      ...world,
      carrierOf: () => ({
        send: async () => {
          open += 1;
          kept.most = Math.max(kept.most, open);
          await Promise.resolve();
          open -= 1;
          sent += 1;
          if (sent % 500 === 0) most = Math.max(most, process.memoryUsage().heapUsed);
          return { ok: true, said: '200' };
        },
      }),
    });
    expect(sent).to.equal(MESSAGES);
    expect(kept.most, 'one at a time on each channel').to.be.at.most(CHANNELS);
    expect(world.waitedMs(), 'a tenth of a second after each').to.equal(MESSAGES * 100);
    expect(most - before).to.be.below(120 * 1024 * 1024);
    const [left] = await database().query("SELECT COUNT(*) AS n FROM smc_deliveries WHERE client = 'default' AND state <> 'sent'");
    expect(left?.n).to.equal(0);
  });
});
