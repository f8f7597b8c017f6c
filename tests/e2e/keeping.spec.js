// What leaves the page comes back the same: links, files, the results beside the command line's.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { link, nudge, open, scoreboard, settled, share, slider, words } from './page.js';

const zh = words.zh;
const root = new URL('../..', import.meta.url).pathname;

/** The command line, which xtask has built. */
const shapan = (args) => execFileSync(process.env.SHAPAN_BIN, args, { cwd: root, maxBuffer: 1 << 28 });

async function download(page, entry) {
  const [file] = await Promise.all([page.waitForEvent('download'), share(page, zh, entry)]);
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}

test('a link opens with the same numbers somewhere else', async ({ page, browser, baseURL }) => {
  await open(page);
  await nudge(page, zh.coverage, -20);
  const [goals, address] = [await scoreboard(page), await link(page, zh, '复制链接')];
  const elsewhere = await browser.newContext({ baseURL, locale: 'en-GB' });
  const other = await elsewhere.newPage();
  await open(other, address);
  await expect(other.locator('html')).toHaveAttribute('lang', 'en');
  expect(Object.values(await scoreboard(other)).map(([, margin]) => margin)).toEqual(Object.values(goals).map(([, margin]) => margin));
  await expect(other).toHaveURL(/^[^#]*$/);
  await elsewhere.close();
});

test('a broken link says what is wrong and leaves a page that works', async ({ page }) => {
  for (const [code, says] of [
    ['%%%', '链接无法打开'],
    [Buffer.from('{"format":1,"scenario":"chuxiong-2021","levers":{"tea":1,"station_coverage":7}}').toString('base64url'), 'levers.tea'],
    [Buffer.from('{"format":9}').toString('base64url'), '格式 9'],
  ]) {
    await page.goto('about:blank');
    await open(page, `./#s=${code}`);
    await expect(page.getByRole('alert')).toContainText(says);
    expect(Object.keys(await scoreboard(page))).toHaveLength(6);
    const goals = await scoreboard(page);
    await nudge(page, zh.hours, 3);
    await expect.poll(() => scoreboard(page)).not.toEqual(goals);
  }
  await expect(page.getByRole('alert')).toBeVisible();
  await page.getByRole('button', { name: '知道了' }).click();
  await expect(page.getByRole('alert')).toBeEmpty();
});

test('a saved file opens as it was; a wrong one is refused by name', async ({ page }) => {
  await open(page);
  await nudge(page, zh.hours, 9);
  const goals = await scoreboard(page);
  const saved = await download(page, '存为文件');
  expect(saved.name).toBe('chuxiong-2021.shapan.json');
  await page.getByRole('button', { name: zh.reset }).click();
  await settled(page);
  const choose = async (name, buffer) => {
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), share(page, zh, '打开文件')]);
    await chooser.setFiles({ name, mimeType: 'application/json', buffer });
  };
  await choose('notes.json', Buffer.from('{"a":1}'));
  await expect(page.getByRole('alert')).toContainText('notes.json');
  await choose(saved.name, saved.bytes);
  await expect(page.getByRole('alert')).toBeEmpty();
  await settled(page);
  await expect.poll(() => scoreboard(page)).toEqual(goals);
});

test('the table the page gives is the command line’s, byte for byte', async ({ page }) => {
  test.setTimeout(240_000);
  await open(page);
  await nudge(page, zh.coverage, -13);
  await nudge(page, zh.allowance, 4);
  const [csv, policy] = [await download(page, '下载结果 CSV'), await download(page, '下载方案 TOML')];
  const file = join(mkdtempSync(join(tmpdir(), 'shapan-')), policy.name);
  writeFileSync(file, policy.bytes);
  const expected = shapan(['run', 'chuxiong-2021', '--policy', file, '--format', 'csv']);
  expect(csv.bytes.equals(expected)).toBe(true);
});

test('a browser that keeps nothing is told once, and the page goes on', async ({ page }) => {
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  });
  await open(page);
  await nudge(page, zh.hours, 2);
  await expect(page.getByRole('alert')).toContainText('浏览器不允许保存');
  await nudge(page, zh.hours, 2);
  await expect(page.getByRole('alert').locator('.notice')).toHaveCount(1);
  await expect(slider(page, zh.hours)).toHaveValue('36');
});

test('a link replaces the kept plan, says so, and one step back has it again', async ({ page }) => {
  await open(page);
  await nudge(page, zh.hours, 9);
  const goals = await scoreboard(page);
  await expect(page.getByText('已存', { exact: true })).toBeVisible();
  const linked = Buffer.from('{"format":1,"scenario":"chuxiong-2021","levers":{"station_coverage":0.7},"seed":3}').toString('base64url');
  await page.goto('about:blank');
  await open(page, `./#s=${linked}`);
  await expect(page.getByRole('alert')).toContainText('撤销');
  await expect.poll(() => scoreboard(page)).not.toEqual(goals);
  await page.getByRole('button', { name: zh.undo }).click();
  await settled(page);
  await expect.poll(() => scoreboard(page)).toEqual(goals);
  await expect(page.getByRole('alert')).toBeEmpty();
});

test('a reload right after a move finds it', async ({ page }) => {
  await open(page);
  await slider(page, zh.hours).focus();
  for (let i = 0; i < 5; i += 1) await page.keyboard.press('ArrowRight');
  const value = await slider(page, zh.hours).inputValue();
  // What the page says is what it keeps; a key pressed a moment before it has said so is not promised.
  await expect(slider(page, zh.hours)).toHaveAttribute('aria-valuetext', new RegExp(value));
  await page.reload();
  await settled(page);
  await expect(slider(page, zh.hours)).toHaveValue(value);
});

test('a page that is left keeps what it shows before another event can run', async ({ page }) => {
  await open(page);
  await slider(page, zh.hours).focus();
  await page.keyboard.press('ArrowRight');
  await expect(slider(page, zh.hours)).toHaveAttribute('aria-valuetext', /33/);
  // In one task, as a browser leaves, which gives no time to what waits for a timer.
  const kept = await page.evaluate(() => {
    dispatchEvent(new Event('pagehide'));
    return Object.values({ ...localStorage }).join();
  });
  expect(kept).toMatch(/"training_hours":\{"steps":\[\["2021-07",33/);
});

test('two tabs: what one saves the other is told, and may take', async ({ page, context }) => {
  await open(page);
  const other = await context.newPage();
  await open(other);
  // One key: of several each may be kept by itself where the machine is slow.
  await nudge(other, zh.hours, 1);
  await expect(page.getByRole('alert')).toContainText('另一个标签页');
  await page.getByRole('button', { name: '用那一份' }).click();
  await settled(page);
  await expect(slider(page, zh.hours)).toHaveValue(await slider(other, zh.hours).inputValue());
  await expect(other.getByRole('alert')).toBeEmpty();
});

test('the policy the page saves opens again', async ({ page }) => {
  await open(page);
  const document = await scoreboard(page);
  await nudge(page, zh.coverage, -13);
  const goals = await scoreboard(page);
  expect(goals).not.toEqual(document);
  const policy = await download(page, '下载方案 TOML');
  await page.getByRole('button', { name: zh.reset }).click();
  await expect.poll(() => scoreboard(page)).toEqual(document);
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), share(page, zh, '打开文件')]);
  await chooser.setFiles({ name: policy.name, mimeType: 'application/toml', buffer: policy.bytes });
  await expect.poll(() => scoreboard(page)).toEqual(goals);
});

test('a policy file with mistakes says each in the reader’s language, with line and mend, and changes nothing', async ({ page }) => {
  await open(page);
  await nudge(page, zh.hours, 3);
  const goals = await scoreboard(page);
  const text = '[levers]\ntraining_hour = 40\nstation_coverage = 1.8\n\n[regions."双柏县"]\nsubsidy_mid = { steps = [["2021-13", 200]] }\n';
  const choose = async (word, entry) => {
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), share(page, word, entry)]);
    await chooser.setFiles({ name: '方案.toml', mimeType: 'application/toml', buffer: Buffer.from(text) });
  };
  const alert = page.getByRole('alert');
  await choose(zh, '打开文件');
  await expect(alert).toContainText('方案.toml');
  await expect(alert).toContainText('第 2 行 levers.training_hour：没有“training_hour”这项措施（是不是“training_hours”？）');
  await expect(alert).toContainText('第 3 行 levers.station_coverage：“1.8”超出措施的取值范围（“station_coverage”可取 0 至 1');
  await expect(alert).toContainText('双柏县是 532322');
  await expect(alert).toContainText('“"2021-13"”不是月份');
  await page.getByRole('button', { name: '知道了' }).click();
  await page.getByRole('button', { name: 'Switch to English' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await choose(words.en, 'Open file');
  await expect(alert).toContainText("Line 2, levers.training_hour: unknown lever 'training_hour' (did you mean 'training_hours'?)");
  await page.getByRole('button', { name: '切换到中文' }).click();
  await expect.poll(() => scoreboard(page)).toEqual(goals);
});
