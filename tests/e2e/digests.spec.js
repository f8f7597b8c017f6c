// The worker's model gives the same bits in this browser as natively: the goldens are those of the native tests.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { keys, place } from '../../places.vite.js';

const root = new URL('../..', import.meta.url).pathname;

for (const scenario of keys()) {
  test(`${scenario} has the bits of its golden`, async ({ page }) => {
    // The page as built inlines the worker's code under names of its own; here the same binary is opened by itself.
    await page.route('**/pkg/*', (route) => route.fulfill({ path: join(root, new URL(route.request().url()).pathname) }));
    await page.goto('./');
    const golden = readFileSync(join(root, 'scenarios', scenario, 'golden/digests.txt'), 'utf8').trim().split('\n').slice(1);
    const here = await page.evaluate(async (place) => {
      const worker = await import(new URL('/pkg/worker.js', location.href).href);
      await worker.default({ module_or_path: new URL('/pkg/worker_bg.wasm', location.href).href });
      const lines = [];
      for (const policy of ['baseline', 'document'])
        for (const [draws, seed] of [['expected', undefined], ['seed-1', 1n]]) lines.push(`${policy} ${draws} ${worker.digest(new Uint8Array(place), policy === 'document', seed)}`);
      return lines;
    }, [...place(scenario)]);
    expect(golden.length).toBeGreaterThan(0);
    expect(here).toEqual(golden);
  });
}
