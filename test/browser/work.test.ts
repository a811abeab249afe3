import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { barriers, type Look, shoot, tooWide } from './browsing';
import { useTeam } from './team';

/** A colleague's claim is seen by others within it. */
const SEEN_MS = 3000;
/** What may take longer where many tests run at once. */
const SOON_MS = 10000;
const LOOKS: readonly Look[] = ['desktop', 'phone'];

const row = (id: number) => `#smc-entry-${id}`;
const openMenu = async (page: Page, id: number) => {
  await page.click(`${row(id)} .smc-menu > summary`);
};
const press = (page: Page, id: number, name: string) => page.click(`${row(id)} .smc-menu button:has-text("${name}")`);
const said = (page: Page, text: string) => page.waitForSelector(`#smc-toast.smc-toast-on:has-text("${text}")`, { timeout: SOON_MS });
const gone = (page: Page, id: number) => page.waitForSelector(row(id), { state: 'detached', timeout: SOON_MS });

describe('working the list in a browser', function () {
  this.timeout(60000);
  const team = useTeam();

  for (const look of LOOKS) {
    it(`takes a caller on, and a second browser sees it within three seconds, ${look}`, async function () {
      // A machine that is busy with other things may be late once.
      this.retries(2);
      const { sits, miss, entry } = team();
      const id = await miss({ callerName: 'Andrew' });
      const [maria, david] = [await sits('maria', look), await sits('david', look)];
      await openMenu(maria, id);
      expect(await barriers(maria)).to.deep.equal([]);
      expect(await tooWide(maria)).to.equal(0);
      await shoot(maria, `menu-${look}`);
      await press(maria, id, 'Take it on');
      await said(maria, 'Yours.');
      await david.waitForSelector(`${row(id)} >> text=Maria is on it`, { timeout: SEEN_MS });
      await maria.waitForSelector(`${row(id)} >> text=you are on it`, { timeout: SEEN_MS });
      expect(await entry(id)).to.include({ claimedBy: 'maria' });
      expect(await david.locator(`${row(id)} a.smc-call`).count()).to.equal(0);
    });

    it(`calls back, which colleagues see, ${look}`, async () => {
      const { sits, miss } = team();
      const id = await miss({ callerName: 'Bea' });
      const [maria, david] = [await sits('maria', look), await sits('david', look)];
      await maria.click(`${row(id)} a.smc-call`);
      await said(maria, 'Yours: colleagues see that you are calling.');
      await david.waitForSelector(`${row(id)} >> text=Maria is calling now`, { timeout: SOON_MS });
    });

    it(`resolves with a note, and takes it back, ${look}`, async () => {
      const { sits, miss, entry } = team();
      const id = await miss({ callerName: 'Carl' });
      const page = await sits('maria', look);
      await openMenu(page, id);
      await page.fill(`${row(id)} input[name=note]`, '<b>wrote</b> a mail');
      await press(page, id, 'Resolve');
      await said(page, 'Resolved: off the list.');
      await gone(page, id);
      await shoot(page, `undo-${look}`);
      expect(await barriers(page)).to.deep.equal([]);
      expect(await entry(id)).to.include({ status: 'cleared', clearedNote: '<b>wrote</b> a mail' });
      await page.click('#smc-toast button');
      await said(page, 'Taken back.');
      await page.waitForSelector(row(id), { timeout: SOON_MS });
      expect(await entry(id)).to.include({ status: 'open' });
    });

    it(`resolves, gives and snoozes many at once, ${look}`, async () => {
      const { sits, miss, entry } = team();
      const ids = [await miss(), await miss(), await miss()];
      const other = await sits('david', look);
      await other.close();
      const page = await sits('maria', look);
      expect(await page.isVisible('#smc-many')).to.equal(false);
      for (const id of ids.slice(0, 2)) await page.check(`${row(id)} .smc-pick input`);
      expect(await page.textContent('.smc-many-count')).to.equal('Selected: 2');
      expect(await barriers(page)).to.deep.equal([]);
      await shoot(page, `selected-${look}`);
      expect(await tooWide(page)).to.equal(0);
      await page.click('#smc-many button:has-text("Give")');
      await said(page, '2 callers given away.');
      expect(await entry(ids[1] as number)).to.include({ claimedBy: 'david' });
      expect(await page.isVisible('#smc-many')).to.equal(false);
      for (const id of ids) await page.check(`${row(id)} .smc-pick input`);
      await page.click('#smc-many button:has-text("Snooze")');
      await said(page, '3 callers sleep.');
      for (const id of ids) await page.check(`${row(id)} .smc-pick input`);
      await page.click('#smc-many button:has-text("Resolve")');
      await said(page, '3 callers resolved.');
      await page.click('#smc-toast button');
      await said(page, '3 taken back.');
    });

    it(`tells an entry’s story and works on it there, ${look}`, async () => {
      const { sits, miss, entry } = team();
      const id = await miss({ callerName: 'Dora' });
      const page = await sits('maria', look);
      await page.click('a.smc-name:has-text("Dora")');
      await page.fill('#smc-note textarea', 'try after 17:00');
      await page.click('#smc-note button');
      await page.waitForSelector('.smc-audit >> text=try after 17:00', { timeout: SOON_MS });
      await page.click('#smc-snooze > summary');
      await shoot(page, `snooze-${look}`);
      expect(await barriers(page)).to.deep.equal([]);
      await page.click('#smc-snooze button:has-text("tomorrow morning")');
      await page.waitForSelector('.smc-state-line >> text=snoozed until', { timeout: SOON_MS });
      await page.click('#smc-resolve > summary');
      await page.fill('#smc-resolve textarea', 'it was the fax');
      await page.click('#smc-resolve button:has-text("Not a missed call")');
      await page.waitForSelector('.smc-audit >> text=reported that it was no missed call', { timeout: SOON_MS });
      await page.click('button:has-text("Put back on the list")');
      await page.waitForSelector('#smc-resolve', { timeout: SOON_MS });
      expect(await entry(id)).to.include({ status: 'open', reopenedCount: 1 });
      await page.click('#smc-forget > summary');
      await page.click('#smc-forget button');
      expect((await entry(id)).callerName).to.equal('Dora');
      await page.check('#smc-forget input[type=checkbox]');
      await page.click('#smc-forget button');
      await page.waitForSelector('h1:has-text("caller erased")', { timeout: SOON_MS });
      expect(await barriers(page)).to.deep.equal([]);
    });

    it(`narrows the list, in the address too, ${look}`, async () => {
      const { sits, miss } = team();
      const busy = await miss({ callerName: 'Busy', reason: 'busy' });
      const other = await miss({ callerName: 'Other', extensions: ['102'] });
      const page = await sits('maria', look);
      if (look === 'phone') await page.click('label[for=smc-more]');
      await page.selectOption('select[name=reason]', 'busy');
      await gone(page, other);
      expect(page.url()).to.contain('reason=busy');
      await page.click('#smc-saved > summary');
      await page.fill('#smc-saved input[name=name]', 'Busy ones');
      await page.click('#smc-saved button:has-text("Save")');
      await page.click('#smc-saved > summary');
      expect(await page.getAttribute('#smc-saved a:has-text("Busy ones")', 'href')).to.contain('reason=busy');
      await shoot(page, `views-${look}`);
      await page.keyboard.press('Escape');
      if (look === 'phone') await page.click('label[for=smc-more]');
      await page.selectOption('select[name=reason]', '');
      await page.selectOption('select[name=where]', 'ext:102');
      await gone(page, busy);
      await page.click('#smc-when > summary');
      await shoot(page, `filters-${look}`);
      expect(await barriers(page)).to.deep.equal([]);
      expect(await tooWide(page)).to.equal(0);
      await page.fill('input[name=from]', '2001-01-01');
      await page.fill('input[name=to]', '2001-12-31');
      await page.waitForSelector('text=No caller fits these filters.', { timeout: SOON_MS });
      await page.click('a.smc-clear');
      await page.waitForSelector(row(busy), { timeout: SOON_MS });
    });
  }

  it('has a key for everything', async () => {
    const { sits, miss, entry } = team();
    const ids = [await miss({ callerName: 'One' }), await miss({ callerName: 'Two' }), await miss({ callerName: 'Three' })];
    const page = await sits('maria', 'desktop');
    const at = () => page.evaluate('document.activeElement.textContent.trim()');
    await page.keyboard.press('j');
    expect(await at()).to.equal('One');
    await page.keyboard.press('j');
    await page.keyboard.press('ArrowDown');
    expect(await at()).to.equal('Three');
    await page.keyboard.press('k');
    await page.keyboard.press('x');
    expect(await page.isChecked(`${row(ids[1] as number)} .smc-pick input`)).to.equal(true);
    await page.keyboard.press('x');
    await page.keyboard.press('s');
    expect(await at()).to.equal('for 1 hour');
    await page.keyboard.press('Escape');
    await page.focus(`${row(ids[1] as number)} .smc-name`);
    await page.keyboard.press('r');
    await page.keyboard.type('done');
    await page.keyboard.press('Enter');
    await said(page, 'Resolved: off the list.');
    expect(await entry(ids[1] as number)).to.include({ status: 'cleared', clearedNote: 'done' });
    await page.keyboard.press('/');
    await page.keyboard.type('thr');
    await page.waitForSelector('text=1 found', { timeout: SOON_MS });
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    expect(await page.isVisible('#smc-keys dl')).to.equal(true);
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.waitForSelector('text=Why we think so');
    await page.keyboard.press('c');
    await said(page, 'Yours: colleagues see that you are calling.');
  });

  it('never replaces what somebody is editing, though the list goes on around it', async () => {
    const { sits, miss } = team();
    const id = await miss({ callerName: 'Kept' });
    const gives = await miss({ callerName: 'Leaves' });
    const page = await sits('maria', 'desktop');
    await page.check(`${row(id)} .smc-pick input`);
    await openMenu(page, id);
    await page.fill(`${row(id)} input[name=note]`, 'half a sen');
    const david = await sits('david', 'desktop');
    await openMenu(david, gives);
    await press(david, gives, 'Resolve');
    await gone(page, gives);
    await openMenu(david, id);
    await press(david, id, 'Take it on');
    await page.waitForSelector(`${row(id)} >> text=David is on it`, { timeout: SOON_MS });
    expect(await page.inputValue(`${row(id)} input[name=note]`)).to.equal('half a sen');
    expect(await page.evaluate('document.activeElement.name')).to.equal('note');
    expect(await page.isChecked(`${row(id)} .smc-pick input`)).to.equal(true);
    await openMenu(david, id);
    await press(david, id, 'Resolve');
    await gone(david, id);
    await page.waitForResponse((response) => response.url().indexOf('part=live') > 0);
    await page.waitForTimeout(200);
    expect(await page.inputValue(`${row(id)} input[name=note]`)).to.equal('half a sen');
    await press(page, id, 'Resolve');
    await said(page, 'This entry is cleared already.');
    await page.keyboard.press('Escape');
    await gone(page, id);
  });

  it('says why a step was refused, and shows how it stands', async () => {
    const { sits, miss } = team();
    const id = await miss({ callerName: 'Contended' });
    const [maria, david] = [await sits('maria', 'desktop'), await sits('david', 'desktop')];
    await openMenu(maria, id);
    await openMenu(david, id);
    await press(david, id, 'Take it on');
    await said(david, 'Yours.');
    await press(maria, id, 'Take it on');
    await said(maria, 'Somebody else has taken this on');
  });

  it('is all there without a script', async () => {
    const { sits, miss, entry, home } = team();
    const id = await miss({ callerName: 'Plain' });
    const page = await sits('maria', 'desktop', { javaScriptEnabled: false });
    await openMenu(page, id);
    await press(page, id, 'Take it on');
    expect(page.url()).to.equal(home);
    expect(await entry(id)).to.include({ claimedBy: 'maria' });
    await page.click('#smc-done button');
    expect(await entry(id)).to.include({ claimedBy: null });
    await page.check(`${row(id)} .smc-pick input`);
    await page.fill('#smc-many input[name=note]', 'by form');
    await page.click('#smc-many button:has-text("Resolve")');
    expect(await entry(id)).to.include({ status: 'cleared', clearedNote: 'by form' });
    await page.goto(`${home}entries/${id}`);
    await page.click('button:has-text("Put back on the list")');
    expect(await page.textContent('.smc-audit')).to.contain('put it back on the list');
  });

  it('offers nothing to who may only look', async () => {
    const { sits, miss } = team();
    await miss({ callerName: 'Seen' });
    const page = await sits('eve', 'desktop');
    expect(await page.locator('form[action*="entries"], .smc-menu, .smc-pick').count()).to.equal(0);
    expect(await page.textContent('.smc-name')).to.equal('Seen');
  });
});
