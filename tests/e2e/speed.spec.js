// How fast the page is: measured and told, never judged, for machines are shared.
import { expect, test } from '@playwright/test';
import { drag, open, settled, words } from './page.js';

const zh = words.zh;

const sorted = (values) => [...values].sort((a, b) => a - b);
const at = (values, share) => values[Math.min(values.length - 1, Math.floor(values.length * share))];
const ms = (value) => `${value.toFixed(0)} ms`;

test('what the first load weighs on its way, until the page answers and the charts are drawn', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ baseURL, serviceWorkers: 'block' });
  const page = await context.newPage();
  const done = [];
  page.on('requestfinished', (request) => done.push(request));
  await page.goto('./');
  await settled(page);
  const files = await Promise.all(done.map(async (request) => ({ name: new URL(request.url()).pathname.split('/').pop() || 'index.html', bytes: (await request.sizes()).responseBodySize })));
  const kB = (bytes) => `${(bytes / 1000).toFixed(0)} kB`;
  const heavy = files.sort((a, b) => b.bytes - a.bytes).filter(({ bytes }) => bytes > 2000);
  console.log(`first load: ${kB(files.reduce((sum, { bytes }) => sum + bytes, 0))} in ${files.length} files: ${heavy.map(({ name, bytes }) => `${name} ${kB(bytes)}`).join(', ')}`);
  expect(files.some(({ name }) => name.startsWith('worker_bg'))).toBe(true);
  await context.close();
});

test('from the address to a page that answers', async ({ browser, baseURL }) => {
  test.setTimeout(180_000);
  for (const kind of ['first visit', 'from the cache']) {
    const times = [];
    let context;
    for (let round = 0; round < 7; round += 1) {
      if (!context || kind === 'first visit') {
        await context?.close();
        context = await browser.newContext({ baseURL });
      }
      const page = await context.newPage();
      await page.goto('./');
      // Drawn, and what is drawn is this plan's: from then on a slider moves figures.
      await settled(page);
      times.push(await page.evaluate(() => {
        const of = (name) => performance.getEntriesByName(name)[0]?.startTime;
        return { paint: of('first-contentful-paint'), result: of('first-result'), chart: of('first-chart') };
      }));
      await page.close();
    }
    await context.close();
    // The first round also starts the browser's own caches of compiled code.
    const of = (name) => sorted(times.slice(1).map((time) => time[name]));
    for (const name of ['paint', 'result', 'chart']) expect(of(name).every(Number.isFinite)).toBe(true);
    const say = (name) => `${ms(at(of(name), 0.5))} (longest ${ms(of(name).at(-1))})`;
    console.log(`${kind}: first paint ${say('paint')}, figures of the plan ${say('result')}, charts drawn ${say('chart')}`);
  }
});

test('from a slider event to the redrawn chart, and what keeps the page from answering meanwhile', async ({ page }) => {
  test.setTimeout(180_000);
  await open(page);
  await page.evaluate(() => {
    window.longTasks = [];
    new PerformanceObserver((list) => window.longTasks.push(...list.getEntries().map((entry) => entry.duration))).observe({ type: 'longtask' });
  });
  for (let round = 1; round <= 3; round += 1) {
    await page.evaluate(() => {
      performance.clearMeasures();
      window.longTasks.length = 0;
    });
    for (const [name, to] of [[zh.coverage, 0.2], [zh.allowance, 0.9], [zh.hours, 0.1], [zh.coverage, 0.95], [zh.hours, 0.9]]) {
      await drag(page, name, to, 40);
      await settled(page);
    }
    const of = (name) => page.evaluate((name) => performance.getEntriesByName(name).map((entry) => entry.duration), name).then(sorted);
    const [events, runs, long] = [await of('slider-to-chart'), await of('run'), sorted(await page.evaluate(() => window.longTasks))];
    const say = (times) => `median ${ms(at(times, 0.5))}, p95 ${ms(at(times, 0.95))}, longest ${ms(times.at(-1))}`;
    console.log(`round ${round}: ${events.length} slider events to their charts: ${say(events)}; ${runs.length} runs in the worker: ${say(runs)}; ` +
      `${long.length} tasks over 50 ms on the page${long.length ? `: ${say(long)}` : ''}`);
    expect(events.length).toBeGreaterThan(60);
  }
});
