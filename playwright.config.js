// End-to-end tests against a page that `cargo xtask test` already serves.
//
// BASE_URL is that page, CHROMIUM the browser to drive, SHAPAN_BIN the command line; xtask sets them and finds or installs the browser,
// because Playwright's own download is not reachable everywhere.
import { defineConfig } from '@playwright/test';

const { BASE_URL, CHROMIUM } = process.env;
if (!BASE_URL) {
  throw new Error('BASE_URL is not set: run `cargo xtask test --only e2e [pattern]`, which builds and serves the page');
}

export default defineConfig({
  testDir: 'tests/e2e',
  // Measuring is no test: `cargo xtask bench` runs it, alone.
  projects: [
    { name: 'stories', testIgnore: 'speed.spec.js' },
    { name: 'speed', testMatch: 'speed.spec.js' },
  ],
  outputDir: 'test-results',
  reporter: [['list']],
  // The model itself computes in a worker per page: more browsers than this only make each other slow.
  workers: 2,
  // A test that passes on the second try has found something.
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  use: {
    baseURL: BASE_URL,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1280, height: 800 },
    // The tour is offered on a first visit only; its own story begins without this.
    storageState: { cookies: [], origins: [{ origin: new URL(BASE_URL).origin, localStorage: [{ name: 'shapan.toured', value: '1' }] }] },
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: CHROMIUM,
      args: [
        // Containers run as root, where Chromium refuses its sandbox; the page under test is our own.
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
