// The planner's story: see the verdict, move a lever, see what changes, walk back, switch the language, find it again.
import { expect, test } from '@playwright/test';
import { chartTable, charts, drag, nudge, open, scoreboard, settled, slider, words } from './page.js';

const zh = words.zh;

test('the page opens with six targets and a verdict that counts them', async ({ page }) => {
  await open(page);
  const goals = await scoreboard(page);
  expect(Object.keys(goals)).toHaveLength(6);
  const met = await page.getByRole('img', { name: '达成', exact: true }).count();
  const numbers = ['零', '一', '两', '三', '四', '五'];
  await expect(page.locator('.verdict')).toContainText(`2025 年末六项目标达成${numbers[met]}项`);
  for (const [, [value, margin]] of Object.entries(goals)) {
    expect(value).toMatch(/\d/);
    expect(margin).toMatch(/^[+−]?[\d,.]+$/);
  }
});

test('station coverage and the mid-level allowance move both charts and the scoreboard', async ({ page }) => {
  await open(page);
  const [goals, said] = [await scoreboard(page), await charts(page)];
  const before = [await chartTable(page, 0, zh), await chartTable(page, 1, zh)];
  await drag(page, zh.coverage, 0.4);
  // What is said of a slider that rests may move the next one.
  await settled(page);
  await drag(page, zh.allowance, 0.9);
  await settled(page);
  await expect.poll(() => scoreboard(page)).not.toEqual(goals);
  const now = await charts(page);
  expect(now[0]).not.toBe(said[0]);
  expect(now[1]).not.toBe(said[1]);
  const after = [await chartTable(page, 0, zh), await chartTable(page, 1, zh)];
  for (const figure of [0, 1]) {
    expect(after[figure]).not.toEqual(before[figure]);
    // The baseline is the same whatever is moved.
    expect(after[figure].map((row) => row[2])).toEqual(before[figure].map((row) => row[2]));
  }
});

test('a drag is one step back, and everything can be reset', async ({ page }) => {
  await open(page);
  const goals = await scoreboard(page);
  await drag(page, zh.hours, 0.9);
  await settled(page);
  const moved = await scoreboard(page);
  expect(moved).not.toEqual(goals);
  await page.getByRole('button', { name: zh.undo }).click();
  await settled(page);
  await expect.poll(() => scoreboard(page)).toEqual(goals);
  await page.getByRole('button', { name: '重做' }).click();
  await settled(page);
  await expect.poll(() => scoreboard(page)).toEqual(moved);
  await page.getByRole('button', { name: zh.reset }).click();
  await settled(page);
  await expect.poll(() => scoreboard(page)).toEqual(goals);
});

test('each moved lever tells its yearly cost, and the last move what it changed', async ({ page }) => {
  await open(page);
  await nudge(page, zh.coverage, 5);
  const row = page.locator('tr', { has: slider(page, zh.coverage) });
  await expect(row.locator('.cost')).toHaveText(/^[\d,.−]+/);
  await expect(row.locator('.last')).toHaveText(/[+−]?\d/);
});

test('a value can be typed; one out of bounds is refused with the bounds', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: `${zh.coverage}：详情` }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('2021 年 7 月至 2025 年 12 月');
  const field = dialog.getByRole('textbox', { name: '精确取值' });
  await field.fill('140');
  await field.press('Enter');
  await expect(dialog.getByRole('status')).toContainText('0% 到 100%');
  await expect(dialog.getByRole('status')).toContainText('90%');
  await field.fill('1,5');
  await field.press('Enter');
  await expect(dialog.getByRole('status')).toContainText('不是数字');
  await field.fill('');
  await field.press('Enter');
  await expect(dialog.getByRole('status')).toContainText('还没有填数');
  await field.fill('６２．５');
  await field.press('Enter');
  await dialog.getByRole('button', { name: zh.close }).click();
  await expect(slider(page, zh.coverage)).toHaveAttribute('aria-valuetext', '62.5%');
  await settled(page);
});

test('another language loses nothing, and a reload finds everything', async ({ page }) => {
  await open(page);
  await nudge(page, zh.allowance, 7);
  const values = Object.values(await scoreboard(page)).map(([, margin]) => margin);
  await page.getByRole('button', { name: 'Switch to English' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  expect(Object.values(await scoreboard(page)).map(([, margin]) => margin)).toEqual(values);
  await expect(page.locator('main')).not.toContainText(/[\u4e00-\u9fff]/);
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await page.reload();
  await settled(page);
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(slider(page, words.en.allowance)).toHaveAttribute('aria-valuetext', '190 ¥/mo');
  expect(Object.values(await scoreboard(page)).map(([, margin]) => margin)).toEqual(values);
});

test('the counties can be read as a table and sorted', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: '表', exact: true }).click();
  const names = () => page.locator('.regions tbody th').allTextContents();
  await expect.poll(() => names()).toHaveLength(10);
  await page.getByRole('columnheader', { name: '人才' }).getByRole('button').click();
  await expect(page.locator('.regions').getByRole('columnheader', { name: '人才' })).toHaveAttribute('aria-sort', 'descending');
  expect((await names())[0]).toBe('楚雄市');
});

test('a verdict of several lines pushes the page down and covers nothing', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  const least = Buffer.from('{"format":1,"scenario":"chuxiong-2021","levers":{},"view":{"opened":["exams","posts","pay"]}}').toString('base64url');
  for (const language of ['zh', 'en']) {
    await page.goto('about:blank');
    await open(page, `./#s=${least}`);
    if (language === 'en') await page.getByRole('button', { name: 'Switch to English' }).click();
    await expect(page.locator('html')).toHaveAttribute('lang', new RegExp(`^${language}`));
    await settled(page);
    const foot = (box) => box.y + box.height;
    const [bar, text, band, charts] = await Promise.all(
      ['.bar', '.verdict p', '.verdict', '.charts'].map((part) => page.locator(part).first().boundingBox()),
    );
    expect(text.y).toBeGreaterThanOrEqual(foot(bar));
    expect(foot(text)).toBeLessThanOrEqual(foot(band));
    expect(charts.y).toBeGreaterThanOrEqual(foot(band));
  }
});
