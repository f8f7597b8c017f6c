// The page opens: the smallest thing that proves build, server and browser fit together.
import { expect, test } from '@playwright/test';

test('the page opens and shows its title', async ({ page }) => {
  await page.goto('./');
  await expect(page.locator('h1').first()).toBeVisible();
});
