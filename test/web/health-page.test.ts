import { expect } from 'chai';
import { finding } from '../../service/doctor/finding';
import { span } from '../../service/doctor/span';
import { saveFindings, saveHealth } from '../../service/store/health';
import { saveUnreadable } from '../../service/store/unreadable';
import { saveWaiting } from '../../service/store/waiting';
import { CLIENT } from './seeded';
import { useStanding } from './standing';

const HOSTILE = '<script>alert(1)</script>" onload="x';

describe('the page of how things stand', () => {
  const pages = useStanding(['15-queue-abandon']);
  const found = async (...findings: ReturnType<typeof finding>[]) => {
    const { db, nowAt } = pages.seeded();
    await saveFindings(CLIENT, db, { at: nowAt - 60, findings }, nowAt - 60);
  };

  it('says that all is well, when the list was last read, and what runs', async () => {
    await found();
    const { text, status } = await pages.get('/findings');
    expect(status).to.equal(200);
    expect(text).to.contain('All is well.').and.contain('looked 1 min ago').and.contain('Smart Missed Calls 1.2.3');
    expect(text).to.match(/Records last read<\/dt><dd>just now/);
    expect(text).to.match(/schema \d+, [^,]*MariaDB[^,]*, Node v\d/);
    expect(text).to.not.contain('smc-tab-wrong');
  });

  it('tells each thing that is wrong in words, worst first, with what to do, and counts them on every page', async () => {
    await found(
      finding('cel_stale', 'broken', { time: span(7200) }),
      finding('disk_low', 'warning', { megabytes: 12345 }),
      finding('table_in_utc', 'note', { table: 'cdr' }),
    );
    const { text } = await pages.get('/findings');
    expect(text).to.contain('1 thing is broken.').and.contain('calls went on for 2 h after its newest row').and.contain('odbc show');
    expect(text).to.contain('12,345 MB');
    const marks = (text.match(/smc-finding-mark">[^<]+/g) || []).map((one) => one.slice('smc-finding-mark">'.length));
    expect(marks).to.deep.equal(['Broken', 'Warning', 'Good to know']);
    for (const page of ['/', '/?view=cleared', '/findings']) {
      expect((await pages.get(page)).text, page)
        .to.match(/smc-tab-wrong" aria-hidden="true">2</)
        .and.contain('2 things are wrong');
    }
    expect((await pages.get('/')).text)
      .to.contain('role="status">CEL has stopped')
      .and.contain('href="/findings">What to do');
  });

  it('says it in the language of the reader, times and numbers too', async () => {
    await found(finding('disk_low', 'warning', { megabytes: 12345 }));
    pages.as({ language: 'de' });
    expect((await pages.get('/findings')).text).to.contain('12.345 MB');
  });

  it('shows rows that could not be read, and calls too early to judge, to admins alone and as text', async () => {
    const { db, nowAt } = pages.seeded();
    await found();
    await saveUnreadable(CLIENT, db, [{ source: 'cel', where: HOSTILE, why: 'no time' }], nowAt - 30);
    const call = { linkedid: `${nowAt - 600}.7`, direction: 'inbound' as const, callerKey: null, extension: null };
    await saveWaiting(CLIENT, db, [{ ...call, sinceAt: nowAt - 600, lastSeenAt: nowAt }]);
    await saveHealth(CLIENT, db, 'landing', { lateSeconds: 4 }, nowAt);
    const { text } = await pages.get('/findings');
    expect(text)
      .to.contain('&lt;script&gt;alert(1)')
      .and.contain(`${nowAt - 600}.7`)
      .and.contain('the oldest for 10 min')
      .and.contain('4 s');
    expect(text).to.not.contain('<script>alert');
    pages.as({ permissions: ['view'] });
    const plain = (await pages.get('/findings')).text;
    expect(plain)
      .to.contain('1 row')
      .and.not.contain('no time')
      .and.not.contain(`${nowAt - 600}.7`);
    pages.as({ client: 'other' });
    expect((await pages.get('/findings')).text)
      .to.not.contain('no time')
      .and.not.contain(`${nowAt - 600}.7`);
  });

  it('says when nothing is read any more', async () => {
    await found();
    pages.lastTurnAt = pages.seeded().nowAt - 3600;
    expect((await pages.get('/findings')).text).to.contain('records are not being read');
  });

  it('sends only what changes to the script', async () => {
    expect((await pages.get('/findings?part=live')).text)
      .to.contain('id="smc-main"')
      .and.not.contain('<html');
  });
});
