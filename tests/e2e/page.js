// How the stories speak of the page: by what a reader sees and hears, never by how it is built.
import { expect } from '@playwright/test';

export const words = {
  zh: { coverage: '社工站覆盖', allowance: '中级月津贴', hours: '培训学时', reset: '重置', undo: '撤销', share: '分享', table: '数据表', close: '关闭' },
  en: { coverage: 'Station coverage', allowance: 'Allowance, mid', hours: 'Training hours', reset: 'Reset', undo: 'Undo', share: 'Share', table: 'Data', close: 'Close' },
};

/** Opens the page and waits for its first result. */
export async function open(page, address = './') {
  await page.goto(address);
  await settled(page);
}

/** Waits until the page has taken up what it was given: a busy page puts that off from one timer to the next. */
const turn = (page) =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(() => requestIdleCallback(done, { timeout: 5000 }), 20))));

/**
 * Waits until every figure belongs to what the sliders show, and the charts are drawn.
 *
 * What comes from outside the page (a file that is being read, an answer of the store) it cannot foresee: after those a
 * story asks for the words or figures they bring, with an expectation that waits.
 */
export async function settled(page) {
  await turn(page);
  // Of *Plan* itself: another page, which has figures of its own, may be just about to go.
  await expect(page.locator('#figure-1 svg')).toBeVisible();
  await expect(page.locator('section[aria-busy="true"]')).toHaveCount(0);
}

export const slider = (page, name) => page.getByRole('slider', { name, exact: true });

/** Moves a slider with the keyboard by so many ticks. */
export async function nudge(page, name, ticks) {
  await slider(page, name).focus();
  for (let i = 0; i < Math.abs(ticks); i += 1) await page.keyboard.press(ticks > 0 ? 'ArrowRight' : 'ArrowLeft');
  await settled(page);
}

/** Drags a slider's thumb to a share of its track, in steps. */
export async function drag(page, name, to, steps = 12) {
  const input = slider(page, name);
  const box = await input.boundingBox();
  const at = await input.evaluate((el) => (el.value - el.min) / (el.max - el.min));
  const thumb = 14;
  const x = (share) => box.x + thumb / 2 + (box.width - thumb) * share;
  const y = box.y + box.height / 2;
  await page.mouse.move(x(at), y);
  await page.mouse.down();
  for (let i = 1; i <= steps; i += 1) {
    await page.mouse.move(x(at + ((to - at) * i) / steps), y);
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
  await page.mouse.up();
}

/** Name → value and margin of every target, as the scoreboard writes them. */
export async function scoreboard(page) {
  const rows = page.locator('.goals [data-target] .goal');
  const all = await rows.evaluateAll((rows) =>
    rows.map((row) => [row.querySelector('.name').textContent, [row.querySelector('.val').textContent, row.querySelector('.gap').textContent]]),
  );
  return Object.fromEntries(all);
}

/** What the two large charts say to a screen reader. */
export const charts = (page) => page.locator('figure [role="img"]').evaluateAll((all) => all.map((el) => el.getAttribute('aria-label')));

/** The table behind a chart, cell by cell. */
export async function chartTable(page, figure, word) {
  await page.locator('figure').nth(figure).getByRole('button', { name: word.table }).click();
  const dialog = page.getByRole('dialog');
  const rows = dialog.locator('tbody tr');
  await expect(rows.first()).toBeVisible();
  const cells = await rows.evaluateAll((rows) => rows.map((row) => [...row.cells].map((cell) => cell.textContent)));
  await dialog.getByRole('button', { name: word.close }).click();
  // As long as it is open nothing else takes the focus.
  await expect(dialog).toBeHidden();
  return cells;
}

/** What the browser's store holds: writing takes its time, and a page that is left before has not written. */
export const stored = (page) =>
  page.evaluate(
    () =>
      new Promise((done, failed) => {
        const opening = indexedDB.open('shapan');
        // To make it is the page's part, which has not come so far.
        opening.onupgradeneeded = () => opening.transaction.abort();
        opening.onerror = () => (opening.error.name === 'AbortError' ? done([]) : failed(opening.error));
        opening.onsuccess = () => {
          const all = opening.result.transaction('records').objectStore('records').getAll();
          all.onsuccess = () => {
            opening.result.close();
            done(all.result);
          };
        };
      }),
  );

/** Opens the share menu and chooses an entry. */
export async function share(page, word, entry) {
  await page.getByRole('button', { name: word.share, exact: true }).click();
  await page.getByRole('button', { name: entry }).click();
}

/** The link the page gives out: clipboards are closed to tests, so it comes in the address. */
export async function link(page, word, entry) {
  await page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true }));
  await share(page, word, entry);
  await expect.poll(() => page.evaluate(() => location.hash)).toContain('#s=');
  return page.url();
}
