// A planner who comes back a year later: what was counted is typed, drawn over the old projection, and the difference is split.
import AxeBuilder from '@axe-core/playwright';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { charts, chartTable, open, settled, stored, words } from './page.js';

test.use({ serviceWorkers: 'block' });
// They wait for workers.
test.slow();

const zh = words.zh;
const root = new URL('../..', import.meta.url).pathname;
const counts = (page) => page.getByRole('region', { name: '后来的实际数' }).first();
const misses = (page) => page.getByRole('region', { name: '误差从何而来' }).first();
const cell = (page, row, name) => counts(page).getByLabel(`实际数第 ${row} 行 ${name}`, { exact: true });
const troubles = (page) => counts(page).locator('.troubles').getByRole('listitem');

async function type(page, row, name, text) {
  await cell(page, row, name).fill(text);
  await cell(page, row, name).press('Tab');
}

/** The rows of the comparison, cell by cell. */
const table = (page) =>
  misses(page).locator('tbody tr').evaluateAll((rows) => rows.map((row) => [...row.cells].map((it) => it.textContent).filter((it) => it !== '')));

const number = (text) => Number(text.replace('−', '-').replace(/[,+%]/g, ''));

test('counts of a year later are typed, mended, drawn on Plan, and split as the command line splits them', async ({ page }) => {
  await open(page);
  await page.getByRole('link', { name: '数据', exact: true }).click();
  await expect(misses(page)).toContainText('上面有一行可读的实际数之后');
  await type(page, 1, '年份', '2024');
  await cell(page, 1, '统计项').selectOption({ label: '专业人才（年末）' });
  await type(page, 1, '数值', '0.49万');
  await expect(troubles(page)).toHaveCount(1);
  await expect(troubles(page)).toContainText('应为 4900');
  await counts(page).getByRole('button', { name: '按建议改正 1 处' }).click();
  await expect(cell(page, 1, '数值')).toHaveValue('4900');
  await expect(troubles(page)).toHaveCount(0);
  await expect(counts(page)).toContainText('未注明出处');
  await type(page, 1, '出处', '州统计公报');
  await expect(counts(page)).not.toContainText('未注明出处');

  // Nothing is known better yet: all of it is chance.
  await expect(misses(page)).toContainText('还没有指明');
  await expect.poll(async () => (await table(page)).length).toBe(1);
  const [, , , difference, assumption, decision, chance] = (await table(page))[0];
  expect([assumption, decision]).toEqual(['0', '0']);
  expect(chance).toBe(difference);

  await misses(page).getByLabel('当时的推演').selectOption({ label: '文件方案' });
  await misses(page).getByLabel('实际落实的措施').selectOption({ label: '都没有落实（基线）' });
  await expect.poll(async () => number((await table(page))[0][5])).toBeLessThan(0);
  const shown = (await table(page))[0].slice(1).map(number);
  expect(shown[3] + shown[4] + shown[5]).toBe(shown[2]);
  const says = misses(page).getByRole('listitem');
  await expect(says).toContainText('因措施未照原方案落实少');

  const folder = mkdtempSync(join(tmpdir(), 'actuals-'));
  const file = join(folder, 'later.csv');
  writeFileSync(file, 'year,variable,value\n2024,professionals,4900\n');
  const told = JSON.parse(execFileSync(process.env.SHAPAN_BIN, ['actuals', 'chuxiong-2021', '--counts', file, '--done', 'baseline', '--json'], { cwd: root }));
  expect(shown[0]).toBe(Math.round(told[0].projected));
  expect(shown[4]).toBe(Math.round(told[0].decision));

  await page.getByRole('link', { name: '规划', exact: true }).click();
  await settled(page);
  expect((await charts(page))[0]).toContain('后来的实际数：2024 年末 4,900 人');
  await expect(page.locator('.charts .note')).toContainText('■ 后来的实际数');
  const row = (await chartTable(page, 0, zh)).find(([year]) => year === '2024');
  expect(row.at(-1)).toBe('4,900');
  await expect(page.locator('#figure-1 svg').getByText('实际 4,900')).toBeVisible();

  await page.reload();
  await settled(page);
  await expect.poll(async () => (await charts(page))[0]).toContain('后来的实际数');

  // The report says it too, and draws it.
  await page.getByRole('button', { name: '导出', exact: true }).click();
  await page.getByRole('button', { name: '打印报告' }).click();
  const paper = page.getByRole('article');
  await expect(paper.getByRole('table', { name: /后来的实际数与测算/ })).toContainText('4,900');
  await expect(paper.getByRole('table', { name: /后来的实际数与测算/ })).toContainText('州统计公报');
  await expect(paper.locator('.drawing svg').first().getByText('实际')).toBeAttached();
});

test('a block from a spreadsheet: wrong cells are named and kept, and one step takes all of it back', async ({ page, context }) => {
  await page.goto('./#page=data');
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate(() => navigator.clipboard.writeText('年份\t统计项\t数值\t出处\n2023\t累计持证人数（年末）\t１,５００\t公报\n2024年\tprofesionals\t4900\n2024\tstation_coverage\t80\n'));
  await cell(page, 1, '年份').focus();
  await page.keyboard.press('ControlOrMeta+V');
  await expect(cell(page, 1, '数值')).toHaveValue('1500');
  await expect(cell(page, 2, '统计项')).toHaveValue('profesionals');
  await expect(troubles(page)).toHaveCount(3);
  await expect(troubles(page).filter({ hasText: '第 3 行，数值' })).toContainText('应在 0 与 1 之间');
  await counts(page).getByRole('button', { name: '按建议改正 3 处' }).click();
  await expect(troubles(page)).toHaveCount(0);
  await expect.poll(async () => (await table(page)).length).toBe(3);
  await expect.poll(async () => (await stored(page)).some(({ kind, value }) => kind === 'counts' && value.includes('"0.8"'))).toBe(true);
  await page.reload();
  await expect(cell(page, 3, '数值')).toHaveValue('0.8');
  await counts(page).getByRole('button', { name: '删去实际数第 2 行' }).click();
  await expect(cell(page, 2, '数值')).toHaveValue('0.8');
  await counts(page).getByRole('button', { name: '撤销实际数' }).click();
  await expect(cell(page, 3, '数值')).toHaveValue('0.8');
});

for (const [locale, colorScheme, width] of [['zh-CN', 'light', 1280], ['en-GB', 'dark', 390]]) {
  test(`axe finds nothing about later counts: ${locale}, ${colorScheme}, ${width}`, async ({ browser, baseURL }) => {
    const context = await browser.newContext({ baseURL, locale, colorScheme, viewport: { width, height: 844 } });
    const page = await context.newPage();
    await page.goto('./#page=data');
    const field = page.locator('.counted td.value input').first();
    await page.locator('.counted td.year input').first().fill('2024');
    await page.locator('.counted td.variable select').first().selectOption('professionals');
    await field.fill('4900');
    await field.press('Tab');
    await expect(page.locator('.misses tbody tr')).toHaveCount(1);
    const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(' | ')}`)).toEqual([]);
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    await context.close();
  });
}
