// Pictures of every page for people: both languages, two sizes, light and dark, into docs/screenshots/. `cargo xtask screenshots`.
//
// A page is opened once and then turned round, so that what took long to compute is computed once.
import { chromium } from '@playwright/test';
import { mkdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const { BASE_URL, CHROMIUM } = process.env;
const only = process.argv.slice(2);
const folder = fileURLToPath(new URL('../docs/screenshots/', import.meta.url));
const SIZES = { wide: { width: 1280, height: 720 }, phone: { width: 390, height: 844 } };
const LONGEST = 300_000;

// Each page: what to do until it shows something worth looking at.
const PAGES = {
  plan: { address: '#' },
  why: { address: '#page=why', until: studied },
  compare: { address: '#page=compare' },
  uncertainty: { address: '#page=uncertainty', until: studied },
  seek: { address: '#place=chuxiong-2026&page=seek', before: begin, until: studied },
  indicators: { address: '#page=indicators' },
  people: { address: '#page=people', until: studied },
  model: { address: '#page=model' },
  backtest: { address: '#place=national-2010&page=backtest', until: studied },
  data: { address: '#page=data' },
  report: { address: '#page=report' },
  help: { address: '#page=help' },
};

/** Seek waits to be told. */
async function begin(page) {
  const goal = page.getByRole('textbox', { name: /^专业人才/ });
  await goal.fill('4,000');
  await goal.press('Enter');
  await page.getByRole('combobox', { name: '把握不低于' }).selectOption('50%');
  await page.getByRole('button', { name: '求解', exact: true }).click();
  await page.locator('.answer').first().waitFor({ timeout: LONGEST });
}

/** Until nothing on the page is being computed. */
async function studied(page) {
  await page.waitForTimeout(1500);
  await page.waitForFunction(
    () => !document.querySelector('[aria-busy="true"]') && ![...document.querySelectorAll('progress')].some((bar) => bar.value < 1),
    null,
    { timeout: LONGEST },
  );
}

async function turned(page, lang, theme) {
  const now = await page.evaluate(() => [document.documentElement.lang, document.documentElement.dataset.theme]);
  if (!now[0].startsWith(lang)) await page.evaluate(() => [...document.querySelectorAll('.rail button')].at(-2).click());
  if (now[1] !== theme) await page.evaluate(() => [...document.querySelectorAll('.rail button')].at(-1).click());
  await page.waitForTimeout(700);
}

const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] });
if (only.length === 0) rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
let failed = 0;
for (const [name, { address, before, until }] of Object.entries(PAGES)) {
  if (only.length > 0 && !only.includes(name)) continue;
  const storageState = { cookies: [], origins: [{ origin: new URL(BASE_URL).origin, localStorage: [{ name: 'shapan.toured', value: '1' }] }] };
  const page = await browser.newPage({ viewport: SIZES.wide, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', storageState });
  page.setDefaultTimeout(30_000);
  try {
    await page.goto(BASE_URL + address);
    await page.waitForFunction(() => document.querySelector('main h2, main section, main table') && !document.querySelector('main[aria-busy="true"]'));
    await page.waitForFunction(() => !document.querySelector('section[aria-busy="true"]'), null, { timeout: LONGEST });
    await before?.(page);
    await until?.(page);
    for (const [size, viewport] of Object.entries(SIZES)) {
      await page.setViewportSize(viewport);
      for (const lang of ['zh', 'en']) {
        for (const theme of ['light', 'dark']) {
          await turned(page, lang, theme);
          const png = await page.screenshot();
          await sharp(png).webp({ nearLossless: true, quality: 60 }).toFile(`${folder}${name}-${lang}-${size}-${theme}.webp`);
        }
      }
    }
    console.log(`${name}: 8 pictures`);
  } catch (error) {
    failed += 1;
    console.error(`${name}: ${error.message.split('\n')[0]}`);
  }
  await page.close();
}
await browser.close();
process.exitCode = failed > 0 ? 1 : 0;
