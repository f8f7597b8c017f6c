// The annex of a plan: its indicators, and a total shared out among counties and years.
import AxeBuilder from '@axe-core/playwright';
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';

// They wait for a study.
test.slow();

/** Opens the page and waits for both tables. */
async function open(page, address = './#page=indicators') {
  await page.goto(address);
  await expect(page.getByRole('table').nth(1)).toBeVisible({ timeout: 45_000 });
}

const number = (text) => Number(text.replace(/[^0-9.-]/g, ''));
const table = (page) => page.locator('.quotas table').first();

/** The second table: base, what is added each year, and the quota, region by region, and the row of all. */
async function quotas(page) {
  const rows = await table(page).locator('tbody tr, tfoot .sum').evaluateAll((rows) =>
    rows.map((row) => [...row.cells].slice(1, 8).map((cell) => cell.querySelector('input')?.value ?? cell.textContent)),
  );
  const numbers = rows.map((row) => row.map(number));
  return { body: numbers.slice(0, -1), all: numbers.at(-1) };
}

/** Every row and column adds up to the total. */
async function adds(page, total) {
  const { body, all } = await quotas(page);
  for (let at = 0; at < all.length; at += 1) expect(body.reduce((sum, row) => sum + row[at], 0)).toBe(all[at]);
  for (const row of [...body, all]) expect(row.slice(0, 6).reduce((sum, it) => sum + it, 0)).toBe(row[6]);
  expect(all[6]).toBe(total);
  return body;
}

/** The same once it is what the last act makes of it: what was typed stands there before anything else follows. */
async function becomes(page, total, check = () => {}) {
  let body;
  await expect(async () => check((body = await adds(page, total)))).toPass({ timeout: 15_000 });
  return body;
}

const field = (page, name) => page.getByRole('textbox', { name });

async function type(page, name, text) {
  await field(page, name).fill(text);
  await field(page, name).press('Enter');
}

test('a rule shares out, an edit moves the others, a lock holds, and what cannot be says what could', async ({ page }) => {
  test.setTimeout(120_000);
  const errors = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await open(page);
  await expect(page.locator('.annex tbody tr')).toHaveCount(8);
  const before = await adds(page, 8000);
  await expect(page.locator('.verdict p')).toContainText('8,000');

  await page.getByRole('combobox', { name: '按什么分' }).selectOption('population');
  const byPeople = await becomes(page, 8000, (body) => expect(body).not.toEqual(before));

  await page.getByRole('button', { name: '锁定双柏县一行' }).click();
  await type(page, '楚雄市 2023 年新增', '40');
  const edited = await becomes(page, 8000, (body) => expect(body).not.toEqual(byPeople));
  expect(edited[0][3]).toBe(40);
  expect(edited[1]).toEqual(byPeople[1]);
  // The region and the year keep their sums.
  expect(edited[0][6]).toBe(byPeople[0][6]);

  await type(page, /^楚雄市 2023 年新增/, '9999');
  const alert = page.getByRole('alert').filter({ hasText: '楚雄市 2023 年新增' });
  await expect(alert).toContainText('最多只能到');
  await expect(field(page, /^楚雄市 2023 年新增/)).toHaveValue('9999');
  await expect(field(page, /^楚雄市 2023 年新增/)).toHaveAttribute('aria-invalid', 'true');
  const most = number((await alert.textContent()).match(/最多只能到\s*([\d,]+)/)[1]);
  await type(page, /^楚雄市 2023 年新增/, String(most));
  await becomes(page, 8000, (body) => expect(body[0][3]).toBe(most));

  await page.getByRole('button', { name: '撤销' }).click();
  await becomes(page, 8000, (body) => expect(body).toEqual(edited));

  await type(page, '2025 年末总量', '9,000');
  const more = await becomes(page, 9000);
  await expect(page.getByText('已存')).toBeVisible();
  await page.reload();
  await open(page);
  await becomes(page, 9000, (body) => expect(body).toEqual(more));
  await expect(page.getByRole('combobox', { name: '按什么分' })).toHaveValue('population');
  expect(errors).toEqual([]);
});

test('files of both tables say what the page says', async ({ page }) => {
  await open(page);
  await page.getByRole('combobox', { name: '持证在岗：属性' }).selectOption('binding');
  await type(page, '持证在岗：责任单位', '州委社会工作部');
  const save = async (name) => {
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()]);
    return readFileSync(await file.path(), 'utf8').replace('\ufeff', '').trim().split('\n').map((line) => line.split(','));
  };
  const rows = await save('表 2 存为 CSV');
  const { body } = await quotas(page);
  expect(rows.slice(1, -1).map((row) => row.slice(1, 8).map(Number))).toEqual(body);
  const indicators = await save('表 1 存为 CSV');
  const certified = indicators.find(([name]) => name === '持证在岗');
  expect(certified).toContain('约束性');
  expect(certified).toContain('州委社会工作部');
});

test('a place without targets shares out what one types', async ({ page }) => {
  await page.goto('./#place=chuxiong-2026&page=indicators');
  await expect(page.locator('.verdict p')).toContainText('填一个总量', { timeout: 30_000 });
  await type(page, '2030 年末总量', '9000');
  await expect(table(page)).toBeVisible({ timeout: 45_000 });
  await becomes(page, 9000);
});

for (const [locale, colorScheme, viewport] of [['zh-CN', 'light', { width: 1280, height: 720 }], ['en-GB', 'dark', { width: 390, height: 844 }]]) {
  test(`axe finds nothing: ${locale}, ${colorScheme}, ${viewport.width}`, async ({ browser, baseURL }) => {
    const context = await browser.newContext({ baseURL, locale, colorScheme, viewport });
    const page = await context.newPage();
    await open(page);
    const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(' | ')}`)).toEqual([]);
    const { wide, view } = await page.evaluate(() => ({ wide: document.documentElement.scrollWidth, view: innerWidth }));
    expect(wide).toBeLessThanOrEqual(view);
    await context.close();
  });
}
