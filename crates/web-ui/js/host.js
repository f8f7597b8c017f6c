// The browser's services for the page. Nothing is decided here; `src/host.rs` names the same functions.
import { atlas, texts } from 'virtual:places';
import { drawn, moved } from './timing.js';

// The document of each place; without a place behind it, one of a time when there was only one.
const KEPT_AS = 'shapan.document';
// The place of this tab, and that of the last one that kept something.
const PLACE_AS = 'shapan.place';
// For tests only: every answer of the worker is held back so many milliseconds.
const slow = Number(new URLSearchParams(location.search).get('slow')) || 0;

let worker;
let charts;
const waiting = new Map();

export const host = {
  startWorker(answered, died) {
    worker?.terminate();
    worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
    const mine = worker;
    worker.onmessage = ({ data }) => {
      if (mine !== worker) return;
      if (data instanceof ArrayBuffer) answered(new Uint8Array(data));
      else died(String(data.died));
    };
    worker.onerror = (event) => mine === worker && died(event.message || 'the worker could not be loaded');
    worker.onmessageerror = () => mine === worker && died('a message could not be read');
    if (slow > 0) worker.postMessage({ slow });
  },
  send(request) {
    // The bytes lie in the program's memory, which cannot be given away.
    const bytes = request.slice().buffer;
    worker.postMessage(bytes, [bytes]);
  },

  places: () => JSON.stringify(atlas),
  async fetchPlace(key, came, missed) {
    try {
      const response = await fetch(new URL(texts[key], document.baseURI));
      if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
      came(await response.text());
    } catch (error) {
      missed(String(error.message ?? error));
    }
  },

  kept() {
    try {
      const keys = Object.keys(localStorage).filter((key) => key === KEPT_AS || key.startsWith(`${KEPT_AS}:`)).sort();
      const documents = keys.map((key) => [key.slice(KEPT_AS.length + 1), localStorage.getItem(key)]);
      return JSON.stringify({ place: sessionStorage.getItem(PLACE_AS) ?? localStorage.getItem(PLACE_AS), documents });
    } catch {
      return undefined;
    }
  },
  keep(place, text) {
    try {
      localStorage.setItem(`${KEPT_AS}:${place}`, text);
      for (const store of [localStorage, sessionStorage]) store.setItem(PLACE_AS, place);
      return true;
    } catch {
      return false;
    }
  },
  watchKept(changed) {
    addEventListener('storage', ({ key, newValue }) => key?.startsWith(`${KEPT_AS}:`) && newValue !== null && changed(newValue));
  },
  watchLeaving(leaving) {
    addEventListener('pagehide', () => leaving());
    document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && leaving());
  },

  copyLink(hash, done) {
    const link = location.href.split('#')[0] + hash;
    const clipboard = navigator.clipboard;
    if (clipboard) clipboard.writeText(link).then(() => done(true), () => done(false));
    else done(false);
  },
  hash: () => location.hash,
  setHash(hash) {
    history.replaceState(null, '', location.pathname + location.search + hash);
  },
  watchHash(changed) {
    addEventListener('hashchange', () => changed(location.hash));
  },

  download(name, mediaType, text) {
    const address = URL.createObjectURL(new Blob([text], { type: mediaType }));
    const link = Object.assign(document.createElement('a'), { href: address, download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  },
  chooseFile(chosen) {
    const input = Object.assign(document.createElement('input'), { type: 'file', accept: '.json,.toml,application/json' });
    input.onchange = async () => {
      const file = input.files[0];
      if (file) chosen(file.name, await file.text());
    };
    input.click();
  },

  draw(slot, place, text) {
    const chart = JSON.parse(text);
    if (!charts) {
      waiting.set(slot, () => host.draw(slot, place, text));
      return;
    }
    charts.draw(place, chart);
    if (slot === 0) drawn(chart.fingerprint);
  },
  moved,
  async loadCharts() {
    charts = await import('./charts.js');
    for (const draw of waiting.values()) draw();
    waiting.clear();
  },
};
