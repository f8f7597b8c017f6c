// What the first page offers beside its sliders: courses over the years, regions of their own, any output in a chart, the last
// move once more, doubts, the tour, help.
import { expect, test } from '@playwright/test';
import { chartTable, charts, nudge, open, scoreboard, settled, slider, words } from './page.js';

const zh = words.zh;
const details = (page, name) => page.getByRole('button', { name: `${name}：详情` });

test('a course over the years and a region of its own: one step each, and a wrong line is named', async ({ page }) => {
  await open(page);
  const goals = await scoreboard(page);
  await details(page, zh.coverage).click();
  const form = page.getByRole('form', { name: '逐年、分区域设定' });
  await form.getByLabel('变化方式').selectOption('steps');
  const lines = form.getByRole('listitem');
  const count = await lines.count();
  await form.getByLabel(`第 ${count} 行：值`).fill('四十');
  await form.getByRole('button', { name: '采用' }).click();
  await expect(form.getByText('须为数字：请填 0% 至 100%。')).toBeVisible();
  // What was typed is still there, and nothing was changed.
  await expect(form.getByLabel(`第 ${count} 行：值`)).toHaveValue('四十');
  await expect.poll(() => scoreboard(page)).toEqual(goals);
  await form.getByLabel(`第 ${count} 行：值`).fill('10');
  await form.getByRole('button', { name: '采用' }).click();
  await form.getByLabel('适用于').selectOption({ label: '楚雄市' });
  await form.getByLabel('变化方式').selectOption('constant');
  await form.getByLabel('第 1 行：值').fill('100');
  await form.getByRole('button', { name: '采用' }).click();
  await expect(form.getByRole('list', { name: '另有安排的区域' })).toContainText('楚雄市');
  await page.keyboard.press('Escape');
  await settled(page);
  const changed = await scoreboard(page);
  expect(changed).not.toEqual(goals);
  await page.reload();
  await settled(page);
  await expect.poll(() => scoreboard(page)).toEqual(changed);
  await details(page, zh.coverage).click();
  await page.getByRole('button', { name: '楚雄市恢复为随全域' }).click();
  await expect(page.getByRole('list', { name: '另有安排的区域' })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await settled(page);
  await expect.poll(() => scoreboard(page)).not.toEqual(changed);
  await page.getByRole('button', { name: zh.undo }).click();
  await settled(page);
  await expect.poll(() => scoreboard(page)).toEqual(changed);
});

test('a chart shows any output, and its parts add up in the table behind it', async ({ page }) => {
  await open(page);
  const choose = (name, value) => page.getByRole('combobox', { name }).selectOption(value);
  const numbers = (cells) => cells.map((cell) => Number(cell.replaceAll(',', '')));
  await choose('图 1 显示的指标', { label: '岗位' });
  await settled(page);
  await expect(page.locator('#figure-1 [role="img"]')).toHaveAttribute('aria-label', /岗位：2025 年末方案为/);
  const whole = (await chartTable(page, 0, zh)).map((row) => numbers(row)[1]);
  await choose('图 1 如何细分', 'members');
  await expect(page.locator('#figure-1 [role="img"]')).toHaveAttribute('aria-label', /2025 年末：社区/);
  const parts = (await chartTable(page, 0, zh)).map((row) => numbers(row.slice(1)));
  await choose('图 1 如何细分', 'regions');
  await expect(page.locator('#figure-1 [role="img"]')).toHaveAttribute('aria-label', /楚雄市/);
  const regions = (await chartTable(page, 0, zh)).map((row) => numbers(row.slice(1)));
  const sum = (values) => values.reduce((a, b) => a + b, 0);
  whole.forEach((total, year) => {
    // Each cell is rounded by itself.
    expect(Math.abs(sum(parts[year]) - total)).toBeLessThanOrEqual(4);
    expect(Math.abs(sum(regions[year]) - total)).toBeLessThanOrEqual(6);
  });
  // It follows a slider, and is still there after a reload.
  const before = await charts(page);
  await nudge(page, zh.coverage, -20);
  await expect.poll(async () => (await charts(page))[0]).not.toBe(before[0]);
  await page.reload();
  await settled(page);
  await expect(page.locator('#figure-1 [role="img"]')).toHaveAttribute('aria-label', /岗位/);
  await page.getByRole('button', { name: '堆叠' }).click();
  await expect(page.getByRole('button', { name: '堆叠' })).toHaveAttribute('aria-pressed', 'true');
});

test('one region alone, from the map, the tiles and the table, and back', async ({ page }) => {
  await open(page);
  const whole = await charts(page);
  const map = page.getByRole('listbox', { name: '位置图' });
  const alone = page.getByRole('button', { name: '图 1 只看大姚县：恢复全域' });
  const goals = await scoreboard(page);

  // Beside all seats nothing is meant, and nothing happens.
  const box = await map.boundingBox();
  await page.mouse.click(box.x + 3, box.y + 3);
  await settled(page);
  await expect.poll(() => charts(page)).toEqual(whole);

  // Pointing tells, clicking shows it alone in both figures; the verdict stays that of the whole place.
  await map.getByRole('option', { name: /^大姚县：/ }).hover();
  await expect(page.getByText(/^大姚县：[\d,]+ 人/)).toBeVisible();
  await map.getByRole('option', { name: /^大姚县：/ }).click();
  await expect(alone).toBeVisible();
  await settled(page);
  await expect.poll(async () => (await charts(page)).every((said) => said.includes('大姚县'))).toBe(true);
  await expect.poll(() => scoreboard(page)).toEqual(goals);
  await expect(map.getByRole('option', { selected: true })).toHaveCount(1);
  const [first] = await chartTable(page, 0, zh);
  expect(Number(first[1].replaceAll(',', ''))).toBeGreaterThan(0);

  // It is marked in the other views too, and Escape takes it back; nothing of it can be undone.
  await page.getByRole('button', { name: '示意图', exact: true }).click();
  await expect(page.getByRole('button', { name: /^大姚县/, pressed: true })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(alone).toHaveCount(0);
  await expect.poll(() => charts(page)).toEqual(whole);
  await page.getByRole('button', { name: '表', exact: true }).click();
  await page.getByRole('row', { name: /^大姚县/ }).getByRole('button').press('Enter');
  await expect(alone).toBeVisible();
  await expect(page.getByRole('button', { name: zh.undo })).toBeDisabled();

  // A reload finds it, and the mark above the figures takes it back.
  await page.reload();
  await settled(page);
  await alone.click();
  await expect.poll(() => charts(page)).toEqual(whole);
});

test('the map by keyboard: arrows tell one region after another, Enter shows it, and circles stand still under a slider', async ({ page }) => {
  await open(page);
  const map = page.getByRole('listbox', { name: '位置图' });
  const told = page.locator('.seat-tells');
  await map.focus();
  await page.keyboard.press('End');
  await expect(told).toHaveText(/^禄丰市：/);
  await page.keyboard.press('ArrowRight');
  await expect(told).toHaveText(/^楚雄市：/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: '图 2 只看楚雄市：恢复全域' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: '图 2 只看楚雄市：恢复全域' })).toHaveCount(0);
  await settled(page);
  const names = () => map.getByRole('option').evaluateAll((all) => all.map((el) => [el.getBoundingClientRect().x, el.getBoundingClientRect().y, el.textContent]));
  const before = await names();
  const legend = await page.locator('.seat-legend .circle').textContent();
  await slider(page, zh.coverage).focus();
  await page.keyboard.down('Home');
  await page.keyboard.up('Home');
  await settled(page);
  await expect.poll(() => names()).toEqual(before);
  await expect.poll(() => page.locator('.seat-legend .circle').textContent()).toBe(legend);
});

test('the last move is played again and leaves everything as it was', async ({ page }) => {
  await open(page);
  const replay = page.getByRole('button', { name: '重放' });
  await expect(replay).toBeDisabled();
  const was = (await charts(page))[0];
  // One key: several would be several moves where the machine is slow.
  await slider(page, zh.coverage).focus();
  await page.keyboard.press('Home');
  await settled(page);
  const now = (await charts(page))[0];
  expect(now).not.toBe(was);
  // Every sentence the chart says from here on: a slow machine may miss one when it only looks now and then.
  await page.evaluate(() => {
    const chart = document.querySelector('#figure-1 [role="img"]');
    window.said = [chart.getAttribute('aria-label')];
    new MutationObserver(() => window.said.push(chart.getAttribute('aria-label'))).observe(chart, { attributeFilter: ['aria-label'] });
  });
  await replay.click();
  const said = () => page.evaluate(() => window.said.filter((text, at, all) => text !== all[at - 1]));
  await expect.poll(said).toEqual([now, was, now, was, now, was, now]);
  await expect(replay).toBeEnabled();
});

test('a doubt stands under the lever that causes it and goes with it', async ({ page }) => {
  await open(page);
  const doubt = page.getByRole('note').filter({ hasText: '学时超过' });
  await expect(doubt).toBeVisible();
  await nudge(page, zh.hours, -40);
  await expect(doubt).toHaveCount(0);
});

test.describe('a first visit', () => {
  test.use({ storageState: { cookies: [], origins: [] } });
  test('the tour is offered, taken, and not offered again', async ({ page }) => {
    await open(page);
    await page.getByRole('button', { name: '开始导览' }).click();
    await expect(page.getByRole('dialog').filter({ hasText: '先看结论' })).toBeVisible();
    await page.getByRole('button', { name: '下一步' }).click();
    await expect(page.getByText('两张图')).toBeVisible();
    await page.keyboard.press('Escape');
    await page.reload();
    await settled(page);
    await expect(page.getByRole('button', { name: '开始导览' })).toHaveCount(0);
  });
});

test('help knows every term, and says when it does not', async ({ page }) => {
  await page.goto('./#page=help');
  await page.getByLabel('查找名词').fill('督导配比');
  await expect(page.getByText('督导配比', { exact: true })).toBeVisible();
  await page.getByLabel('查找名词').fill('不存在的词');
  await expect(page.getByRole('status').filter({ hasText: '没有含“不存在的词”的名词' })).toBeVisible();
});
