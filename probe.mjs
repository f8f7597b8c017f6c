import { chromium } from '@playwright/test';
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox','--disable-gpu'] });
const page = await (await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 720 }, serviceWorkers: 'block' })).newPage();
await page.goto(`http://127.0.0.1:4311/${process.argv[2] ?? '#page=people'}`);
await page.locator('#figure-4[aria-busy="false"]').waitFor();
const select = page.getByRole('combobox', { name: 'Whose life is told' });
for (const option of await select.locator('option').allTextContents()) {
  await select.selectOption(option);
  await page.waitForTimeout(150);
  console.log('\n##', option, '|', await page.locator('.life .note').textContent());
  for (let i = 0; i < 2; i++) { console.log('-', await page.locator('.story').textContent()); const b = page.getByRole('button', { name: 'Next person' }); if (await b.isEnabled()) await b.click(); await page.waitForTimeout(100); }
}
await browser.close();
