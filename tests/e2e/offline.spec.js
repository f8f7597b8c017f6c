// Without a network after the first visit, and a page whose part does not come.
import { expect, test } from '@playwright/test';
import { nudge, open, scoreboard, settled, words } from './page.js';

const zh = words.zh;

test('after the first visit the page and pages never opened work without a network', async ({ page, context }) => {
  test.slow();
  await open(page);
  await page.evaluate(() => navigator.serviceWorker.ready);
  // The worker takes over pages that are opened from now on.
  await page.reload();
  await settled(page);
  await nudge(page, zh.coverage, -10);
  const goals = await scoreboard(page);
  await expect(page.getByText('已存', { exact: true })).toBeVisible();
  await context.setOffline(true);
  await page.reload();
  await settled(page);
  await expect.poll(() => scoreboard(page)).toEqual(goals);
  await page.getByRole('link', { name: '帮助' }).click();
  await expect(page.getByRole('heading', { name: '帮助与名词' })).toBeVisible();
  await page.getByRole('link', { name: '规划', exact: true }).click();
  await nudge(page, zh.coverage, 10);
  await expect.poll(() => scoreboard(page)).not.toEqual(goals);
});

test.describe('on a first visit', () => {
  test.use({ serviceWorkers: 'block' });
  test('a page whose part does not come says so, and comes when asked again', async ({ page }) => {
    await open(page);
    await page.route('**/split_help*', (route) => route.abort());
    await page.getByRole('link', { name: '帮助' }).click();
    const alert = page.getByRole('alert');
    await expect(alert).toContainText('“帮助”这一页没有取到');
    await page.unroute('**/split_help*');
    await alert.getByRole('button', { name: '再试一次' }).click();
    await expect(page.getByRole('heading', { name: '帮助与名词' })).toBeVisible();
    await expect(alert).not.toContainText('没有取到');
  });
});
