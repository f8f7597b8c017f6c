// How fast the page follows a slider: measured and told, never judged, for machines are shared.
import { expect, test } from '@playwright/test';
import { drag, open, settled, words } from './page.js';

const zh = words.zh;

test('from a slider event to the redrawn chart', async ({ page }) => {
  test.setTimeout(180_000);
  await open(page);
  for (let round = 1; round <= 3; round += 1) {
    await page.evaluate(() => performance.clearMeasures('slider-to-chart'));
    for (const [name, to] of [[zh.coverage, 0.2], [zh.allowance, 0.9], [zh.hours, 0.1], [zh.coverage, 0.95], [zh.hours, 0.9]]) {
      await drag(page, name, to, 40);
      await settled(page);
    }
    const times = await page.evaluate(() => performance.getEntriesByName('slider-to-chart').map((entry) => entry.duration));
    times.sort((a, b) => a - b);
    const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))];
    console.log(`slider to chart, round ${round}: ${times.length} events, median ${at(0.5).toFixed(0)} ms, p95 ${at(0.95).toFixed(0)} ms, longest ${times.at(-1).toFixed(0)} ms`);
    expect(times.length).toBeGreaterThan(60);
  }
});
