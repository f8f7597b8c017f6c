import { chromium } from '@playwright/test';
const [,, name, hash = '#page=people', locale='zh-CN', w='1280', h='720', scheme='light', wait='done', query=''] = process.argv;
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox','--disable-gpu'] });
const ctx = await browser.newContext({ locale, viewport: { width: +w, height: +h }, colorScheme: scheme, serviceWorkers: 'block' });
const page = await ctx.newPage();
page.on('console', (m) => ['error','warning'].includes(m.type()) && console.log('console', m.text()));
page.on('pageerror', (e) => console.log('pageerror', e.message));
const t0 = Date.now();
await page.goto(`http://127.0.0.1:${process.env.PORT ?? 4311}/${query}${hash}`);
await page.locator('#figure-4[aria-busy="false"]').waitFor({ timeout: 60000 });
console.log('first run shown after', Date.now() - t0);
if (wait === 'done') { await page.locator('.runs .how', { hasText: /已跑完|runs done/ }).waitFor({ timeout: 120000 }); console.log('all runs after', Date.now() - t0); }
await page.waitForTimeout(600);
await page.screenshot({ path: `/tmp/shots/${name}.png` });
await page.screenshot({ path: `/tmp/shots/${name}-full.png`, fullPage: true });
console.log(await page.locator('.story').first().textContent());
console.log(await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight, innerWidth].join(' ')));
await browser.close();
