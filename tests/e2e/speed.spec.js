// How fast the page follows a slider. Run it alone: beside other tests it measures them.
import { expect, test } from '@playwright/test';
import { drag, open, settled, words } from './page.js';

const zh = words.zh;

test('a slider event is on the chart within 100 ms, 95 times of 100', async ({ page }) => {
  test.setTimeout(180_000);
  await open(page);
  // Other tests and builds share the machine: what counts is a round they leave alone, of at most four.
  let at;
  for (let round = 0; round < 4 && !(at?.(0.95) <= 100); round += 1) at = await measure(page);
  expect(at(0.95)).toBeLessThanOrEqual(100);
});

/** Drags three sliders about and tells the quantiles of the time from event to chart. */
async function measure(page) {
  await page.evaluate(() => performance.clearMeasures('slider-to-chart'));
  for (const [name, to] of [[zh.coverage, 0.2], [zh.allowance, 0.9], [zh.hours, 0.1], [zh.coverage, 0.95], [zh.hours, 0.9]]) {
    await drag(page, name, to, 40);
    await settled(page);
  }
  const times = await page.evaluate(() => performance.getEntriesByName('slider-to-chart').map((entry) => entry.duration));
  times.sort((a, b) => a - b);
  const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))];
  console.log(`slider to chart: ${times.length} events, median ${at(0.5).toFixed(0)} ms, p95 ${at(0.95).toFixed(0)} ms, longest ${times.at(-1).toFixed(0)} ms`);
  expect(times.length).toBeGreaterThan(60);
  return at;
}
