// The pages of studies: how sure a plan is, and the model against counted years, with what goes wrong.
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { nudge, open, scoreboard, settled, slider, words } from './page.js';

const zh = words.zh;

// The one for offline use may answer before the test can.
test.use({ serviceWorkers: 'block' });
// They wait for studies.
test.slow();

const head = (page) => page.locator('.verdict p').first();
const progress = (page) => page.locator('.runs');
const said = (page, figure) => page.locator(`#figure-${figure} [role="img"]`).getAttribute('aria-label');

/** Waits until something is known of the plan that the sliders show. */
async function known(page) {
  await expect(page.locator('#figure-8')).toHaveAttribute('aria-busy', 'false', { timeout: 60_000 });
  await expect(page.locator('#figure-8 svg')).toBeVisible();
}

/** Target → share that reaches it, as the page of chances lists them. */
async function shares(page) {
  const rows = page.locator('.sure [data-target]');
  return rows.evaluateAll((rows) => rows.map((row) => [row.dataset.target, row.querySelector('.chance b').textContent]));
}

test('from Plan to Chances: the fan streams in, every figure has its fan, and Plan tells each chance', async ({ page }) => {
  test.setTimeout(360_000);
  const errors = [];
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  page.on('pageerror', (error) => errors.push(error.message));
  await open(page);
  const goals = await scoreboard(page);
  await expect(page.getByRole('columnheader', { name: '把握' })).toHaveCount(0);
  await page.getByRole('link', { name: '把握' }).click();
  await expect(page).toHaveURL(/#page=uncertainty$/);
  await expect(page).toHaveTitle(/^把握/);
  await known(page);
  // Something is said before all of it is done.
  await expect(progress(page)).toContainText('到此为止');
  await expect(head(page)).toContainText('占假设范围的');
  await expect(progress(page)).toContainText('已全部完成', { timeout: 180_000 });
  const all = await shares(page);
  expect(all.length).toBe(Object.keys(goals).length);
  for (const [, share] of all) expect(share).toMatch(/^(<1|>99|\d{1,2})%$/);

  const plan = await said(page, 8);
  await page.getByRole('button', { name: '差额', exact: true }).click();
  await expect.poll(() => said(page, 8)).toContain('比基线改变');
  await page.getByRole('button', { name: '基线', exact: true }).click();
  await expect.poll(() => said(page, 8)).toContain('不行动');
  await page.getByRole('button', { name: '方案', exact: true }).click();
  await expect.poll(() => said(page, 8)).toBe(plan);
  await page.getByRole('combobox', { name: '图 8 显示的指标' }).selectOption('累计公共资金');
  await expect(head(page)).toContainText('亿元');
  await page.locator('#figure-8').getByRole('button', { name: zh.table }).click();
  await expect(page.getByRole('dialog').locator('tbody tr')).toHaveCount(11);
  await page.keyboard.press('Escape');

  await page.getByRole('link', { name: '规划' }).click();
  await settled(page);
  await expect(page.getByRole('columnheader', { name: '把握' })).toBeVisible();
  const told = await page.locator('.goals [data-target]').evaluateAll((rows) => rows.map((row) => [row.dataset.target, row.querySelector('.sureness').firstChild.textContent]));
  expect(told).toEqual(all);
  await expect.poll(() => scoreboard(page)).toEqual(goals);
  expect(errors).toEqual([]);
});

test('the difference a plan makes is surer than what it reaches: both share their draws', async ({ page }) => {
  test.setTimeout(360_000);
  await page.goto('./#page=uncertainty');
  await known(page);
  const width = async (choice) => {
    await page.getByRole('button', { name: choice, exact: true }).click();
    await page.locator('#figure-8').getByRole('button', { name: zh.table }).click();
    const text = await page.getByRole('dialog').locator('tbody tr').last().locator('td').nth(3).textContent();
    await page.keyboard.press('Escape');
    const [low, high] = text.split(' – ').map((number) => Number(number.replace('−', '-').replace(/[+,]/g, '')));
    return high - low;
  };
  expect(await width('差额')).toBeLessThan(0.8 * (await width('方案')));
});

test('a slider ends the runs at once, its own answer does not wait, and chances are marked until they follow', async ({ page }) => {
  test.setTimeout(480_000);
  await page.goto('./#page=uncertainty');
  await known(page);
  await expect(progress(page)).toContainText('已全部完成', { timeout: 180_000 });
  const before = await said(page, 8);
  await page.getByRole('button', { name: '另抽一组' }).click();
  await page.getByRole('link', { name: '规划' }).click();
  await settled(page);
  const goals = await scoreboard(page);
  const began = Date.now();
  await nudge(page, zh.coverage, -20);
  console.log(`20 key presses and all figures in ${Date.now() - began} ms while an ensemble ran`);
  await expect.poll(() => scoreboard(page)).not.toEqual(goals);
  await expect(page.locator('.goals .sureness.stale').first()).toBeVisible();
  await expect(page.locator('.goals .sureness.stale')).toHaveCount(0, { timeout: 180_000 });
  await page.getByRole('button', { name: zh.reset, exact: true }).click();
  await page.getByRole('link', { name: '把握' }).click();
  await known(page);
  await expect.poll(() => said(page, 8)).not.toBe(before);
  await expect(progress(page)).toContainText('随机种子 2');
});

test('what is known of a plan is shown at once when one comes back to it', async ({ page }) => {
  test.setTimeout(360_000);
  await page.goto('./#page=uncertainty');
  await known(page);
  await expect(progress(page)).toContainText('已全部完成', { timeout: 180_000 });
  const before = await said(page, 8);
  await slider(page, zh.coverage).focus();
  await page.keyboard.press('Home');
  await expect(head(page)).toContainText('先前的方案');
  await page.getByRole('button', { name: zh.undo }).click();
  await expect(head(page)).not.toContainText('先前的方案');
  await expect.poll(() => said(page, 8)).toBe(before);
  await expect(progress(page)).toContainText('已全部完成');
});

test('runs can be stopped and asked for again, and other draws say nearly the same', async ({ page }) => {
  test.setTimeout(360_000);
  await page.goto('./#page=uncertainty');
  await known(page);
  await page.getByRole('button', { name: '到此为止' }).click();
  await expect(progress(page)).toContainText('已停止，已有结果可用');
  await page.waitForTimeout(600);
  await expect(progress(page)).toContainText('已停止');
  await page.getByRole('button', { name: '重新计算' }).click();
  await expect(progress(page)).toContainText('已全部完成', { timeout: 180_000 });
  const first = Object.fromEntries(await shares(page));
  await page.getByRole('button', { name: '另抽一组' }).click();
  await expect(progress(page)).toContainText('随机种子 2');
  await expect(progress(page)).toContainText('已全部完成', { timeout: 180_000 });
  const number = (share) => Number(share.replace(/[<>%]/g, ''));
  for (const [key, share] of await shares(page)) expect(Math.abs(number(share) - number(first[key]))).toBeLessThanOrEqual(14);
});

test('when everything that varies is switched off the page says so, and one switch mends it', async ({ page }) => {
  await page.goto('./#page=uncertainty');
  await known(page);
  for (const name of ['假设（参数与起点）', '模型结构', '年度波动']) await page.getByRole('checkbox', { name }).uncheck();
  await expect(progress(page)).toContainText('没有什么会变', { timeout: 60_000 });
  await page.getByRole('checkbox', { name: '年度波动' }).check();
  await known(page);
  await expect(progress(page)).not.toContainText('没有什么会变');
});

test('a target of one’s own has its chance', async ({ page }) => {
  test.setTimeout(360_000);
  await page.goto('./#place=chuxiong-2026');
  await settled(page);
  const own = page.locator('.own input').first();
  await page.getByRole('link', { name: '把握' }).click();
  await known(page);
  await expect(page.locator('.sure .note')).toContainText('没有目标');
  await page.getByRole('link', { name: '规划' }).click();
  await settled(page);
  await own.fill('1');
  await own.press('Enter');
  await expect(page.locator('.goals .sureness').first()).toContainText('>99%', { timeout: 180_000 });
});

test.describe('with every request to the network', () => {
  // What a service worker asks for cannot be broken here, and it takes over at a moment of its own.
  test.use({ serviceWorkers: 'block' });

  test('a worker that dies is replaced and its rows are computed again; what kills two is told of', async ({ page }) => {
    let asked = 0;
    let broken = 2;
    await page.route(/study.*\.wasm/, (route) => {
      asked += 1;
      // Kept by the browser it would answer later requests too, or not, as it likes.
      const headers = { 'cache-control': 'no-store' };
      return asked <= broken ? route.fulfill({ status: 200, headers, contentType: 'application/wasm', body: 'broken' }) : route.continue();
    });
    // The first request is the one for all workers, the second the worker's own.
    await page.goto('./?workers=1#page=uncertainty');
    await expect(page.getByRole('alert')).toContainText('已换新', { timeout: 45_000 });
    await known(page);
    [asked, broken] = [0, 99];
    await page.goto('about:blank');
    await page.goto('./?workers=1#page=uncertainty');
    await expect(page.getByRole('alert')).toContainText('再次停止', { timeout: 45_000 });
    broken = 0;
    await page.getByRole('button', { name: '重新计算' }).click();
    await known(page);
    await expect(page.getByRole('alert')).toBeEmpty();
  });
});

test('the nation is tested on years it was not fitted to, beside naive forecasts, with bands', async ({ page }) => {
  test.setTimeout(600_000);
  const errors = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto('./#place=national-2010&page=backtest');
  await expect(page.locator('#figure-16 svg')).toBeVisible({ timeout: 180_000 });
  await expect(head(page)).toContainText('累计持证人数');
  await expect(head(page)).toContainText('简单法');
  // The counts are facts of the scenario, whatever the model says.
  await expect.poll(() => said(page, 16)).toContain('2020 年统计为 66.9 万');
  await expect(page.locator('.rated tbody tr')).toHaveCount(15);
  const misses = await page.locator('.rated tbody tr').evaluateAll((rows) => rows.map((row) => parseFloat(row.querySelector('.root').textContent.replace(/[, ]/g, '')) * (row.querySelector('.root').textContent.includes('万') ? 1e4 : 1)));
  expect(misses).toEqual([...misses].sort((a, b) => a - b));
  await expect(page.locator('.fitted tbody')).toHaveCount(5);
  await expect(page.locator('.hindsight li')).toHaveCount(5);
  await page.getByRole('button', { name: '实际', exact: true }).click();
  await expect.poll(() => said(page, 16)).toContain('报名实际');
  await page.getByRole('button', { name: '专业人才（年末）', exact: true }).click();
  await expect.poll(() => said(page, 16)).toContain('专业人才');
  await page.getByRole('button', { name: '累计持证人数（年末）', exact: true }).click();
  await page.locator('#figure-16').getByRole('button', { name: zh.table }).click();
  await expect(page.getByRole('dialog').locator('thead th')).toHaveCount(12);
  await page.keyboard.press('Escape');
  // Bands come last, and say how many of the later counts they hold.
  await expect(page.locator('.covers')).toContainText(/检验年份的 4 个统计数中/, { timeout: 300_000 });
  expect(errors).toEqual([]);
});

test('a place without counts says why it cannot be tested', async ({ page }) => {
  await page.goto('./#page=backtest');
  await expect(head(page)).toContainText('没有可供检验', { timeout: 45_000 });
  await expect(progress(page)).toContainText('history.csv');
  await page.goto('./#place=jiangsu-2021&page=backtest');
  await expect(progress(page)).toContainText('至少要有 5 个', { timeout: 30_000 });
});

test('why a plan does what it does: bars that add up, a lever followed, an assumption changed', async ({ page }) => {
  test.setTimeout(480_000);
  await page.goto('./#page=why');
  await expect(page.locator('#figure-11')).toHaveAttribute('aria-busy', 'false', { timeout: 150_000 });
  await expect(head(page)).toContainText('比基线改变');
  const number = (text) => Number(text.replace('−', '-').replace(/[+,]/g, ''));
  const rows = await page.locator('.falls tbody tr').evaluateAll((rows) => rows.map((row) => [...row.cells].map((cell) => cell.textContent.trim())));
  const [first, last] = [rows[0], rows.at(-1)];
  const levers = rows.slice(1, -2);
  const change = number(last[2]) - number(first[2]);
  // Each number is rounded to a person.
  expect(Math.abs(levers.reduce((sum, row) => sum + number(row[3]), 0) - change)).toBeLessThanOrEqual(levers.length);
  expect(Math.abs(levers.reduce((sum, row) => sum + number(row[2]), 0) + number(rows.at(-2)[2]) - change)).toBeLessThanOrEqual(levers.length + 1);
  await page.getByRole('button', { name: zh.coverage, exact: true }).click();
  await expect(page.locator('#figure-13')).toContainText('社工站覆盖怎样传到目标');
  await expect(page.locator('.chain').first().locator('.station').first()).toContainText(zh.coverage);

  await expect(page.locator('.four tbody tr')).toHaveCount(2, { timeout: 60_000 });
  const low = await page.locator('.four tbody').textContent();
  await page.getByRole('button', { name: /^高 / }).click();
  await expect.poll(() => page.locator('.four tbody').textContent(), { timeout: 60_000 }).not.toBe(low);
  await page.locator('#figure-12').getByRole('button', { name: zh.table }).click();
  await expect(page.getByRole('dialog').locator('thead th')).toHaveCount(5);
  await page.keyboard.press('Escape');
  // A plan that moves nothing has nothing to divide, and says so.
  await page.goto('./#place=chuxiong-2026&page=why');
  await expect(progress(page)).toContainText('没有动过任何措施');
});

test('a search finds plans that keep their promise, and one of them becomes the plan in one step', async ({ page }) => {
  test.setTimeout(720_000);
  await open(page, './#place=chuxiong-2026');
  await page.getByRole('link', { name: '求解' }).click();
  await expect(progress(page)).toContainText('选好目标与措施后开始');
  // Once it is kept nothing draws the page again while one types.
  await expect(page.getByText('已存', { exact: true })).toBeVisible();
  await page.getByRole('textbox', { name: /^专业人才/ }).fill('不少');
  await page.getByRole('textbox', { name: /^专业人才/ }).press('Enter');
  await expect(page.locator('.goals-wished')).toContainText('没有采用');
  await page.getByRole('textbox', { name: /^专业人才/ }).fill('4,000');
  await page.getByRole('textbox', { name: /^专业人才/ }).press('Enter');
  await page.getByRole('combobox', { name: '把握不低于' }).selectOption('50%');
  await page.getByRole('button', { name: '求解', exact: true }).click();
  await expect(progress(page)).toContainText('已全部完成', { timeout: 640_000 });
  await expect(page.locator('.answer').first()).toBeVisible();
  const take = page.getByRole('button', { name: '用作方案' }).first();
  if (await take.count()) {
    await take.click();
    await expect(page.locator('.bar h1')).toContainText('调整方案');
    await page.getByRole('button', { name: zh.undo }).click();
    await expect(page.locator('.bar h1')).not.toContainText('调整方案');
  }
});

test('what can be sought is said before anything is sought', async ({ page }) => {
  await open(page, './#place=chuxiong-2026');
  await page.getByRole('link', { name: '求解' }).click();
  await expect(page.getByRole('button', { name: '求解', exact: true })).toBeDisabled();
  await page.getByRole('checkbox', { name: /^专业人才/ }).check();
  await expect(page.getByRole('button', { name: '求解', exact: true })).toBeEnabled();
  const before = await page.locator('.levers-wished tbody tr').count();
  await page.getByRole('checkbox', { name: '省级' }).check();
  await expect.poll(() => page.locator('.levers-wished tbody tr').count()).toBeGreaterThan(before);
});

test('nothing of the pages of studies is in the first load', async ({ page }) => {
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  await open(page);
  expect(asked.filter((url) => /\/study[^/]*$/.test(url))).toEqual([]);
});

// What each page shows when its runs are there.
const pages = [
  ['chances', './#page=uncertainty', '#figure-8 svg'],
  ['why', './#page=why', '#figure-12 svg'],
  ['seek', './#page=seek', '.levers-wished'],
  ['check', './#place=national-2010&page=backtest', '#figure-16 svg'],
];

for (const [name, address, there] of pages) {
  for (const [locale, colorScheme] of [['zh-CN', 'light'], ['en-GB', 'dark']]) {
    test(`axe finds nothing: ${name}, ${locale}, ${colorScheme}`, async ({ browser, baseURL }) => {
      test.setTimeout(360_000);
      const context = await browser.newContext({ baseURL, locale, colorScheme, serviceWorkers: 'block' });
      const page = await context.newPage();
      await page.goto(address);
      await expect(page.locator(there).first()).toBeVisible({ timeout: 150_000 });
      const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(' | ')}`)).toEqual([]);
      await context.close();
    });
  }

  test(`on a phone nothing scrolls sideways and everything can be hit: ${name}`, async ({ browser, baseURL }) => {
    test.setTimeout(360_000);
    const context = await browser.newContext({ baseURL, locale: 'zh-CN', viewport: { width: 390, height: 844 }, hasTouch: true, serviceWorkers: 'block' });
    const page = await context.newPage();
    await page.goto(address);
    await expect(page.locator(there).first()).toBeVisible({ timeout: 150_000 });
    for (const other of ['Switch to English', '切换到中文']) {
      await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
      const small = await page.locator('main button:visible, main a:visible, main input:visible').evaluateAll((all) =>
        all.filter((el) => el.getBoundingClientRect().height > 1 && el.getBoundingClientRect().height < 24 && !el.closest('label')).map((el) => el.outerHTML.slice(0, 90)),
      );
      expect(small).toEqual([]);
      await page.getByRole('button', { name: other }).click();
      await expect(page.getByRole('button', { name: other })).toHaveCount(0);
    }
    await context.close();
  });
}
