import { expect } from 'chai';
import { lockClient } from '../../service/store/clients';
import { putDelivery } from '../../service/store/deliveries';
import { createEntryStore } from '../../service/store/entry-store';
import { readJournal, writeJournal } from '../../service/store/journal';
import { readUnsubscribed, unsubscribe } from '../../service/store/unsubscribed';
import { CLIENT } from './seeded';
import { useStanding } from './standing';

describe('the page of the messages', () => {
  const pages = useStanding(['15-queue-abandon']);
  const put = async (client: string, n: number, address: string) => {
    const { db, nowAt } = pages.seeded();
    await createEntryStore(db).inTurn(client, { now: nowAt, zone: 'UTC' }, () => Promise.resolve());
    await db.transaction(async (tx) => {
      await lockClient(client, tx);
      const message = {
        kind: 'missed',
        why: 'missed',
        recipient: 'maria',
        reader: 'r',
        channel: 'email',
        address,
        sinceAt: null,
        untilAt: null,
      } as const;
      const id = await putDelivery(client, tx, { ...message, onceKey: `k${n}`, createdAt: nowAt - n, dueAt: nowAt - n }, [1]);
      await writeJournal(client, tx, { deliveryId: Number(id), at: nowAt, result: 'dead', detail: '550 <b>no such box</b>', userId: null });
    });
    await db.change("UPDATE smc_deliveries SET state = 'dead' WHERE client = ?", [client]);
  };

  before(async () => {
    await put(CLIENT, 1, 'maria@example.org');
    await put('other', 2, 'otto@example.org');
  });

  it('says to whom, about whom, and what the other side said', async () => {
    const { text } = await pages.get('/settings/journal');
    expect(text)
      .to.contain('maria@example.org')
      .and.contain('given up')
      .and.contain('550 &lt;b&gt;no such box')
      .and.contain('href="/entries/1"');
    expect(text).to.not.contain('otto@example.org');
    expect((await pages.get('/settings/journal?state=sent')).text).to.contain('There is no message yet.');
    expect((await pages.get('/settings/journal?state=dead')).text).to.contain('maria@example.org');
  });

  it('sends one again, but none of another client', async () => {
    expect((await pages.post('/settings/journal', { resend: '1' })).headers.location).to.equal('/settings/journal?done=resent');
    expect((await readJournal(CLIENT, pages.seeded().db))[0]?.state).to.equal('due');
    expect((await pages.post('/settings/journal', { resend: '99' })).status).to.equal(404);
    expect((await readJournal('other', pages.seeded().db))[0]?.state).to.equal('dead');
  });

  it('tries a channel, and says what came of it', async () => {
    const answer = await pages.post('/settings/journal', { channel: 'email', address: 'me@example.org' }, true);
    expect(JSON.parse(answer.text).text).to.equal('It went out. The other side said: 250 taken for me@example.org');
    const refused = await pages.post('/settings/journal', { channel: 'nothing', address: '' });
    expect(refused.headers.location).to.equal('/settings/journal?done=not_tried');
    expect((await pages.get('/settings/journal?done=not_tried')).text).to.contain('did not go out');
  });

  it('names who wished for no more messages, and lets them come again', async () => {
    const { db, nowAt } = pages.seeded();
    expect((await pages.get('/settings/journal')).text).to.not.contain('No more messages go to');
    for (const client of [CLIENT, 'other']) await unsubscribe(client, db, 1, nowAt);
    const { text } = await pages.get('/settings/journal');
    expect(text).to.contain('No more messages go to').and.contain('name="subscribe" value="r"');
    expect(text).to.not.contain('otto@example.org');
    expect((await pages.post('/settings/journal', { subscribe: 'r' })).headers.location).to.equal('/settings/journal?done=subscribed');
    expect((await pages.get('/settings/journal?done=subscribed')).text).to.contain('Messages go there again.');
    expect(await readUnsubscribed(CLIENT, db)).to.deep.equal([]);
    expect(await readUnsubscribed('other', db)).to.have.length(1);
    const lines = (await readJournal(CLIENT, db))[0]?.lines || [];
    expect(lines[lines.length - 1]).to.include({ result: 'subscribed', userId: 'anna' });
    expect((await pages.post('/settings/journal', { subscribe: 'r' })).status, 'once').to.equal(404);
  });

  it('is for administrators who may change settings', async () => {
    for (const permissions of [
      ['view', 'settings'],
      ['view', 'admin'],
    ] as const) {
      pages.as({ permissions });
      expect((await pages.get('/settings/journal')).status).to.equal(403);
      expect((await pages.post('/settings/journal', { resend: '1' })).status).to.equal(403);
      expect((await pages.post('/settings/journal', { subscribe: 'r' })).status).to.equal(403);
    }
    pages.as({ permissions: ['view', 'settings'] });
    expect((await pages.get('/settings')).text).to.not.contain('/settings/journal');
  });
});
