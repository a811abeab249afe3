import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { SILENT } from '../../service/log';
import { createEntryStore } from '../../service/store/entry-store';
import { startWeb, type Web } from '../../service/web/start';
import { person } from '../support/people';
import { useMariadb } from '../support/shared-mariadb';
import { CLIENT, missOf, type Seeded, seed } from '../web/seeded';
import { barriers, LOOKS, type Look, shoot, tooWide, useBrowser } from './browsing';

const STORIES = [
  '15-queue-abandon',
  '10-rg-nobody',
  '49-redial-6-then-answered',
  '42-callback-same-format',
  '47-callback-unanswered',
  '51-anonymous-missed',
];
const FRESH_MS = 8000;

describe('the pages in a browser', function () {
  this.timeout(60000);
  const mariadb = useMariadb();
  const browser = useBrowser();
  let seeded: Seeded;
  let web: Web;
  let home: string;
  let client = CLIENT;
  let nowAt = 0;
  let misses = 0;

  /** Somebody else nobody served, as the next call after all others. */
  const miss = async (callerName: string) => {
    misses += 1;
    const at = seeded.nowAt - 100 + misses;
    await seeded.add(client, [
      missOf({ callId: `${at}.1`, at, callerName, callerKey: `+32470980${100 + misses}`, callerNumber: `0470980${100 + misses}` }),
    ]);
  };

  const open = async () => {
    const { db, directory } = seeded;
    web = await startWeb({
      db,
      store: createEntryStore(db),
      clientOf: () => ({ directory, zone: 'Europe/Brussels' }),
      health: () => ({ version: '1', lastTurnAt: nowAt - 2, everySeconds: 30 }),
      identify: () => Promise.resolve(person({ client })),
      clock: { nowAt: () => nowAt },
      log: SILENT,
      socketPath: null,
      loopbackPort: home === undefined ? 0 : Number((/:(\d+)\//.exec(home) as RegExpExecArray)[1]),
    });
    home = web.addresses[0] as string;
  };

  before(async () => {
    seeded = await seed(mariadb(), STORIES);
    nowAt = seeded.nowAt + 2820;
    await miss('<img src=x onerror=alert(1)>');
    await open();
  });

  after(async () => {
    await web.stop();
    await seeded.db.close();
  });

  const entryOf = async (page: Page, name: string) => {
    await page.goto(home);
    await page.click(`a.smc-name:has-text("${name}")`);
  };

  const PAGES: readonly [string, (page: Page) => Promise<unknown>][] = [
    ['the open list', (page) => page.goto(home)],
    ['the cleared list', (page) => page.goto(`${home}?view=cleared`)],
    ['an entry', (page) => entryOf(page, 'Rupert')],
    ['a search that finds nobody', (page) => page.goto(`${home}?q=nobody`)],
    ['an address that leads nowhere', (page) => page.goto(`${home}nothing`)],
  ];
  for (const look of Object.keys(LOOKS) as Look[]) {
    for (const [name, go] of PAGES) {
      it(`shut nobody out and fit the window: ${name}, ${look}`, async () => {
        const { page, complaints } = await browser.look(look);
        await go(page);
        await shoot(page, `${name.replace(/ /g, '-')}-${look}`);
        expect(await barriers(page)).to.deep.equal([]);
        expect(await tooWide(page)).to.equal(0);
        expect(complaints.filter((one) => !/status of 404/.test(one))).to.deep.equal([]);
      });
    }
  }

  it('show a new caller without a reload, and leave focus, place and window as they are', async () => {
    const { page, complaints } = await browser.look('phone');
    await page.setViewportSize({ width: 390, height: 420 });
    await page.goto(`${home}?sort=newest`);
    await page.evaluate('window.mark = 1; window.scrollTo(0, 120)');
    await page.focus('a.smc-name:has-text("Rupert")');
    const topOf = () => page.evaluate('document.activeElement.getBoundingClientRect().top') as Promise<number>;
    const before = await topOf();
    await miss('Newly Arrived');
    await page.waitForSelector('text=Newly Arrived', { timeout: FRESH_MS });
    expect(await page.evaluate('document.activeElement.textContent')).to.equal('Rupert');
    expect(Math.abs((await topOf()) - before)).to.be.below(2);
    expect(await page.evaluate('window.mark')).to.equal(1);
    expect(complaints).to.deep.equal([]);
  });

  it('follow what is typed, in the address too, and keep the cursor in the field', async () => {
    const { page } = await browser.look('desktop');
    await page.goto(home);
    await page.evaluate('window.mark = 1');
    await page.type('input[type=search]', 'rupe');
    await page.waitForSelector('text=1 found', { timeout: FRESH_MS });
    expect(await page.locator('.smc-row').count()).to.equal(1);
    expect(page.url()).to.equal(`${home}?q=rupe&sort=oldest`);
    expect(await page.evaluate('[window.mark, document.activeElement.value]')).to.deep.equal([1, 'rupe']);
    await page.keyboard.press('Enter');
    expect(await page.evaluate('window.mark')).to.equal(1);
  });

  it('leave unfolded what the reader unfolded', async () => {
    const { page } = await browser.look('desktop');
    await page.goto(`${home}?view=cleared`);
    await page.click('a.smc-name:has-text("Xavier")');
    await page.click('details:not([open]) >> nth=0 >> summary');
    const unfolded = () => page.locator('details[open]').count();
    expect(await unfolded()).to.equal(2);
    nowAt += 60;
    await page.waitForResponse((response) => response.url().indexOf('part=live') > 0, { timeout: FRESH_MS });
    await page.waitForTimeout(100);
    expect(await unfolded()).to.equal(2);
  });

  it('can be worked without a mouse', async () => {
    const { page } = await browser.look('desktop');
    await page.goto(home);
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).to.equal('Skip to the list');
    const reached: string[] = [];
    for (let presses = 0; presses < 30; presses += 1) {
      await page.keyboard.press('Tab');
      const [name, outline] = (await page.evaluate(
        '[document.activeElement.className || document.activeElement.tagName, getComputedStyle(document.activeElement).outlineStyle]',
      )) as [string, string];
      reached.push(name);
      expect(outline, name).to.not.equal('none');
      if (name === 'smc-name') break;
    }
    expect(reached).to.include.members(['INPUT', 'SELECT', 'smc-name']);
    await page.keyboard.press('Enter');
    await page.waitForSelector('text=Why we think so');
  });

  it('work without a script', async () => {
    const { page } = await browser.look('desktop', { javaScriptEnabled: false });
    await page.goto(home);
    await page.fill('input[type=search]', 'rupert');
    await page.click('button:has-text("Search")');
    expect(await page.locator('.smc-row').count()).to.equal(1);
    await page.click('a.smc-name');
    await page.click('details[open] >> summary');
    expect(await page.locator('text=Why we think so').isVisible()).to.equal(false);
  });

  it('say when the connection is lost, and go on by themselves', async () => {
    const { page } = await browser.look('desktop');
    await page.goto(home);
    await web.stop();
    await page.waitForSelector('text=connection lost, trying again', { timeout: FRESH_MS });
    await open();
    await page.waitForSelector('text=looked just now', { timeout: 20000 });
    expect(await page.locator('.smc-status').textContent()).to.equal('live · looked just now');
  });

  it('are calm when nobody waits', async () => {
    client = 'quiet';
    const { page } = await browser.look('desktop');
    await page.goto(home);
    await shoot(page, 'nobody-waits-desktop');
    expect(await page.locator('.smc-empty').textContent()).to.contain('Nobody is left waiting.');
    await miss('First of All');
    await page.waitForSelector('text=First of All', { timeout: FRESH_MS });
    expect(await barriers(page)).to.deep.equal([]);
    client = CLIENT;
  });
});
