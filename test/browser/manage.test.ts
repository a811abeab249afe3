import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { finding } from '../../service/doctor/finding';
import { span } from '../../service/doctor/span';
import { saveFindings } from '../../service/store/health';
import { readSettings } from '../../service/store/settings-store';
import type { Web } from '../../service/web/start';
import { useMariadb } from '../support/shared-mariadb';
import { CLIENT, missOf, type Seeded, seed } from '../web/seeded';
import { barriers, LOOKS, type Look, shoot, tooWide, useBrowser } from './browsing';
import { openPages } from './open-pages';

const DAY = 86400;
const REASONS = ['no_answer', 'busy', 'queue_abandoned', 'caller_hung_up', 'unreachable'] as const;

describe('what managers and administrators do in a browser', function () {
  this.timeout(120000);
  const mariadb = useMariadb();
  const browser = useBrowser();
  let seeded: Seeded;
  let web: Web;
  let home: string;

  before(async () => {
    seeded = await seed(mariadb(), ['15-queue-abandon', '10-rg-nobody', '49-redial-6-then-answered', '42-callback-same-format']);
    const { nowAt, db } = seeded;
    const misses = Array.from({ length: 160 }, (_none, n) => {
      const at = nowAt - 25 * DAY + Math.floor(n ** 1.05) * 11000;
      return missOf({
        callId: `${at}.1`,
        at,
        callerKey: `+3247030${String(1000 + (n % 60))}`,
        callerNumber: `047030${String(1000 + (n % 60))}`,
        callerName: n === 5 ? '<img src=x onerror=alert(1)>' : '',
        reason: REASONS[n % REASONS.length] || 'no_answer',
        extensions: [`10${1 + (n % 4)}`],
        queues: n % 2 === 0 ? ['400'] : [],
      });
    }).filter(({ at }) => at < nowAt - 60);
    await seeded.add(CLIENT, misses);
    const cleared =
      'UPDATE smart_missed_calls SET status = ?, cleared_by = ?, cleared_at = TIMESTAMPADD(MINUTE, 7 + id % 50, first_missed_at)';
    for (const [by, of] of [
      ['returned', 2],
      ['answered_later', 3],
      ['manual', 11],
    ] as const) {
      await db.change(`${cleared} WHERE client = ? AND status = 'open' AND id % ${of} = 0`, ['cleared', by, CLIENT]);
    }
    await saveFindings(
      CLIENT,
      db,
      {
        at: nowAt - 40,
        findings: [
          finding('cel_stale', 'broken', { time: span(7200) }),
          finding('disk_low', 'warning', { megabytes: 812 }),
          finding('table_in_utc', 'note', { table: 'asteriskcdrdb.cdr' }),
        ],
      },
      nowAt - 40,
    );
    web = await openPages(seeded);
    home = web.addresses[0] as string;
  });

  after(async () => {
    await web.stop();
    await seeded.db.close();
  });

  const PAGES: readonly (readonly [string, string])[] = [
    ['insight', 'insight'],
    ['callers behind a figure', 'insight/callers?reason=busy'],
    ['health', 'findings'],
    ['settings hours', 'settings/hours'],
    ['settings counting', 'settings/counting'],
    ['settings recipients', 'settings/recipients'],
    ['settings journal', 'settings/journal'],
    ['settings pbx', 'settings/pbx'],
    ['settings permissions', 'settings/permissions'],
    ['export', 'export'],
  ];
  for (const look of Object.keys(LOOKS) as Look[]) {
    it(`shuts nobody out and fits the window: ${look}`, async () => {
      const { page, complaints } = await browser.look(look);
      for (const [name, path] of PAGES) {
        await page.goto(home + path);
        await shoot(page, `${name.replace(/ /g, '-')}-${look}`);
        expect(await barriers(page), name).to.deep.equal([]);
        expect(await tooWide(page), name).to.equal(0);
      }
      expect(complaints).to.deep.equal([]);
    });
  }

  const saved = (page: Page) => page.waitForSelector('text=Saved. It holds for calls from now on.');

  it('sets opening times, and is told beside the field what is wrong with them', async () => {
    const { page, complaints } = await browser.look('desktop');
    await page.goto(`${home}settings/hours`);
    await page.fill('#smc-set-business_hours-monday', '9:00-17:30');
    expect(await page.isChecked('input[value="hours"]')).to.equal(true);
    await page.fill('#smc-set-business_hours-tuesday', 'nine to five');
    await page.click('button:has-text("Save")');
    await page.waitForSelector('#smc-set-business_hours-tuesday-fault');
    await shoot(page, 'settings-wrong-desktop');
    expect(await barriers(page)).to.deep.equal([]);
    expect(await page.inputValue('#smc-set-business_hours-tuesday')).to.equal('nine to five');
    await page.fill('#smc-set-business_hours-tuesday', '09:00–12:00, 13:00–17:00');
    await page.click('button:has-text("Save")');
    await saved(page);
    const { business_hours: hours } = await readSettings(CLIENT, seeded.db);
    expect(hours).to.deep.equal({
      monday: [['09:00', '17:30']],
      tuesday: [
        ['09:00', '12:00'],
        ['13:00', '17:00'],
      ],
    });
    await page.goto(`${home}settings/history`);
    await shoot(page, 'settings-history-desktop');
    expect(await page.textContent('main')).to.contain('Business hours');
    expect(complaints.filter((one) => !/422/.test(one))).to.deep.equal([]);
  });

  it('adds people to tell one after the other, on a phone', async () => {
    const { page } = await browser.look('phone');
    await page.goto(`${home}settings/recipients`);
    for (const [place, address] of [
      [0, 'maria@example.org'],
      [1, 'david@example.org'],
    ] as const) {
      await page.click(`fieldset#smc-set-recipients > details.smc-item-new > summary`);
      await page.fill(`[name="recipients.${place}.address"]`, address);
    }
    await page.click('button:has-text("Save")');
    await saved(page);
    expect((await readSettings(CLIENT, seeded.db)).recipients).to.have.length(2);
  });

  it('refuses in the browser what is out of bounds', async () => {
    const { page } = await browser.look('desktop');
    await page.goto(`${home}settings`);
    await page.fill('[name="claim_minutes"]', '0');
    await page.click('button:has-text("Save")');
    expect(await page.evaluate('document.querySelector("[name=claim_minutes]").validity.rangeUnderflow')).to.equal(true);
    expect(page.url()).to.equal(`${home}settings`);
  });

  it('works without a script: settings are saved, and Insight shows its numbers', async () => {
    const { page } = await browser.look('desktop', { javaScriptEnabled: false });
    await page.goto(`${home}settings`);
    await page.fill('[name="claim_minutes"]', '35');
    await page.click('button:has-text("Save")');
    await saved(page);
    await page.goto(`${home}insight`);
    expect(await page.isVisible('#smc-series')).to.equal(true);
    expect(await page.locator('canvas').count()).to.equal(0);
  });

  it('finds out from a chart why callers were missed, and takes those callers away as a file', async () => {
    const { page, complaints } = await browser.look('desktop');
    await page.goto(`${home}insight`);
    expect(await page.locator('canvas').count()).to.equal(1);
    await page.click('summary:has-text("The numbers")');
    const busy = page.locator('#smc-share-reasons ~ table tr', { hasText: 'nobody was free' });
    const counted = await busy.locator('td').first().textContent();
    await busy.locator('a').click();
    expect(await page.textContent('h1')).to.equal(`${counted} callers`);
    await page.click('a:has-text("Export")');
    await page.check('[value="csv"]');
    const [file] = await Promise.all([page.waitForEvent('download'), page.click('button:has-text("Save the file")')]);
    expect(file.suggestedFilename()).to.match(/^insight-\d{4}-\d\d-\d\d\.csv$/);
    expect(complaints).to.deep.equal([]);
  });
});
