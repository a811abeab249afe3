import { expect } from 'chai';
import type { Web } from '../../service/web/start';
import { useMariadb } from '../support/shared-mariadb';
import { type Seeded, seed } from '../web/seeded';
import { barriers, LOOKS, type Look, shoot, tooWide, useBrowser } from './browsing';
import { openPages } from './open-pages';

describe('named views in a browser', function () {
  this.timeout(60000);
  const mariadb = useMariadb();
  const browser = useBrowser();
  let seeded: Seeded;
  let web: Web;
  let home: string;

  before(async () => {
    seeded = await seed(mariadb(), ['15-queue-abandon', '10-rg-nobody']);
    web = await openPages(seeded);
    home = web.addresses[0] as string;
  });

  after(async () => {
    await web.stop();
    await seeded.db.close();
  });

  for (const look of Object.keys(LOOKS) as Look[]) {
    it(`are saved from what is looked at, gone back to and deleted: ${look}`, async () => {
      const { page, complaints } = await browser.look(look);
      await page.goto(`${home}?queue=400&sort=newest`);
      await page.click('#smc-saved summary');
      await page.fill('#smc-saved input[name="name"]', `Queue 400 <b>${look}</b>`);
      await page.click('#smc-saved button:has-text("Save")');
      await page.waitForURL(/queue=400/);
      await page.goto(home);
      await page.click('#smc-saved summary');
      expect(await tooWide(page)).to.equal(0);
      expect(await barriers(page)).to.deep.equal([]);
      await shoot(page, `named-views-${look}`);
      await page.click('#smc-saved a:has-text("Queue 400 <b>")');
      await page.waitForURL(/sort=newest/);
      expect(page.url()).to.contain('queue=400').and.to.contain('sort=newest');
      await page.click('#smc-saved summary');
      expect(await page.getAttribute('#smc-saved li a', 'aria-current')).to.equal('true');
      await page.click('#smc-saved li button');
      await page.waitForLoadState();
      expect(await page.locator('#smc-saved li').count()).to.equal(0);
      expect(complaints).to.deep.equal([]);
    });
  }
});
