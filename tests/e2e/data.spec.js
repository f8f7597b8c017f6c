// A county of one's own: made from names and figures, brought from a workbook with mistakes, pasted, deleted and brought back.
import AxeBuilder from '@axe-core/playwright';
import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { settled, stored } from './page.js';

// The one for offline use may answer before the test can.
test.use({ serviceWorkers: 'block' });
// They wait for what reads texts and what opens files.
test.slow();

const chooser = (page) => page.getByRole('combobox', { name: '选择地方' });
const field = (page, name) => page.getByRole('textbox', { name, exact: true });
const press = (page, name) => page.getByRole('button', { name, exact: true }).click();
const troubles = (page) => page.getByRole('region', { name: '需要核对的地方' }).getByRole('listitem');

async function open(page, address = './#page=data') {
  await page.goto(address);
  await expect(page.getByRole('region', { name: '数据表' })).toBeVisible();
}

async function type(page, name, text) {
  await field(page, name).fill(text);
  await field(page, name).press('Tab');
}

/** A new place with regions of its own, from the form. */
async function make(page, name, regions) {
  await type(page, '新地方中文名称', name);
  await page.getByRole('radio', { name: '填写自己的区域' }).check();
  await type(page, '区域名称，每行一个，其后可写常住人口', regions);
  await press(page, '新建');
  await expect(page.locator('.verdict')).toContainText(name);
  await expect(chooser(page)).toHaveValue(/^own-/);
}

test('a county from its names and ten figures runs, survives a reload, and comes back after it was deleted', async ({ page }) => {
  await open(page);
  await make(page, '清河县', '城关镇 60000\n东乡 25000\n西乡 15000');
  await type(page, '常住人口 数值', '100000');
  await type(page, '在岗社会工作专业人才 数值', '180');
  await type(page, '其中持证在岗 数值', '60');
  await expect(page.locator('.verdict')).toContainText('已填 3 项');
  const own = await chooser(page).inputValue();

  await page.getByRole('link', { name: '规划', exact: true }).click();
  await settled(page);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('清河县');
  await expect(page.getByRole('option', { name: /^城关镇：/ })).toBeVisible();
  // Somebody counted its professionals: no demonstration.
  await expect(page.locator('.verdict')).not.toContainText('仅作演示');

  await expect.poll(async () => (await stored(page)).some(({ value }) => value.includes('"60"'))).toBe(true);
  await page.reload();
  await settled(page);
  await expect(chooser(page)).toHaveValue(own);
  await page.getByRole('link', { name: '数据', exact: true }).click();
  await expect(field(page, '在岗社会工作专业人才 数值')).toHaveValue('180');

  await press(page, '删除本地方');
  await expect(chooser(page)).not.toHaveValue(own);
  await press(page, '恢复');
  await expect(chooser(page)).toHaveValue(own);
  await expect(field(page, '其中持证在岗 数值')).toHaveValue('60');
});

test('a workbook with three mistakes: all are named, nothing is lost, and mended it runs', async ({ page }) => {
  await open(page);
  await press(page, '复制一份来改');
  await expect(chooser(page)).toHaveValue(/^own-/);
  await type(page, '常住人口 数值', '232.7万');
  await press(page, '区域');
  await type(page, '第 2 行 常住人口 2020', '很多');
  await type(page, '第 3 行 名称', '双柏县');
  await expect(troubles(page)).toHaveCount(3);
  // The last good state goes on.
  await expect(page.locator('.verdict')).toContainText('推演暂用上一次无误的数据');
  const waiting = page.waitForEvent('download');
  await press(page, '下载填报表 XLSX');
  const download = await waiting;
  expect(download.suggestedFilename()).toMatch(/\.xlsx$/);
  const workbook = { name: '我县.xlsx', mimeType: 'application/octet-stream', buffer: await readFile(await download.path()) };

  await chooser(page).selectOption('chuxiong-2021');
  await page.getByLabel('打开表格或地方文件…').setInputFiles(workbook);
  await expect(page.getByRole('status', { name: '预览' })).toContainText('我县.xlsx');
  await expect(troubles(page)).toHaveCount(3);
  await expect(troubles(page).filter({ hasText: '常住人口，数值' })).toContainText('应为 2327000');
  // Rows are those of the file: its header is the first.
  await expect(troubles(page).filter({ hasText: '第 3 行，常住人口 2020' })).toContainText('“很多”不是数字');
  await expect(troubles(page).filter({ hasText: '第 4 行，名称' })).toContainText('“双柏县”与第 3 行重复');
  await press(page, '按建议改正 1 处');
  await expect(troubles(page)).toHaveCount(2);
  await press(page, '采用为新地方');
  await expect(chooser(page)).toHaveValue(/^own-/);
  await page.getByRole('button', { name: /^区域( |$)/ }).click();
  await expect(field(page, '第 2 行 常住人口 2020')).toHaveValue('很多');
  // That of the copy, and that of the workbook.
  await expect.poll(async () => (await stored(page)).filter(({ value }) => value.includes('很多')).length).toBe(2);
  await page.reload();
  await page.getByRole('button', { name: /^区域( |$)/ }).click();
  await expect(field(page, '第 2 行 常住人口 2020')).toHaveValue('很多');
  await type(page, '第 2 行 常住人口 2020', '133884');
  await type(page, '第 3 行 名称', '牟定县');
  await expect(page.locator('.verdict')).not.toContainText('暂用');
  await press(page, '撤销填写');
  await expect(page.locator('.verdict')).toContainText('暂用');
});

test('a file that is none changes nothing and says so; a pasted block is shown before it is taken', async ({ page, context }) => {
  await open(page);
  await make(page, '平安县', '甲镇 10000\n乙镇 20000');
  await page.getByLabel('打开表格或地方文件…').setInputFiles({ name: '坏.xlsx', mimeType: 'application/octet-stream', buffer: Buffer.from('no workbook') });
  await expect(page.getByRole('alert').filter({ hasText: '坏.xlsx 无法读取' })).toBeVisible();
  await press(page, '区域');
  await expect(field(page, '第 2 行 名称')).toHaveValue('乙镇');
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate(() => navigator.clipboard.writeText('丙镇\t\t9000\t11000\n丁镇\t\t8000\t１２０００'));
  await field(page, '第 2 行 名称').focus();
  await page.keyboard.press('ControlOrMeta+V');
  await expect(page.getByRole('status', { name: '预览' })).toContainText('粘贴内容');
  await press(page, '放弃');
  await expect(field(page, '第 2 行 名称')).toHaveValue('乙镇');
  await field(page, '第 2 行 名称').focus();
  await page.keyboard.press('ControlOrMeta+V');
  await press(page, '按建议改正 1 处');
  await press(page, '采用');
  await expect(field(page, '第 3 行 常住人口 2020')).toHaveValue('12000');
  await press(page, '撤销填写');
  await expect(field(page, '第 2 行 名称')).toHaveValue('乙镇');
});

for (const [locale, colorScheme] of [['zh-CN', 'light'], ['en-GB', 'dark']]) {
  test(`axe finds nothing on the page of data: ${locale}, ${colorScheme}`, async ({ browser, baseURL }) => {
    const context = await browser.newContext({ baseURL, locale, colorScheme });
    const page = await context.newPage();
    await page.goto('./#page=data');
    await expect(page.locator('.sheets')).toBeVisible();
    const check = async () => {
      const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(' | ')}`)).toEqual([]);
    };
    await check();
    await page.locator('.whole button').first().click();
    await expect(page.locator('.figures-given input').first()).toBeVisible();
    await page.locator('.figures-given input').first().fill('3万');
    await page.locator('.figures-given input').first().press('Tab');
    await expect(page.locator('section.troubles')).toBeVisible();
    await check();
    await context.close();
  });
}
