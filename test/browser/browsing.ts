import * as fs from 'fs';
import * as path from 'path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { ensureChromium } from './chromium';
import { LOOKS, type Look } from './looks';

export { LOOKS, type Look };

/** A page of the browser, and what it complained about. */
export interface Looking {
  readonly page: Page;
  /** Console errors, broken policies and failed scripts. */
  readonly complaints: readonly string[];
}

const FIRST_START_MS = 10 * 60 * 1000;
const AXE = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** A browser for the tests of one `describe`; without one its tests are skipped, and that is said. */
export function useBrowser(): { look(look: Look, options?: { readonly javaScriptEnabled?: boolean }): Promise<Looking> } {
  let browser: Browser | null = null;
  before('the browser starts', async function () {
    this.timeout(FIRST_START_MS);
    const executablePath = ensureChromium();
    if (executablePath === null) this.skip();
    // A test runs as root in a container, where Chromium's own sandbox cannot start.
    else browser = await chromium.launch({ executablePath, args: process.getuid() === 0 ? ['--no-sandbox'] : [] });
  });
  after('the browser ends', async () => {
    if (browser !== null) await browser.close();
  });
  const opened: Page[] = [];
  afterEach('its pages close', async () => {
    for (const page of opened.splice(0)) await page.context().close();
  });
  return {
    async look(look, options = {}) {
      if (browser === null) throw new Error('look() works in tests and their hooks.');
      const context = await browser.newContext({ ...LOOKS[look], ...options });
      const page = await context.newPage();
      opened.push(page);
      const complaints: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(error.message));
      return { page, complaints };
    },
  };
}

/** What axe-core finds that keeps somebody out: serious and critical, each with the first place. */
export async function barriers(page: Page): Promise<string[]> {
  // Through the debugger, which the page's policy does not bind.
  await page.evaluate(AXE);
  const found = (await page.evaluate('axe.run()')) as {
    violations: readonly { impact: string; id: string; help: string; nodes: readonly { html: string }[] }[];
  };
  return found.violations
    .filter((one) => one.impact === 'serious' || one.impact === 'critical')
    .map((one) => `${one.id}: ${one.help}: ${one.nodes[0]?.html}`);
}

/** Pixels by which a page is wider than the window. */
export function tooWide(page: Page): Promise<number> {
  return page.evaluate('Math.max(0, document.documentElement.scrollWidth - window.innerWidth)');
}

/** Keeps a picture where SMC_SHOTS names a folder, for people to look at. */
export async function shoot(page: Page, name: string): Promise<void> {
  const folder = process.env.SMC_SHOTS;
  if (folder === undefined) return;
  fs.existsSync(folder) || fs.mkdirSync(folder);
  await page.screenshot({ path: path.join(folder, `${name}.png`) });
}
