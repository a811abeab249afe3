import * as fs from 'fs';
import * as path from 'path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { Demo } from '../demo/running';
import { ensureChromium } from './chromium';
import { LOOKS, type Look } from './looks';

/** What is looked at: a name, the path, and what is done before the picture is taken. */
const SHOTS: readonly (readonly [string, string, ((page: Page) => Promise<unknown>)?])[] = [
  ['list', ''],
  ['list-menu', '', (page) => page.click('.smc-row .smc-menu > summary')],
  ['list-selected', '', (page) => page.check('.smc-row .smc-pick input')],
  ['list-filters', '?reason=no_answer', (page) => openFilters(page)],
  ['list-nobody', '?q=nobody'],
  ['cleared', '?view=cleared'],
  ['entry', '', (page) => page.click('.smc-row:nth-of-type(2) a.smc-name')],
  ['entry-resolve', '', (page) => page.click('.smc-row a.smc-name').then(() => page.click('#smc-resolve > summary'))],
  ['entry-rows', '', (page) => page.click('.smc-row a.smc-name').then(() => page.click('a:has-text("Raw rows")'))],
  ['insight', 'insight'],
  ['settings', 'settings'],
  ['health', 'findings'],
  ['problem', 'nothing'],
];

async function openFilters(page: Page): Promise<void> {
  if (await page.isVisible('label[for=smc-more]')) await page.click('label[for=smc-more]');
  await page.click('#smc-when > summary');
}

async function shootAll(browser: Browser, home: string, folder: string): Promise<void> {
  for (const look of Object.keys(LOOKS) as Look[]) {
    for (const [name, at, prepare] of SHOTS) {
      const context = await browser.newContext(LOOKS[look]);
      const page = await context.newPage();
      await page.goto(home + at);
      if (prepare !== undefined) await prepare(page).catch((error: Error) => process.stderr.write(`${name}, ${look}: ${error.message}\n`));
      await page.waitForTimeout(300);
      await page.screenshot({ path: path.join(folder, `${name}-${look}.png`) });
      await context.close();
    }
  }
}

/** Pictures of every page of the demo, at desk and phone size and in the dark, in a folder; for people to look at. */
async function main(folder: string): Promise<void> {
  const executablePath = ensureChromium();
  if (executablePath === null) throw new Error('no browser');
  fs.mkdirSync(folder, { recursive: true });
  const demo = new Demo(() => undefined);
  try {
    const { daemon } = await demo.open(0);
    const browser = await chromium.launch({ executablePath, args: process.getuid() === 0 ? ['--no-sandbox'] : [] });
    await shootAll(browser, daemon.addresses[0] as string, folder);
    await browser.close();
    process.stdout.write(`${SHOTS.length * Object.keys(LOOKS).length} pictures in ${folder}\n`);
  } finally {
    await demo.close();
  }
}

main(process.argv[2] || 'coverage/shots').then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    process.exit(1);
  },
);
