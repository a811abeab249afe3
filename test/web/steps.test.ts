import { expect } from 'chai';
import { readEvents } from '../../service/store/audit';
import { readReports } from '../../service/store/reports';
import { person } from '../support/people';
import { DAVID, MARIA, useWebDesk } from './desk';
import { CLIENT } from './seeded';

const HOSTILE = `<script>alert(1)</script> '"=1+1 \u202Eevil \u{1F600}`;

describe('a step on an entry', () => {
  const open = useWebDesk();

  it('takes it on, and lets it go', async () => {
    const desk = open();
    const id = await desk.miss();
    expect(await desk.act(`/entries/${id}/claim`)).to.include({ status: 200 });
    expect(await desk.entry(id)).to.include({ claimedBy: 'maria' });
    expect((await desk.act(`/entries/${id}/release`)).said).to.equal('Free for others again.');
    expect(await desk.entry(id)).to.include({ claimedBy: null });
  });

  it('says that the caller is being called, for a minute', async () => {
    const desk = open();
    const id = await desk.miss({ callerName: 'Called Now' });
    expect((await desk.act(`/entries/${id}/call`)).status).to.equal(200);
    desk.sits(DAVID);
    const stateOf = async () => /id="smc-entry-ID"[\s\S]*?<\/li>/.source.replace('ID', String(id));
    const row = async () => (new RegExp(await stateOf()).exec((await desk.get('/')).text) || [''])[0];
    expect(await row()).to.contain('Maria is calling now');
    desk.wait(61);
    expect(await row()).to.contain('Maria is on it');
  });

  it('gives it to a colleague who works with the list, and to nobody else', async () => {
    const desk = open();
    const id = await desk.miss();
    desk.sits(DAVID);
    await desk.get('/');
    desk.sits(person({ client: CLIENT, userId: 'eve', name: 'Eve', permissions: ['view'] }));
    await desk.get('/');
    desk.sits(MARIA);
    expect(await desk.act(`/entries/${id}/assign`, { to: 'david' })).to.include({ status: 200, said: 'Given to David.' });
    expect(await desk.entry(id)).to.include({ claimedBy: 'david' });
    for (const to of ['eve', 'nobody', '', 'david,maria']) {
      expect((await desk.act(`/entries/${id}/assign`, { to })).status, to).to.equal(400);
    }
  });

  it('leaves hours and targets as the PBX’s own clock has them, wherever the reader is', async () => {
    const desk = open();
    const id = await desk.miss();
    const { lastMissedHour, afterHours, dueAt } = await desk.entry(id);
    expect(lastMissedHour).to.be.a('number');
    desk.sits({ ...MARIA, zone: 'Asia/Tokyo' });
    for (const step of ['claim', 'resolve', 'reopen', 'resolve'])
      expect((await desk.act(`/entries/${id}/${step}`)).status, step).to.equal(200);
    expect((await desk.act('/undo', { ids: String(id) })).said).to.equal('Taken back.');
    expect(await desk.entry(id)).to.include({ status: 'open', lastMissedHour, afterHours, dueAt });
  });

  it('lets it sleep for a while or until a time to come, and wakes it', async () => {
    const desk = open();
    const id = await desk.miss();
    const now = desk.seeded.nowAt;
    await desk.act(`/entries/${id}/snooze`, { until: 'hour' });
    expect((await desk.entry(id)).snoozedUntil).to.be.within(now + 3600, now + 3700);
    await desk.act(`/entries/${id}/snooze`, { until: '', date: '2099-05-04T15:30' });
    expect(await desk.entry(id)).to.include({ snoozedUntil: Date.UTC(2099, 4, 4, 13, 30) / 1000 });
    for (const date of ['2001-05-04T15:30', '2099-13-04T15:30', 'someday', '']) {
      const refused = await desk.act(`/entries/${id}/snooze`, { until: '', date });
      expect([refused.status, refused.said], date).to.deep.equal([409, 'That time has passed: choose a later one.']);
    }
    expect((await desk.act(`/entries/${id}/wake`)).status).to.equal(200);
    expect(await desk.entry(id)).to.include({ snoozedUntil: null });
  });

  it('keeps a note as it was written, and refuses none and too much', async () => {
    const desk = open();
    const id = await desk.miss();
    await desk.act(`/entries/${id}/note`, { note: HOSTILE });
    const events = await readEvents(CLIENT, desk.seeded.db, id);
    expect(events[events.length - 1]).to.include({ action: 'note', note: HOSTILE });
    const page = (await desk.get(`/entries/${id}`)).text;
    expect(page).to.contain('&lt;script&gt;alert(1)&lt;/script&gt;').and.not.contain('<script>alert');
    expect((await desk.act(`/entries/${id}/note`, { note: '  ' })).status).to.equal(409);
    expect((await desk.act(`/entries/${id}/note`, { note: 'x'.repeat(5001) })).status).to.equal(413);
    expect((await desk.act(`/entries/${id}/note`, { note: '\u{1F600}'.repeat(5000) })).status).to.equal(200);
  });

  it('resolves what its reader had seen, not a call that came since', async () => {
    const desk = open();
    const id = await desk.miss({ callerKey: '+32470555001' });
    await desk.miss({ callerKey: '+32470555001' });
    const refused = await desk.act(`/entries/${id}/resolve`, { seen: '1', note: 'done' });
    expect([refused.status, refused.said]).to.deep.equal([409, 'This entry has changed since you looked: look again, then decide.']);
    expect((await desk.act(`/entries/${id}/resolve`, { seen: '2', note: 'done' })).status).to.equal(200);
    expect(await desk.entry(id)).to.include({ status: 'cleared', clearedBy: 'manual', clearedNote: 'done', clearedByUserId: 'maria' });
  });

  it('reports that a call was not missed, for the judge to be mended', async () => {
    const desk = open();
    const id = await desk.miss();
    expect((await desk.act(`/entries/${id}/not-missed`, { note: 'the fax' })).status).to.equal(200);
    const [report] = await readReports(CLIENT, desk.seeded.db, 10);
    const call = (await desk.entry(id)).lastCallId;
    expect(report).to.include({ entryId: id, userId: 'maria', callId: call, reason: 'no_answer' });
  });

  it('is taken back within ten seconds, by whoever made it', async () => {
    const desk = open();
    const id = await desk.miss();
    const { undo } = await desk.act(`/entries/${id}/resolve`, {});
    expect(undo).to.deep.equal({ path: '/undo', fields: { ids: String(id) } });
    desk.sits(DAVID);
    expect((await desk.act('/undo', { ids: String(id) })).status).to.equal(409);
    desk.sits(MARIA);
    desk.wait(8);
    expect(await desk.act('/undo', { ids: String(id) })).to.include({ status: 200, said: 'Taken back.' });
    expect(await desk.entry(id)).to.include({ status: 'open' });
    await desk.act(`/entries/${id}/resolve`, {});
    desk.wait(12);
    expect((await desk.act('/undo', { ids: String(id) })).said).to.equal('That was too long ago to be taken back.');
    expect(await desk.entry(id)).to.include({ status: 'cleared' });
  });

  it('puts a cleared entry back for who has the permission', async () => {
    const desk = open();
    const id = await desk.miss();
    await desk.act(`/entries/${id}/resolve`);
    desk.sits(DAVID);
    expect((await desk.act(`/entries/${id}/reopen`)).status).to.equal(403);
    desk.sits({ ...DAVID, permissions: ['view', 'reopen'] });
    expect((await desk.act(`/entries/${id}/reopen`)).status).to.equal(200);
    expect(await desk.entry(id)).to.include({ status: 'open', reopenedCount: 1 });
  });

  it('forgets a person for an administrator who means it', async () => {
    const desk = open();
    const id = await desk.miss({ callerName: 'Forget Me', callerKey: '+32470555002', callerNumber: '0470555002' });
    desk.sits(DAVID);
    expect((await desk.act(`/entries/${id}/forget`, { sure: 'yes' })).status).to.equal(403);
    desk.sits(MARIA);
    expect((await desk.act(`/entries/${id}/forget`)).status).to.equal(400);
    expect((await desk.entry(id)).callerName).to.equal('Forget Me');
    expect((await desk.act(`/entries/${id}/forget`, { sure: 'yes' })).status).to.equal(200);
    const entry = await desk.entry(id);
    expect(entry.callerKey).to.match(/^erased:/);
    expect(JSON.stringify(entry)).to.not.contain('Forget Me').and.not.contain('555002');
    expect((await desk.get(`/entries/${id}`)).text).to.contain('caller erased');
    expect((await desk.act(`/entries/${id}/forget`, { sure: 'yes' })).status).to.equal(409);
  });

  it('is not offered, nor done, to who may only look', async () => {
    const desk = open();
    const id = await desk.miss();
    desk.sits({ ...MARIA, permissions: ['view'] });
    for (const step of ['claim', 'call', 'release', 'assign', 'snooze', 'wake', 'note', 'resolve', 'not-missed', 'reopen', 'forget']) {
      expect((await desk.act(`/entries/${id}/${step}`, { note: 'x', until: 'hour', to: 'maria', sure: 'yes' })).status, step).to.equal(403);
    }
    expect((await desk.act('/entries', { do: 'claim', id: String(id) })).status).to.equal(403);
    expect((await desk.act('/undo', { ids: String(id) })).status).to.equal(403);
    for (const at of ['/', `/entries/${id}`]) expect((await desk.get(at)).text, at).to.not.match(/action="\/(?:entries|undo)/);
  });
});

describe('a step on many entries', () => {
  const open = useWebDesk();

  it('is done or refused on each, and taken back at once', async () => {
    const desk = open();
    const ids = [await desk.miss(), await desk.miss(), await desk.miss()];
    await desk.act(`/entries/${ids[0]}/resolve`);
    const { said, undo } = await desk.act('/entries', { do: 'resolve', id: ids.map(String), note: 'called them all' });
    expect(said).to.equal('2 callers resolved. 1 was left as it is: This entry is cleared already.');
    expect(undo).to.deep.equal({ path: '/undo', fields: { ids: `${ids[1]},${ids[2]}` } });
    expect(await desk.act('/undo', { ids: `${ids[1]},${ids[2]}` })).to.include({ said: '2 taken back.' });
    for (const id of ids.slice(1)) expect(await desk.entry(id)).to.include({ status: 'open' });
  });

  it('resolves of each what its reader had seen, not a call that came since', async () => {
    const desk = open();
    const [caller, other] = [await desk.miss({ callerKey: '+32470555002' }), await desk.miss()];
    const seen = ((await desk.get('/')).text.match(/name="seen" value="[^"]*" form="smc-many"/g) || []).map(
      (box) => box.split('"')[3] || '',
    );
    expect(seen).to.include.members([`${caller}.1`, `${other}.1`]);
    await desk.miss({ callerKey: '+32470555002' });
    const { said } = await desk.act('/entries', { do: 'resolve', id: [String(caller), String(other)], seen });
    expect(said).to.equal('1 caller resolved. 1 was left as it is: This entry has changed since you looked: look again, then decide.');
    expect(await desk.entry(caller)).to.include({ status: 'open', missedCount: 2 });
    expect(await desk.entry(other)).to.include({ status: 'cleared' });
  });

  it('claims, gives and snoozes', async () => {
    const desk = open();
    const id = [String(await desk.miss()), String(await desk.miss())];
    expect((await desk.act('/entries', { do: 'claim', id })).said).to.equal('2 callers are yours now.');
    desk.sits(DAVID);
    await desk.get('/');
    desk.sits(MARIA);
    expect((await desk.act('/entries', { do: 'assign', id, to: 'david' })).said).to.equal('2 callers given away.');
    expect((await desk.act('/entries', { do: 'snooze', id, until: 'tomorrow' })).said).to.equal('2 callers sleep.');
    expect(await desk.entry(Number(id[1]))).to.include({ claimedBy: 'david' });
  });

  it('refuses what names nothing, too much, or nonsense', async () => {
    const desk = open();
    const id = String(await desk.miss());
    expect((await desk.act('/entries', { do: 'claim' })).status).to.equal(400);
    expect((await desk.act('/entries', { do: 'explode', id })).status).to.equal(400);
    expect((await desk.act('/entries', { do: 'claim', id: 'x' })).status).to.equal(404);
    expect((await desk.act('/entries', { do: 'claim', id: '999999' })).status).to.equal(404);
    const many = Array.from({ length: 501 }, (_, n) => String(n + 1));
    expect((await desk.act('/entries', { do: 'claim', id: many })).status).to.equal(413);
  });

  it('leads a browser without a script back to the list it came from', async () => {
    const desk = open();
    const id = String(await desk.miss());
    const answer = await desk.submit('/entries', { do: 'claim', id, back: '/?q=0470&sort=newest' });
    expect(answer).to.deep.equal({ status: 303, location: '/?q=0470&sort=newest' });
  });
});

describe('an entry outside the reader’s part of the list', () => {
  const open = useWebDesk();

  it('does not exist for him: no page, no step, no trace in a summary', async () => {
    const desk = open();
    const theirs = await desk.miss({ did: '3225550102', extensions: ['109'], callerName: 'Not For David' });
    const his = await desk.miss({ did: '3225550101', extensions: ['101'] });
    desk.sits({ ...DAVID, scope: { dids: [], queues: [], ringGroups: [], extensions: ['101'] } });
    expect((await desk.get(`/entries/${theirs}`)).status).to.equal(404);
    expect((await desk.get(`/entries/${his}`)).status).to.equal(200);
    for (const step of ['claim', 'note', 'resolve']) {
      expect((await desk.act(`/entries/${theirs}/${step}`, { note: 'x' })).status).to.equal(404);
    }
    const both = await desk.act('/entries', { do: 'claim', id: [String(theirs), String(his)] });
    expect(both.said).to.equal('1 caller is yours now.');
    expect(await desk.entry(theirs)).to.include({ claimedBy: null });
    expect((await desk.act('/undo', { ids: String(theirs) })).status).to.equal(404);
  });
});
