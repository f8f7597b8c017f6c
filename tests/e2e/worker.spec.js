// The page while the model computes: figures that lag say so, the latest move wins, a dead worker is replaced.
import { expect, test } from '@playwright/test';
import { drag, open, scoreboard, settled, slider, words } from './page.js';

const zh = words.zh;

// The one for offline use may answer before the test can.
test.use({ serviceWorkers: 'block' });

test('figures of an earlier setting are marked, and the latest setting wins', async ({ page }) => {
  await open(page, './?slow=400');
  await slider(page, zh.hours).focus();
  await page.keyboard.press('Home');
  await expect(page.locator('.score')).toHaveAttribute('aria-busy', 'true');
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowLeft');
  await settled(page);
  const slow = await scoreboard(page);
  await page.getByText('已存', { exact: true }).waitFor();
  await open(page);
  await expect(slider(page, zh.hours)).toHaveValue('59');
  await expect.poll(() => scoreboard(page)).toEqual(slow);
});

test('a worker that dies is started again', async ({ page }) => {
  let workers = 0;
  await page.route(/worker.*\.wasm/, (route) => {
    workers += 1;
    return workers === 1 ? route.fulfill({ status: 200, contentType: 'application/wasm', body: 'broken' }) : route.continue();
  });
  await open(page);
  await expect(page.getByRole('alert')).toContainText('已重新启动');
  const goals = await scoreboard(page);
  await drag(page, zh.coverage, 0.5);
  await settled(page);
  await expect.poll(() => scoreboard(page)).not.toEqual(goals);
});
