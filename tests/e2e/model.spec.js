// The page of the model: what it is made of, and assumptions that a reader changes.
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { link, open, scoreboard, settled, words } from './page.js';

// They wait for workers.
test.slow();

/** Opens the page of the model and waits until it is told what the model is made of. */
async function openModel(page, part, address = './#page=model') {
  await page.goto(address);
  await expect(page.locator('main.model section.verdict[aria-busy="false"]')).toBeVisible({ timeout: 45_000 });
  if (part) await page.getByRole('button', { name: part, exact: true }).click();
}

const row = (page, name) => page.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) });

test('a planner doubts an assumption, sees what it changes, takes it back', async ({ page }) => {
  await open(page);
  const before = await scoreboard(page);
  await page.getByRole('link', { name: '模型', exact: true }).click();
  await page.getByRole('button', { name: '参数', exact: true }).click();
  await page.getByLabel('查找').fill('转换上限');
  const field = page.getByLabel('转换上限：取值');
  const own = await field.inputValue();

  // Out of range: refused with the range, and what was typed stays.
  await field.fill('7');
  await field.press('Enter');
  await expect(row(page, '转换上限').getByRole('alert')).toContainText('应在 0.02 至 0.3 之间');
  await expect(field).toHaveValue('7');
  await expect(page.getByText('没有改动假设')).toBeVisible();

  await field.fill('0.02');
  await field.press('Enter');
  const own_section = page.getByRole('region', { name: '改动的假设' });
  await expect(own_section.getByRole('heading', { name: '与本地假设不同：1 项' })).toBeVisible();
  await expect(own_section.getByRole('row').filter({ hasText: '转换上限' })).toContainText(own);
  // Fewer are counted among the trained: fewer professionals at the end.
  const effect = own_section.locator('.effects tbody tr').first();
  await expect(effect).toContainText('−');

  // Plan says so, and leads back.
  await page.getByRole('link', { name: '规划', exact: true }).click();
  await settled(page);
  await expect.poll(() => scoreboard(page)).not.toEqual(before);
  await page.getByRole('link', { name: '改动了 1 项假设' }).click();
  await expect(own_section).toBeVisible();

  // A link carries it; taking it back is one step, which can be undone.
  await own_section.getByRole('button', { name: '恢复：转换上限' }).click();
  await expect(own_section.getByText('没有改动假设')).toBeVisible();
  await page.getByRole('button', { name: words.zh.undo, exact: true }).click();
  await expect(own_section.getByRole('heading', { name: '与本地假设不同：1 项' })).toBeVisible();
  await own_section.getByRole('button', { name: '全部恢复' }).click();
  await page.getByRole('link', { name: '规划', exact: true }).click();
  await settled(page);
  await expect.poll(() => scoreboard(page)).toEqual(before);
});

test('a changed assumption survives a reload', async ({ page }) => {
  await openModel(page, '参数');
  await page.getByLabel('查找').fill('discount');
  const field = page.getByLabel('贴现率：取值');
  await field.fill('0.03');
  await field.press('Tab');
  await expect(page.getByRole('heading', { name: '与本地假设不同：1 项' })).toBeVisible();
  await expect(page.getByText('已存')).toBeVisible();
  await page.reload();
  await page.getByRole('button', { name: '参数', exact: true }).click();
  await expect(page.getByRole('heading', { name: '与本地假设不同：1 项' })).toBeVisible({ timeout: 45_000 });
});

test('what speaks for the model: checks are run, belong to their plan, and nothing is found by axe', async ({ page }) => {
  await open(page);
  await openModel(page, '证据');
  const run = page.getByRole('button', { name: '运行检查' });
  await run.click();
  await expect(page.getByRole('status').filter({ hasText: '条预期全部成立' })).toBeVisible({ timeout: 45_000 });
  const expectations = page.getByRole('region', { name: '预期', exact: true }).getByRole('row');
  await expect.poll(() => expectations.count()).toBeGreaterThan(20);
  await expect(page.getByText('shapan run chuxiong-2021 --policy document --digest')).toBeVisible();
  const digest = () => page.locator('.record code').first().textContent();
  const first = await digest();
  expect(first).toMatch(/^[0-9a-f]{32}$/);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(' | ')}`)).toEqual([]);

  // Who changes an assumption and reads on reads of the plan before, and is told so.
  await page.getByRole('button', { name: '参数', exact: true }).click();
  await page.getByLabel('查找').fill('转换上限');
  await page.getByLabel('转换上限：取值').fill('0.08');
  await page.getByLabel('转换上限：取值').press('Enter');
  await page.getByRole('button', { name: '证据', exact: true }).click();
  await expect(page.getByText('下面是先前方案的结果')).toBeVisible();
  await expect.poll(() => digest()).toBe(first);
  await run.click();
  await expect.poll(digest, { timeout: 45_000 }).not.toBe(first);
  await expect(page.getByText('--param conversion_ceiling=0.08 --digest')).toBeVisible();
  await expect(page.getByText('以上都在改动后的假设下计算')).toBeVisible();
});
