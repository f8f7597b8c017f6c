// Plans with a name: saved, found again after a reload and in another tab, never lost.
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { nudge, open, settled, share, slider, stored, words } from './page.js';

const zh = words.zh;
const dialog = (page) => page.getByRole('dialog');
const title = (page) => page.getByRole('heading', { level: 1 });
const bar = (page, name) => page.getByRole('banner').getByRole('button', { name, exact: true });

/** Saves the plan under a name, by keyboard. */
async function saveAs(page, name) {
  await bar(page, '方案库').click();
  await dialog(page).getByLabel('把当前方案另存为').fill(name);
  await page.keyboard.press('Enter');
  await expect(dialog(page)).toBeHidden();
  await expect(title(page)).toContainText(name);
}

const act = (page, what, name) => dialog(page).getByRole('button', { name: `${what}：${name}`, exact: true });

/** Waits until the browser's store holds so many plans. */
const holds = (page, many) => expect.poll(async () => (await stored(page)).length).toBe(many);

test('a plan is saved, changed, found again after a reload, and opened in one step', async ({ page }) => {
  await open(page);
  await nudge(page, zh.hours, 4);
  const value = await slider(page, zh.hours).inputValue();
  await bar(page, '保存').click();
  await dialog(page).getByRole('button', { name: '保存', exact: true }).click();
  await expect(dialog(page)).toContainText('请先写一个名字');
  await page.keyboard.press('Escape');
  await saveAs(page, '加训');
  await holds(page, 1);
  await nudge(page, zh.hours, 6);
  await expect(title(page)).toContainText('有改动');
  const changed = await slider(page, zh.hours).inputValue();
  await expect(page.getByText('已存', { exact: true })).toBeVisible();
  await page.reload();
  await settled(page);
  await expect(title(page)).toContainText('加训');
  await expect(title(page)).toContainText('有改动');
  await expect(slider(page, zh.hours)).toHaveValue(changed);
  await bar(page, '方案库').click();
  await act(page, '打开', '加训').click();
  await settled(page);
  await expect(slider(page, zh.hours)).toHaveValue(value);
  await expect(title(page)).not.toContainText('有改动');
  await page.getByRole('button', { name: zh.undo }).click();
  await settled(page);
  await expect(slider(page, zh.hours)).toHaveValue(changed);
});

test('names, notes, copies; a deleted plan comes back', async ({ page }) => {
  await open(page);
  await saveAs(page, '甲');
  await bar(page, '方案库').click();
  await dialog(page).getByLabel('把当前方案另存为').fill('甲');
  await page.keyboard.press('Enter');
  await expect(dialog(page)).toContainText('已有名为“甲”的方案');
  await dialog(page).getByText('改名、备注、内容').click();
  await dialog(page).getByLabel('“甲”的备注').fill('第一行\n第二行');
  await dialog(page).getByRole('button', { name: '保存备注' }).click();
  await dialog(page).getByLabel('“甲”改名为').fill('乙');
  await page.keyboard.press('Enter');
  await expect(dialog(page)).toContainText('第二行');
  await act(page, '复制一份', '乙').click();
  await expect(act(page, '打开', '乙 (2)')).toBeVisible();
  await holds(page, 2);
  await act(page, '删除', '乙').click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('alert')).toContainText('已删除方案“乙”');
  await holds(page, 1);
  await page.getByRole('button', { name: '撤销删除' }).click();
  await expect(page.getByRole('alert')).toBeEmpty();
  await holds(page, 2);
  await page.reload();
  await settled(page);
  await bar(page, '方案库').click();
  await expect(dialog(page)).toContainText('第二行');
  await expect(act(page, '打开', '乙')).toBeVisible();
});

test('two tabs have one library; a plan changed in both is told, and both are kept', async ({ page, context }) => {
  await open(page);
  await saveAs(page, '甲');
  // The other tab finds what is written.
  await expect(page.getByText('已存', { exact: true })).toBeVisible();
  await holds(page, 1);
  const other = await context.newPage();
  await open(other);
  await expect(title(other)).toContainText('甲');
  await nudge(page, zh.hours, 3);
  await bar(page, '保存').click();
  await expect(title(page)).not.toContainText('有改动');
  await expect(other.getByRole('alert')).toContainText('改存了方案“甲”');
  await nudge(other, zh.coverage, -9);
  await bar(other, '保存').click();
  await expect(title(other)).toContainText('甲 (2)');
  await bar(page, '方案库').click();
  await expect(act(page, '打开', '甲 (2)')).toBeVisible();
  await expect(act(page, '打开', '甲')).toBeVisible();
});

test('what is being typed stays, whatever arrives meanwhile', async ({ page, context }) => {
  await open(page);
  const other = await context.newPage();
  await open(other);
  await bar(page, '方案库').click();
  const name = dialog(page).getByLabel('把当前方案另存为');
  await name.pressSequentially('半');
  await saveAs(other, '别处');
  await expect(act(page, '打开', '别处')).toBeVisible();
  await expect(name).toHaveValue('半');
  await name.pressSequentially('句');
  await page.keyboard.press('Enter');
  await expect(title(page)).toContainText('半句');
  // A field that is heard when it is left: the list of the store grows, the number stays.
  await page.getByRole('link', { name: '求解' }).click();
  const budget = page.getByLabel('比基线多花不超过');
  await budget.fill('12');
  await saveAs(other, '又一个');
  await holds(page, 3);
  await expect(budget).toHaveValue('12');
  await budget.pressSequentially('3');
  await budget.press('Enter');
  await expect(budget).toHaveValue('123');
  await expect(budget).toHaveAttribute('aria-invalid', 'false');
});

test('a browser that stores nothing says so, and the plan can be had as a file', async ({ page }) => {
  await page.addInitScript(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('no space', 'QuotaExceededError');
    };
  });
  await open(page);
  await saveAs(page, '甲');
  await expect(page.getByRole('alert')).toContainText('浏览器没有存下“甲”');
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('alert').getByRole('button', { name: '存为文件' }).click()]);
  expect(file.suggestedFilename()).toBe('甲.shapan.json');
  expect(JSON.parse(readFileSync(await file.path(), 'utf8')).name).toBe('甲');
  await bar(page, '方案库').click();
  await expect(act(page, '打开', '甲')).toBeVisible();
});

test('a damaged record is told by name, and a whole library goes through one file', async ({ page, browser, baseURL }) => {
  test.slow();
  await open(page);
  await saveAs(page, '甲');
  await nudge(page, zh.hours, 3);
  await saveAs(page, '乙');
  await bar(page, '方案库').click();
  const [file] = await Promise.all([page.waitForEvent('download'), dialog(page).getByRole('button', { name: '全部存为一个文件' }).click()]);
  const bytes = readFileSync(await file.path());
  await page.keyboard.press('Escape');
  await holds(page, 2);
  await page.evaluate(
    () =>
      new Promise((done) => {
        const opening = indexedDB.open('shapan');
        opening.onsuccess = () => {
          const writing = opening.result.transaction('records', 'readwrite');
          writing.objectStore('records').put({ kind: 'plan', key: 'ff', value: '{"format":1,"name":"坏","scen' });
          writing.oncomplete = () => {
            opening.result.close();
            done();
          };
        };
      }),
  );
  await page.reload();
  await settled(page);
  await expect(page.getByRole('alert')).toContainText('坏');
  await bar(page, '方案库').click();
  await expect(act(page, '打开', '乙')).toBeVisible();
  await expect(act(page, '存为文件', '坏')).toBeVisible();

  const elsewhere = await browser.newContext({ baseURL, locale: 'zh-CN' });
  const fresh = await elsewhere.newPage();
  await open(fresh);
  const [chooser] = await Promise.all([fresh.waitForEvent('filechooser'), share(fresh, zh, '打开文件')]);
  await chooser.setFiles({ name: 'plans.shapan.json', mimeType: 'application/json', buffer: bytes });
  await expect(fresh.getByRole('alert')).toContainText('已收入 2 个方案');
  await bar(fresh, '方案库').click();
  await expect(act(fresh, '打开', '甲')).toBeVisible();
  await elsewhere.close();
});

test('a link of an earlier version opens, and can be saved under a name', async ({ page }) => {
  const old = '{"format":1,"levers":{"station_coverage":0.7,"training_hours":{"steps":[["2021-07",40.0]]}},"model_version":"1","scenario":"chuxiong-2021","view":{"charts":["professionals","issued"],"lang":"zh"}}';
  await open(page, `./#s=${Buffer.from(old).toString('base64url')}`);
  await expect(slider(page, zh.coverage)).toHaveValue('70');
  await saveAs(page, '旧链接');
});
