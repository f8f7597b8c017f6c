// Every place of the chooser: it opens without a reload, shows its figures, follows a slider, and keeps its own plan.
import { expect, test } from '@playwright/test';
import { keys, texts } from '../../places.vite.js';
import { chartTable, drag, nudge, open, scoreboard, settled, slider, words } from './page.js';

const zh = words.zh;

// The one for offline use may answer before the test can.
test.use({ serviceWorkers: 'block' });
// Some of them are large.
test.slow();

const chooser = (page) => page.getByRole('combobox', { name: '选择地方' });

/** Chooses another place and waits for its figures. */
async function choose(page, key) {
  await chooser(page).selectOption(key);
  await expect(chooser(page)).toHaveValue(key);
  // The address names it once it has come; the first place needs no name.
  await expect(page).toHaveURL(key === keys()[0] ? /^[^#]*$/ : new RegExp(`#place=${key}$`));
  await expect(page.locator('.computing')).toHaveText('');
  await settled(page);
}

/** The years a scenario names, from its own text or one beneath it. */
function years(key) {
  const find = (pattern) => Number(texts(key).map(({ scenario }) => scenario.match(pattern)).find(Boolean)[1]);
  return { from: find(/^start\s*=\s*"(\d{4})/m), to: find(/^end\s*=\s*"(\d{4})/m) };
}

for (const key of keys()) {
  test(`${key} opens by its address, speaks, draws its years and moves`, async ({ page }) => {
    const errors = [];
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    page.on('pageerror', (error) => errors.push(error.message));
    await open(page, `./#place=${key}`);
    await expect(chooser(page)).toHaveValue(key);
    const { from, to } = years(key);
    const targets = Object.keys(await scoreboard(page)).length;
    await expect(page.locator('.verdict p').first()).toContainText(targets > 0 ? '项目标' : '尚无公布的目标');
    expect(targets > 0).toBe(/^\[\[targets/m.test(texts(key)[0].scenario));
    const before = await chartTable(page, 0, zh);
    expect(before.map(([year]) => Number(year))).toEqual(Array.from({ length: to - from + 2 }, (_, i) => from - 1 + i));
    // Where a document moves many levers, others stand behind "more".
    const more = page.getByRole('button', { name: /^岗位 · / });
    if ((await slider(page, zh.coverage).count()) === 0) await more.click();
    // Away from the nearer end, where there is nothing to move.
    const { value, max } = await slider(page, zh.coverage).evaluate((el) => ({ value: Number(el.value), max: Number(el.max) }));
    await nudge(page, zh.coverage, value > max / 2 ? -30 : 30);
    await expect.poll(() => chartTable(page, 0, zh)).not.toEqual(before);
    expect(errors).toEqual([]);
  });
}

test('from place to place nothing is lost, and each has its own way back', async ({ page }) => {
  await open(page);
  await drag(page, zh.hours, 0.9);
  await settled(page);
  const ours = await scoreboard(page);
  await choose(page, 'sanming-2013');
  await expect(page).toHaveURL(/#place=sanming-2013$/);
  await expect(page).toHaveTitle(/三明/);
  await expect(page.getByRole('heading', { name: /县（市、区）/ })).toBeVisible();
  const theirs = await scoreboard(page);
  expect(Object.keys(theirs)).toHaveLength(8);
  await expect(page.getByRole('button', { name: zh.undo })).toBeDisabled();
  await drag(page, zh.hours, 0.8);
  await settled(page);
  const moved = await scoreboard(page);
  await choose(page, 'chuxiong-2021');
  await expect.poll(() => scoreboard(page)).toEqual(ours);
  await page.getByRole('button', { name: zh.undo }).click();
  await settled(page);
  await expect(page.getByText('文件方案', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: '重做' }).click();
  await choose(page, 'sanming-2013');
  await expect.poll(() => scoreboard(page)).toEqual(moved);
  await expect(page.getByText('已存', { exact: true })).toBeVisible();
  await page.reload();
  await settled(page);
  await expect(chooser(page)).toHaveValue('sanming-2013');
  await expect.poll(() => scoreboard(page)).toEqual(moved);
  await choose(page, 'chuxiong-2021');
  await expect.poll(() => scoreboard(page)).toEqual(ours);
});

test('an unknown place in an address is named, and the page works', async ({ page }) => {
  await open(page, './#place=moon');
  await expect(page.getByRole('alert')).toContainText('moon');
  expect(Object.keys(await scoreboard(page))).toHaveLength(6);
});

test('a place that cannot be fetched is told, loses nothing, and can be tried again', async ({ page }) => {
  await open(page);
  await nudge(page, zh.hours, 7);
  const ours = await scoreboard(page);
  await page.route('**/places/*', (route) => route.abort());
  await chooser(page).selectOption('taizhou-2010');
  await expect(page.getByRole('alert')).toContainText('泰州市');
  await expect(chooser(page)).toHaveValue('chuxiong-2021');
  await expect.poll(() => scoreboard(page)).toEqual(ours);
  await page.unroute('**/places/*');
  await page.getByRole('button', { name: '再试一次' }).click();
  await expect(chooser(page)).toHaveValue('taizhou-2010');
  await expect(page.getByRole('alert')).toBeEmpty();
});

test('of places the first load has the first alone', async ({ page }) => {
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  await open(page);
  const places = () => asked.map((url) => url.match(/\/places\/(.+)-[0-9a-f]+\.(place|json)$/)).filter(Boolean).map(([, key, kind]) => [key, kind]);
  expect(places()).toEqual([['chuxiong-2021', 'place']]);
  await choose(page, 'jiangsu-2021');
  expect(places().slice(1)).toEqual([['jiangsu-2021', 'place']]);
});

test('where no target is published one can be set', async ({ page }) => {
  await open(page, './#place=chuxiong-2026');
  await expect(page.locator('.demo.assume-mark')).toContainText('楚雄彝族自治州 2021–2025');
  const field = page.getByRole('textbox', { name: /专业人才：自设/ });
  await field.fill('99999');
  await field.press('Enter');
  await field.blur();
  await expect(page.locator('.verdict p').first()).toContainText('专业人才差');
  await expect(page.locator('figure').first()).toContainText('目标 99,999');
  await page.getByRole('button', { name: zh.undo }).click();
  await expect(page.locator('.verdict p').first()).toContainText('尚无公布的目标');
});

test('the nation stays responsive: the latest setting wins and no stale run is waited for', async ({ page }) => {
  await open(page, './#place=national-2010');
  await slider(page, zh.coverage).focus();
  const before = Date.now();
  for (let i = 0; i < 40; i += 1) await page.keyboard.press('ArrowLeft');
  const pressed = Date.now() - before;
  const value = await slider(page, zh.coverage).inputValue();
  await settled(page);
  const all = Date.now() - before;
  console.log(`nation: 40 key presses in ${pressed} ms, all figures their own ${all - pressed} ms later`);
  await expect(slider(page, zh.coverage)).toHaveValue(value);
  // Forty runs one after another would take far longer than the two or three that are needed.
  const goals = await scoreboard(page);
  await page.reload();
  await settled(page);
  await expect.poll(() => scoreboard(page)).toEqual(goals);
});

test('31 provinces and two years of targets can be read on a screen and on a phone', async ({ page }) => {
  for (const [width, height] of [[1280, 720], [390, 844]]) {
    await page.setViewportSize({ width, height });
    await open(page, './#place=national-2010');
    await page.getByRole('button', { name: '位置图', exact: true }).click();
    // Each can be pointed at where it lies, and most have their name there.
    const seats = page.getByRole('listbox', { name: '位置图' }).getByRole('option');
    await expect(seats).toHaveCount(31);
    expect((await seats.allTextContents()).filter(Boolean).length).toBeGreaterThanOrEqual(20);
    await page.getByRole('button', { name: '示意图', exact: true }).click();
    const tiles = page.locator('.tiles .tile');
    await expect.poll(() => tiles.count()).toBe(31);
    const cut = await tiles.evaluateAll((all) =>
      all.filter((tile) => [...tile.querySelectorAll('b, .n')].some((el) => el.scrollWidth > el.clientWidth + 1 || el.getBoundingClientRect().right > tile.getBoundingClientRect().right + 1)).map((tile) => tile.textContent),
    );
    expect(cut).toEqual([]);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(width);
    expect(Object.keys(await scoreboard(page))).toEqual(['2015 年专业人才', '2020 年专业人才']);
  }
});
