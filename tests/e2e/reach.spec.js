// Everybody reaches everything: by keyboard, by screen reader, in both languages and themes, on a phone.
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { chartTable, nudge, open, scoreboard, settled, slider, words } from './page.js';

for (const [locale, lang] of [['zh-CN', 'zh'], ['en-GB', 'en']]) {
  for (const colorScheme of ['light', 'dark']) {
    test(`axe finds nothing: ${lang}, ${colorScheme}`, async ({ browser, baseURL }) => {
      test.slow();
      const context = await browser.newContext({ baseURL, locale, colorScheme });
      const page = await context.newPage();
      await open(page);
      const check = async () => {
        const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze();
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(' | ')}`)).toEqual([]);
      };
      await check();
      await page.getByRole('button', { name: words[lang].coverage }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await check();
      await page.keyboard.press('Escape');
      await page.getByRole('listbox').press('Enter');
      await page.getByRole('button', { name: lang === 'zh' ? '示意图' : 'Tiles', exact: true }).click();
      await settled(page);
      await check();
      await page.getByRole('button', { name: lang === 'zh' ? '表' : 'Table', exact: true }).click();
      await page.getByRole('button', { name: words[lang].share, exact: true }).click();
      await expect(page.getByRole('button', { name: words[lang].share, exact: true })).toHaveAttribute('aria-expanded', 'true');
      await check();
      await context.close();
    });
  }
}

test('the whole way by keyboard: lever, details, undo, share', async ({ page }) => {
  test.slow();
  await open(page);
  const zh = words.zh;
  const before = await scoreboard(page);
  const tabTo = async (locator) => {
    for (let i = 0; i < 90; i += 1) {
      if (await locator.evaluate((el) => el === document.activeElement)) return;
      await page.keyboard.press('Tab');
    }
    throw new Error('the keyboard does not get there');
  };
  await tabTo(page.getByRole('link', { name: '跳到措施' }));
  await page.keyboard.press('Enter');
  await tabTo(slider(page, zh.coverage));
  await page.keyboard.press('Home');
  await settled(page);
  await expect.poll(() => scoreboard(page)).not.toEqual(before);
  const details = page.getByRole('button', { name: `${zh.coverage}：详情` });
  await tabTo(details);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(details).toBeFocused();
  await page.getByRole('button', { name: zh.undo }).focus();
  await page.keyboard.press('Enter');
  await settled(page);
  await expect.poll(() => scoreboard(page)).toEqual(before);
  await page.getByRole('button', { name: zh.share, exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: '复制链接' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: zh.share, exact: true })).toBeFocused();
});

test('every chart has a sentence and a table that agree', async ({ page }) => {
  await open(page);
  const rows = await chartTable(page, 0, words.zh);
  const [, plan, baseline] = rows.find(([year]) => year === '2025');
  const said = await page.locator('figure [role="img"]').first().getAttribute('aria-label');
  expect(said).toContain(`${plan} 人`);
  expect(said).toContain(`${baseline} 人`);
});

test('on a phone nothing but the figures scrolls sideways', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ baseURL, locale: 'zh-CN', viewport: { width: 390, height: 844 }, hasTouch: true });
  const page = await context.newPage();
  for (const change of [async () => {}, () => page.getByRole('button', { name: 'Switch to English' }).click()]) {
    await open(page);
    await change();
    await settled(page);
    const { wide, view } = await page.evaluate(() => ({ wide: document.documentElement.scrollWidth, view: innerWidth }));
    expect(wide).toBeLessThanOrEqual(view);
  }
  await nudge(page, words.en.hours, 4);
  const small = await page.locator('button:visible, a:visible, input:visible').evaluateAll((all) =>
    all.filter((el) => !el.closest('.sr') && el.getBoundingClientRect().height > 1 && el.getBoundingClientRect().height < 24).map((el) => el.outerHTML.slice(0, 90)),
  );
  expect(small).toEqual([]);
  await context.close();
});

test('at 1280 × 720 the whole plan is on one screen', async ({ browser, baseURL }) => {
  for (const locale of ['zh-CN', 'en-GB']) {
    const context = await browser.newContext({ baseURL, locale, viewport: { width: 1280, height: 720 } });
    const page = await context.newPage();
    await open(page);
    const { high, wide } = await page.evaluate(() => ({ high: document.documentElement.scrollHeight, wide: document.documentElement.scrollWidth }));
    expect(high).toBeLessThanOrEqual(720);
    expect(wide).toBeLessThanOrEqual(1280);
    await context.close();
  }
});
