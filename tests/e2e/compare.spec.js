// The planner's question: which of these plans? Three are saved and stand side by side.
import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { drag, open, scoreboard, settled, stored, words } from './page.js';

const zh = words.zh;
const dialog = (page) => page.getByRole('dialog');
const bar = (page, name) => page.getByRole('banner').getByRole('button', { name, exact: true });

async function saveAs(page, name) {
  await bar(page, '方案库').click();
  await dialog(page).getByLabel('把当前方案另存为').fill(name);
  await page.keyboard.press('Enter');
  await expect(dialog(page)).toBeHidden();
}

async function compare(page) {
  await page.getByRole('link', { name: '比较', exact: true }).click();
  await expect(page.locator('.compare figure svg')).toBeVisible();
}

/** Shows values, differences or ratios. */
async function show(page, name) {
  await page.getByRole('button', { name }).click();
  await expect(page.getByRole('button', { name })).toHaveAttribute('aria-pressed', 'true');
}

const table = (page) => page.getByRole('region', { name: /目标、资金与主要结果/ }).getByRole('table');
const row = (page, name) => table(page).getByRole('row').filter({ has: page.getByRole('rowheader', { name }) });
const cells = async (page, name) => (await row(page, name).getByRole('cell').allTextContents()).map((text) => text.trim());

test('open Chuxiong, is it enough, change, save three, compare', async ({ page }) => {
  test.setTimeout(240_000);
  await open(page);
  await compare(page);
  await page.getByRole('button', { name: '保存当前方案，用来比较' }).click();
  await dialog(page).getByLabel('把当前方案另存为').fill('照文件');
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: '规划', exact: true }).click();
  await settled(page);
  const margins = {};
  for (const [name, coverage] of [['半数', 0.5], ['两成', 0.2]]) {
    await drag(page, zh.coverage, coverage);
    await settled(page);
    margins[name] = await scoreboard(page);
    await saveAs(page, name);
  }
  await compare(page);
  for (const name of ['照文件', '半数', '两成']) await expect(row(page, name)).toBeVisible();
  await expect.poll(async () => (await cells(page, '照文件'))[0]).not.toContain('–');
  // What stands here is what the scoreboard said of the plan alone.
  for (const [name, goals] of Object.entries(margins)) {
    const first = Object.values(goals)[0][0].replace(/[^\d.,]/g, '');
    expect((await cells(page, name))[0].replace(/[^\d.,]/g, '')).toBe(first);
  }
  // What differs between the plans is the lever that was moved.
  const differs = page.getByRole('region', { name: /差在哪里/ });
  await page.getByLabel('参照').selectOption('半数');
  await expect(differs.locator('details').filter({ hasText: '两成' })).toContainText(zh.coverage);
  await expect(differs.locator('details').filter({ hasText: '两成' })).toContainText('1 处不同');
  // Against itself a plan is nothing apart, and everything of itself.
  await show(page, '差额');
  for (const text of await cells(page, '半数')) expect(text.replace(/达成|未达成|亿元|万元|元|\s/g, '')).toMatch(/^[+−-]?0(\.0+)?[%‰]?$/);
  await show(page, '比值');
  for (const text of await cells(page, '半数')) expect(text).toMatch(/100\.0%|–/);
  await show(page, '数值');
  // Sorted by money, from the largest.
  const money = table(page).getByRole('columnheader', { name: /新增公共资金/ });
  await money.getByRole('button').click();
  await expect(money).toHaveAttribute('aria-sort', 'descending');
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '下载 CSV' }).click()]);
  const lines = readFileSync(await file.path(), 'utf8').trim().split('\r\n');
  expect(lines.length).toBe((await table(page).getByRole('row').count()));
  // A reload finds page, order and reference.
  await expect.poll(async () => (await stored(page)).length).toBe(3);
  await page.reload();
  await expect(page.locator('.compare figure svg')).toBeVisible();
  await expect(money).toHaveAttribute('aria-sort', 'descending');
  await expect(row(page, '半数')).toContainText('参照');
});

test('chances of several plans on the same draws; what is deleted is no longer compared', async ({ page }) => {
  test.setTimeout(360_000);
  await open(page);
  await saveAs(page, '甲');
  await drag(page, zh.coverage, 0.3);
  await settled(page);
  await saveAs(page, '乙');
  await compare(page);
  for (const name of ['文件方案', '基线']) await page.getByRole('checkbox', { name }).uncheck();
  await page.getByRole('button', { name: '算各方案的把握' }).click();
  await expect(page.getByRole('button', { name: '到此为止' })).toBeVisible();
  await page.getByRole('button', { name: '到此为止' }).click();
  await page.getByRole('button', { name: '算各方案的把握' }).click();
  await expect(page.locator('.sureness')).toContainText('同一组', { timeout: 240_000 });
  await expect(row(page, '乙')).toContainText('把握');
  await bar(page, '方案库').click();
  await dialog(page).getByRole('button', { name: '删除：乙' }).click();
  await page.keyboard.press('Escape');
  await expect(table(page).getByRole('rowheader', { name: '甲' })).toBeVisible();
  await page.getByRole('button', { name: '撤销删除' }).click();
  await expect(row(page, '乙')).toContainText('把握');
});

for (const [locale, word] of [['zh-CN', { plans: '方案库', name: '把当前方案另存为', page: '比较' }], ['en-GB', { plans: 'Plans', name: 'Save the present plan as', page: 'Compare' }]]) {
  for (const [colorScheme, viewport] of [['light', { width: 1280, height: 720 }], ['dark', { width: 390, height: 844 }]]) {
    test(`axe finds nothing where plans are compared: ${locale}, ${colorScheme}, ${viewport.width}`, async ({ browser, baseURL }) => {
      test.slow();
      const context = await browser.newContext({ baseURL, locale, colorScheme, viewport });
      const page = await context.newPage();
      await open(page);
      const check = async () => {
        const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze();
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(' | ')}`)).toEqual([]);
      };
      await bar(page, word.plans).click();
      await dialog(page).getByLabel(word.name).fill('A');
      await page.keyboard.press('Enter');
      await page.getByRole('link', { name: word.page, exact: true }).click();
      await expect(page.locator('.compare figure svg')).toBeVisible();
      await check();
      await bar(page, word.plans).click();
      await dialog(page).locator('summary').click();
      await check();
      await page.keyboard.press('Escape');
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(wide).toBeLessThanOrEqual(0);
      await context.close();
    });
  }
}
