// Handing a plan in: files that say what the page says, and a report that prints.
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { inflateRawSync } from 'node:zlib';
import { nudge, open, scoreboard, words } from './page.js';

// What writes files comes when it is first asked.
test.slow();

const names = { zh: { export: '导出', print: '打印报告' }, en: { export: 'Export', print: 'Report to print' } };

/** Chooses an entry of the export menu and gives the file it brings. */
async function download(page, entry, lang = 'zh') {
  const coming = page.waitForEvent('download', { timeout: 45_000 });
  await page.getByRole('button', { name: names[lang].export, exact: true }).click();
  await page.getByRole('button', { name: entry }).click();
  const file = await coming;
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

/** The texts of a zip's parts, by their names. */
function parts(zip) {
  const found = {};
  for (let at = zip.length - 22; at >= 0; at -= 1) {
    if (zip.readUInt32LE(at) !== 0x06054b50) continue;
    let entry = zip.readUInt32LE(at + 16);
    for (let n = zip.readUInt16LE(at + 10); n > 0; n -= 1) {
      const [method, size, name, extra, comment, offset] = [zip.readUInt16LE(entry + 10), zip.readUInt32LE(entry + 20), zip.readUInt16LE(entry + 28), zip.readUInt16LE(entry + 30), zip.readUInt16LE(entry + 32), zip.readUInt32LE(entry + 42)];
      const start = offset + 30 + zip.readUInt16LE(offset + 26) + zip.readUInt16LE(offset + 28);
      const data = zip.subarray(start, start + size);
      found[zip.toString('utf8', entry + 46, entry + 46 + name)] = method === 0 ? data : inflateRawSync(data);
      entry += 46 + name + extra + comment;
    }
    break;
  }
  return found;
}

/** The first number of a target on the scoreboard, as it is written there. */
const valueOf = (board, name) => board[name][0].match(/[\d,]+/)[0];

test('a workbook, a document, a table and JSON say what the page says', async ({ page }) => {
  await open(page);
  const board = await scoreboard(page);
  const name = Object.keys(board)[0];
  const value = Number(valueOf(board, name).replaceAll(',', ''));

  const json = await download(page, '报告数据 JSON');
  const report = JSON.parse(json.bytes.toString('utf8'));
  expect(Math.round(report.targets[0].value)).toBe(value);
  expect(report.record.find(({ key }) => key === 'date').value).toMatch(/^\d{4}-\d{2}-\d{2}$/);

  const csv = await download(page, '报告数据 CSV');
  const row = csv.bytes.toString('utf8').split('\r\n').map((line) => line.split(',')).find(([section, key, , field]) => section === 'target' && key === report.targets[0].key && field === 'value');
  expect(Number(row[5])).toBe(report.targets[0].value);

  const xlsx = await download(page, 'Excel 工作簿');
  expect(xlsx.name).toMatch(/\.xlsx$/);
  const sheets = parts(xlsx.bytes);
  const targets = sheets['xl/worksheets/sheet2.xml'].toString('utf8');
  expect(Number(targets.match(/<c r="D5"[^>]*><v>([^<]*)</)[1])).toBeCloseTo(report.targets[0].value, 6);
  expect(sheets['xl/worksheets/sheet5.xml'].toString('utf8')).toMatch(/<f>E\d+\*F\d+\*G\d+<\/f>/);
  expect(Object.keys(sheets).filter((part) => part.startsWith('xl/charts/chart')).length).toBe(5);

  const docx = await download(page, 'Word 文档');
  const document = parts(docx.bytes);
  expect(document['word/document.xml'].toString('utf8')).toContain(value.toLocaleString('en'));
  const pictures = Object.entries(document).filter(([part]) => /^word\/media\/.*\.png$/.test(part));
  expect(pictures.length).toBe(2);
  for (const [, bytes] of pictures) expect(bytes.subarray(1, 4).toString()).toBe('PNG');
});

test('the report follows the plan and prints on one to four pages without the rail', async ({ page }) => {
  await open(page);
  await nudge(page, words.zh.coverage, -8);
  const board = await scoreboard(page);
  const [name] = Object.keys(board);
  await page.getByRole('button', { name: '导出', exact: true }).click();
  await page.getByRole('button', { name: names.zh.print }).click();
  const paper = page.getByRole('article');
  await expect(paper).toHaveAttribute('aria-busy', 'false', { timeout: 45_000 });
  await expect(paper.locator('.drawing svg')).toHaveCount(2);
  await expect(paper.getByRole('table').first()).toContainText(valueOf(board, name));
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(' | ')}`)).toEqual([]);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('navigation', { includeHidden: true }).first()).toBeHidden();
  for (const lang of ['zh', 'en']) {
    const pdf = await page.pdf({ preferCSSPageSize: true });
    const pages = pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/g).length;
    expect(pages, lang).toBeGreaterThanOrEqual(1);
    expect(pages, lang).toBeLessThanOrEqual(4);
    if (process.env.KEEP_PDF) await page.pdf({ preferCSSPageSize: true, path: `${process.env.KEEP_PDF}/report-${lang}.pdf` });
    if (lang === 'en') break;
    await page.emulateMedia({ media: 'screen' });
    await page.getByRole('button', { name: 'Switch to English' }).click();
    await expect(paper).toHaveAttribute('lang', 'en', { timeout: 45_000 });
    await expect(paper).toHaveAttribute('aria-busy', 'false');
    await page.emulateMedia({ media: 'print' });
  }
});

test('two dozen measures print on four pages, in both languages', async ({ page }) => {
  for (const lang of ['zh', 'en']) {
    if (lang === 'en') await page.getByRole('button', { name: 'Switch to English' }).click();
    else await page.goto('./#place=jiangsu-2021&page=report');
    const paper = page.getByRole('article');
    await expect(paper).toHaveAttribute('lang', lang === 'en' ? 'en' : 'zh-CN', { timeout: 60_000 });
    await expect(paper).toHaveAttribute('aria-busy', 'false', { timeout: 60_000 });
    await expect(paper.locator('.drawing svg')).toHaveCount(2);
    await expect.poll(() => paper.getByRole('table').nth(1).getByRole('row').count()).toBeGreaterThan(24);
    await page.emulateMedia({ media: 'print' });
    const pdf = await page.pdf({ preferCSSPageSize: true });
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/g).length, lang).toBeLessThanOrEqual(4);
    await page.emulateMedia({ media: 'screen' });
  }
});

test('a figure is a file of its own, as SVG and as a picture', async ({ page }) => {
  await open(page);
  const all = [[1, 'SVG', '<svg'], [1, 'PNG', '\u0089PNG'], [18, 'SVG', '<svg'], [18, 'PNG', '\u0089PNG'], [21, 'SVG', '<svg']];
  for (const [number, kind, starts] of all) {
    if (number === 18) await page.getByRole('link', { name: '模型', exact: true }).click();
    if (number === 21) await page.getByRole('link', { name: '比较', exact: true }).click();
    // Before it is drawn there is nothing to save.
    await expect(page.locator(`#figure-${number} :is(.plot svg, svg.stage)`)).toBeVisible();
    const coming = page.waitForEvent('download');
    await page.getByRole('button', { name: `图 ${number} 存为 ${kind}` }).click();
    const file = await coming;
    expect(file.suggestedFilename()).toMatch(new RegExp(`^楚雄彝族自治州-.*\\.${kind.toLowerCase()}$`));
    const bytes = await readFile(await file.path());
    expect(bytes.toString('latin1', 0, starts.length)).toBe(starts);
    expect(bytes.length).toBeGreaterThan(2000);
  }
});

test('what cannot be loaded says so and how to mend it, and nothing is lost', async ({ browser, baseURL }) => {
  // A service worker would fetch past the route.
  const context = await browser.newContext({ baseURL, locale: 'zh-CN', serviceWorkers: 'block' });
  const page = await context.newPage();
  await page.route(/office.*\.wasm/, (route) => route.abort());
  await open(page);
  await nudge(page, words.zh.coverage, -4);
  const board = await scoreboard(page);
  await page.getByRole('button', { name: '导出', exact: true }).click();
  await page.getByRole('button', { name: 'Excel 工作簿' }).click();
  await expect(page.getByText('请联网后重试')).toBeVisible();
  await expect.poll(() => scoreboard(page)).toEqual(board);
  await page.unroute(/office.*\.wasm/);
  const file = await download(page, 'Excel 工作簿');
  expect(file.bytes.length).toBeGreaterThan(10_000);
  await context.close();
});

test('indicators and what is shared out among counties go along as annexes', async ({ page }) => {
  test.setTimeout(360_000);
  await page.goto('./#page=indicators');
  const quotas = page.locator('.quotas table').first();
  await expect(quotas).toBeVisible({ timeout: 45_000 });
  await page.locator('.annex select').first().selectOption('binding');
  const cell = page.getByRole('textbox', { name: '楚雄市 2023 年新增' });
  await cell.fill('40');
  await cell.press('Enter');
  await expect(cell).toHaveClass(/held/);
  // Chances of counties go along once they are there.
  await expect(page.locator('.runs')).toContainText('已全部完成', { timeout: 180_000 });

  const json = await download(page, '报告数据 JSON');
  const report = JSON.parse(json.bytes.toString('utf8'));
  expect(report.indicators.rows[0].binding).toBe(true);
  const shown = await quotas.locator('tbody tr').evaluateAll((rows) =>
    rows.map((row) => [...row.cells].slice(1, 8).map((it) => Number((it.querySelector('input')?.value ?? it.textContent).replaceAll(',', '')))),
  );
  expect(report.quotas.rows.map(({ base, added, quota }) => [base, ...added, quota])).toEqual(shown);
  const chances = await quotas.locator('tbody td.chance b').allTextContents();
  report.quotas.rows.forEach(({ chance }, at) => {
    if (/^\d/.test(chances[at])) expect(Math.abs(100 * chance.value - Number.parseInt(chances[at], 10))).toBeLessThanOrEqual(0.5);
    else expect(Math.min(chance.value, 1 - chance.value)).toBeLessThan(0.005);
  });

  const docx = await download(page, 'Word 文档');
  const text = parts(docx.bytes)['word/document.xml'].toString('utf8');
  for (const words of ['附件 1　指标表', '附件 2　指标分解', '约束性', '达成机会']) expect(text).toContain(words);
  const xlsx = await download(page, 'Excel 工作簿');
  expect(parts(xlsx.bytes)['xl/workbook.xml'].toString('utf8')).toContain('指标分解');
});
