import { expect } from 'chai';
import { hiddenNumber, hideInSaying, hideNumbers } from '../../service/web/hidden-numbers';
import { DAVID, MARIA, useWebDesk } from './desk';

describe('A hidden number', () => {
  it('keeps its last three digits', () => {
    expect(hiddenNumber('+32470101665')).to.equal('••• 665');
    expect(hiddenNumber('0470 10 16 65')).to.equal('••• 665');
    expect(hiddenNumber('')).to.equal('•••');
  });

  it('is hidden in a text, however it is written; extensions, ids and times are none', () => {
    expect(hideNumbers('call 0470/10.16.65 or +32 470 10 16 65')).to.equal('call ••• 665 or ••• 665');
    expect(hideNumbers('Anna (101), 14:02:48, 1792000000.17')).to.equal('Anna (101), 14:02:48, 1792000000.17');
  });

  it('is hidden in a sentence, but not the number that was dialled to reach us', () => {
    const saying = { key: 'timeline.arrived', params: { caller: '0470101665', did: '3225550104' } } as const;
    expect(hideInSaying(saying, true).params).to.deep.equal({ caller: '••• 665', did: '3225550104' });
    expect(hideInSaying(saying, false).params).to.include({ did: '••• 104' });
  });
});

describe('who may not see numbers', () => {
  const open = useWebDesk(['15-queue-abandon', '47-callback-unanswered', '42-callback-same-format']);
  const blind = { ...DAVID, permissions: ['view', 'work', 'reopen', 'admin'] as const };

  it('sees three digits and no link, on every page, in proofs, pictures, notes and searches', async () => {
    const desk = open();
    await desk.miss({ callerName: '0470123321', callerKey: '+32470123321', callerNumber: '0470123321' });
    const named = await desk.miss({ callerName: 'Bob 0470123322', callerKey: '+32470123322', callerNumber: '0470123322' });
    await desk.act(`/entries/${named}/note`, { note: 'also at 0470 12 33 22' });
    const pages = ['/', '/?view=cleared', `/entries/${named}`];
    const read = async (at: string) => (await desk.get(at)).text;
    const lists = (await Promise.all(pages.map(read))).join('');
    const ids = lists.match(/\/entries\/\d+(?=")/g) || [];
    const full = lists + (await Promise.all(ids.map(read))).join('');
    expect(full).to.contain('tel:+32').and.contain('0470 12 33 22').and.contain('0470101665');
    desk.sits(blind);
    for (const at of Array.from(new Set(pages.concat(ids)))) {
      const { text } = await desk.get(at);
      expect((/.{60}(?:tel:|470 ?1[02] ?\d\d ?\d\d|0470\d{6}|\+32470\d{6}).{30}/.exec(text) || [])[0], at).to.equal(undefined);
      expect(text, at).to.not.contain('data-copy');
    }
    expect((await desk.get('/')).text)
      .to.contain('••• 321')
      .and.contain('Bob ••• 322');
  });

  it('finds names, and nobody by a number', async () => {
    const desk = open();
    await desk.miss({ callerName: 'Findable', callerKey: '+32470123399', callerNumber: '0470123399' });
    desk.sits(MARIA);
    expect((await desk.get('/?q=0470123399')).text).to.contain('1 found');
    desk.sits(blind);
    for (const q of ['0470123399', '399', '+32470', '12 33'])
      expect((await desk.get(`/?q=${encodeURIComponent(q)}`)).text, q).to.contain('0 found');
    expect((await desk.get('/?q=findable')).text).to.contain('1 found');
  });

  it('gets no raw rows', async () => {
    const desk = open();
    const id = await desk.miss();
    const { lastCallId } = await desk.entry(id);
    desk.sits(blind);
    expect((await desk.get(`/entries/${id}/rows?call=${lastCallId}`)).status).to.equal(403);
  });
});

describe('the raw rows of a call', () => {
  const open = useWebDesk();

  it('are for administrators, and of a call of that entry alone', async () => {
    const desk = open();
    const id = await desk.miss();
    const other = await desk.miss();
    const call = (await desk.entry(id)).lastCallId;
    const shown = await desk.get(`/entries/${id}/rows?call=${call}`);
    expect(shown.status).to.equal(200);
    expect(shown.text).to.contain('disposition').and.contain('&lt;b&gt;NO ANSWER&lt;/b&gt;').and.contain('ENTERQUEUE');
    expect((await desk.get(`/entries/${other}/rows?call=${call}`)).status).to.equal(404);
    expect((await desk.get(`/entries/${id}/rows?call=nonsense`)).status).to.equal(404);
    expect((await desk.get(`/entries/${id}`)).text).to.contain(`/entries/${id}/rows?call=`);
    desk.sits(DAVID);
    expect((await desk.get(`/entries/${id}/rows?call=${call}`)).status).to.equal(403);
    expect((await desk.get(`/entries/${id}`)).text).to.not.contain('/rows?call=');
  });
});
