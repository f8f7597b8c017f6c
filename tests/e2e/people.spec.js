// The page of persons: flows over years, one life, persons against the aggregate model, and what goes wrong.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { keys, place } from '../../places.vite.js';
import { nudge, open, scoreboard, settled, slider, words } from './page.js';

const zh = words.zh;
const root = new URL('../..', import.meta.url).pathname;

// The one for offline use may answer before the test can.
test.use({ serviceWorkers: 'block' });
// They wait for persons.
test.slow();

/** Opens the page of persons and waits for the first run. */
async function openPeople(page, address = './#page=people') {
  await page.goto(address);
  await shown(page);
}

/** Waits until the persons of the plan are shown. */
async function shown(page) {
  await expect(page.locator('#figure-4')).toHaveAttribute('aria-busy', 'false', { timeout: 60_000 });
  await expect(page.locator('#figure-4 svg')).toBeVisible();
}

const runs = (page) => page.getByRole('region', { name: /^(推演|Runs)$/ });
const said = (page, figure) => page.locator(`#figure-${figure} [role="img"]`).getAttribute('aria-label');

test('from Plan to People: flows, years, one life, the other language, and back', async ({ page }) => {
  const errors = [];
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  page.on('pageerror', (error) => errors.push(error.message));
  await open(page);
  const goals = await scoreboard(page);
  await page.getByRole('link', { name: '人员' }).click();
  await expect(page).toHaveURL(/#page=people$/);
  await expect(page).toHaveTitle(/^人员/);
  await shown(page);
  await expect.poll(() => said(page, 4)).toContain('2020 年末');

  const year = page.getByRole('slider', { name: '图 4、图 5 的年份' });
  await year.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(year).toHaveAttribute('aria-valuetext', '2023 年');
  await expect.poll(() => said(page, 4)).toContain('2022 年末');
  await expect(page.locator('#figure-5')).toContainText('2023 年末');

  for (const [cut, tells] of [['证书', '证书未变'], ['区域', '区域之间'], ['去处', '同类去处']]) {
    await page.getByRole('button', { name: cut, exact: true }).click();
    await expect.poll(() => said(page, 4)).toContain(tells);
  }

  const story = page.locator('.story');
  const first = await story.textContent();
  expect(first).toContain('这位社工');
  await page.getByRole('button', { name: '下一位' }).click();
  await expect(story).not.toHaveText(first);
  await page.getByRole('combobox', { name: '讲谁的经历' }).selectOption('不止一次才考取');
  await expect(story).toContainText(/第 \d 次报考/);

  await page.getByRole('button', { name: 'Switch to English' }).click();
  await expect(story).toContainText(/at the (second|third|fourth|fifth|sixth) try/);
  await expect(page.getByRole('slider', { name: 'Year of figures 4 and 5' })).toHaveAttribute('aria-valuetext', '2023');

  await page.locator('#figure-4').getByRole('button', { name: 'Data' }).click();
  await expect(page.getByRole('dialog').locator('tbody tr').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '切换到中文' }).click();
  await page.getByRole('link', { name: '规划' }).click();
  await settled(page);
  await expect.poll(() => scoreboard(page)).toEqual(goals);
  await expect(page).toHaveURL(/^[^#]*$/);
  expect(errors).toEqual([]);
});

test('years play, pause and play on', async ({ page }) => {
  await openPeople(page);
  const year = page.getByRole('slider', { name: '图 4、图 5 的年份' });
  await page.getByRole('button', { name: '播放' }).click();
  // A year stands for little longer than the longest pause between two looks.
  await expect.poll(async () => Number(await year.inputValue()), { intervals: [100] }).toBeGreaterThanOrEqual(2);
  await page.getByRole('button', { name: '暂停' }).click();
  await expect(page.getByRole('button', { name: '播放' })).toBeVisible();
  const at = await year.inputValue();
  await page.waitForTimeout(1800);
  await expect(year).toHaveValue(at);
});

test('runs come one after another, can be stopped, and other luck gives other people', async ({ page }) => {
  await openPeople(page);
  await page.getByRole('button', { name: '停止' }).click();
  await expect(runs(page)).toContainText('已停止');
  const before = await said(page, 4);
  await page.waitForTimeout(500);
  await expect(runs(page)).toContainText('已停止');
  await page.getByRole('button', { name: '换一种运气' }).click();
  await expect(runs(page)).toContainText('随机种子 2');
  await shown(page);
  await expect.poll(() => said(page, 4)).not.toEqual(before);
  await expect(runs(page)).toContainText('20 次已跑完', { timeout: 120_000 });
  await expect(page.locator('.verdict p').first()).toContainText('逐人推演 20 次平均');
  const figure = page.locator('#figure-7');
  await figure.getByRole('button', { name: '数据表' }).click();
  const rows = page.getByRole('dialog').locator('tbody tr');
  await expect(rows).toHaveCount(11);
  const numbers = await rows.last().locator('td').allTextContents();
  const [expected, , mean, low, high] = numbers.map((text) => Number(text.replace(/[,%]/g, '')));
  expect(low).toBeLessThanOrEqual(mean);
  expect(mean).toBeLessThanOrEqual(high);
  // Chance apart, persons are the cells of the aggregate model: what is left are what only persons have.
  expect(Math.abs(mean / expected - 1)).toBeLessThan(0.05);
});

test('what persons have beyond cells can be left out', async ({ page }) => {
  await openPeople(page);
  const before = await said(page, 4);
  await page.getByText('个体特性 8/8').click();
  await page.getByRole('checkbox', { name: '用人单位' }).uncheck();
  await expect(page.getByText('个体特性 7/8')).toBeVisible();
  await shown(page);
  await expect.poll(() => said(page, 4)).not.toEqual(before);
  await page.getByRole('checkbox', { name: '用人单位' }).check();
  await expect.poll(() => said(page, 4)).toEqual(before);
});

test('a slider on Plan answers while agents run, and the people then belong to its plan', async ({ page }) => {
  await openPeople(page, './#place=jiangsu-2021&page=people');
  await page.getByRole('link', { name: '规划' }).click();
  await settled(page);
  const before = await scoreboard(page);
  // The next persons wait until it was seen that these are of the earlier plan.
  let seen;
  const waits = new Promise((done) => (seen = done));
  await page.route(/people_bg.*\.wasm/, (route) => waits.then(() => route.continue()));
  const began = Date.now();
  await nudge(page, zh.coverage, -20);
  console.log(`Jiangsu: 20 key presses and all figures in ${Date.now() - began} ms while agents run`);
  await expect.poll(() => scoreboard(page)).not.toEqual(before);
  await page.getByRole('link', { name: '人员' }).click();
  await expect(page.locator('.verdict')).toContainText('先前的方案');
  seen();
  await shown(page);
  await expect(page.locator('.verdict')).not.toContainText('先前的方案');
});

test('a lever on the page of persons marks them as of an earlier plan until the new ones are there', async ({ page }) => {
  await openPeople(page);
  const before = await said(page, 7);
  await slider(page, zh.coverage).focus();
  await page.keyboard.press('Home');
  await expect(page.locator('.verdict')).toContainText('先前的方案');
  await page.locator('body').click({ position: { x: 400, y: 60 } });
  await shown(page);
  await expect.poll(() => said(page, 7)).not.toEqual(before);
  await page.getByRole('button', { name: zh.undo }).click();
  await expect(page.locator('.verdict')).toContainText('先前的方案');
  await shown(page);
});

test('more agents than memory allows are refused with the numbers, and fewer run', async ({ page }) => {
  await page.goto('./?memory=300000#page=people');
  await expect(runs(page)).toContainText('没有开始', { timeout: 45_000 });
  await expect(runs(page)).toContainText('每个代表 1 人');
  await page.getByRole('button', { name: /每个代表 \d+ 人/ }).click();
  await shown(page);
  await expect(page.locator('.verdict')).toContainText(/每个个体代表 \d+ 人/);
});

test('a worker that dies is replaced and the run repeated; one that dies again is told of', async ({ page }) => {
  let workers = 0;
  let broken = 1;
  await page.route(/people_bg.*\.wasm/, (route) => {
    workers += 1;
    // Kept by the browser it would answer later requests too, or not, as it likes.
    const headers = { 'cache-control': 'no-store' };
    return workers <= broken ? route.fulfill({ status: 200, headers, contentType: 'application/wasm', body: 'broken' }) : route.continue();
  });
  await openPeople(page);
  await expect(page.getByRole('alert')).toContainText('重跑这一次');
  [workers, broken] = [0, 2];
  await page.goto('about:blank');
  await page.goto('./#page=people');
  await expect(page.getByRole('alert')).toContainText('再次停止', { timeout: 45_000 });
  await page.getByRole('button', { name: '重新推演' }).click();
  await shown(page);
  await expect(page.getByRole('alert')).toBeEmpty();
});

test('nothing of the page of persons is in the first load', async ({ page }) => {
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  await open(page);
  expect(asked.filter((url) => /\/people[^/]*$/.test(url))).toEqual([]);
});

for (const [locale, colorScheme] of [['zh-CN', 'light'], ['en-GB', 'dark']]) {
  test(`axe finds nothing on the page of persons: ${locale}, ${colorScheme}`, async ({ browser, baseURL }) => {
    const context = await browser.newContext({ baseURL, locale, colorScheme, serviceWorkers: 'block' });
    const page = await context.newPage();
    await openPeople(page);
    await page.locator('.features summary').click();
    const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(' | ')}`)).toEqual([]);
    await context.close();
  });
}

test('on a phone nothing of the page of persons scrolls sideways and everything can be hit', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ baseURL, locale: 'zh-CN', viewport: { width: 390, height: 844 }, hasTouch: true, serviceWorkers: 'block' });
  const page = await context.newPage();
  await openPeople(page);
  for (const lang of ['zh', 'en']) {
    if (lang === 'en') await page.getByRole('button', { name: 'Switch to English' }).click();
    await expect(page.locator('html')).toHaveAttribute('lang', new RegExp(`^${lang}`));
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    const small = await page.locator('main button:visible, main a:visible, main input:visible').evaluateAll((all) =>
      all.filter((el) => el.getBoundingClientRect().height > 1 && el.getBoundingClientRect().height < 24 && !el.closest('label')).map((el) => el.outerHTML.slice(0, 90)),
    );
    expect(small).toEqual([]);
  }
  await context.close();
});

for (const scenario of keys()) {
  test(`${scenario} has the persons of its golden`, async ({ page }) => {
    test.setTimeout(240_000);
    await page.route('**/pkg/*', (route) => route.fulfill({ path: join(root, new URL(route.request().url()).pathname) }));
    await page.goto('./');
    const golden = readFileSync(join(root, 'scenarios', scenario, 'golden/agents.txt'), 'utf8');
    const weight = Number(golden.match(/^weight (\d+)$/m)[1]);
    const here = await page.evaluate(async ([place, weight]) => {
      const people = await import(new URL('/pkg/people.js', location.href).href);
      await people.default({ module_or_path: new URL('/pkg/people_bg.wasm', location.href).href });
      return people.digest_agents(new Uint8Array(place), true, 1n, weight);
    }, [[...place(scenario)], weight]);
    expect(golden).toContain(`document seed-1 ${here}\n`);
  });
}
