// The browser's services for the page. Nothing is decided here; `src/host.rs` names the same functions.
import { atlas, packed, texts } from 'virtual:places';
import { registerSW } from 'virtual:pwa-register';
import studyUrl from '@pkg/study_bg.wasm?url';
import * as timing from './timing.js';

// The document of each place; without a place behind it, one of a time when there was only one.
const KEPT_AS = 'shapan.document';
// The place of this tab, and that of the last one that kept something.
const PLACE_AS = 'shapan.place';
// Whether the tour was taken or declined.
const TOURED_AS = 'shapan.toured';
// For tests only: every answer of the worker is held back so many milliseconds.
const slow = Number(new URLSearchParams(location.search).get('slow')) || 0;
// For tests only: persons may take no more than so many bytes.
const memory = Number(new URLSearchParams(location.search).get('memory')) || 0;
// For tests only: studies have so many workers.
const workers = Number(new URLSearchParams(location.search).get('workers')) || 0;

let update;
// Place and document that wait to be kept. The page's own events come too late when it is left: they may wait for a timer.
let unkept;
let worker;
let people;
let office;
let reportCharts;
let charts;
let peopleCharts;
let studyCharts;
// Named things, and what is called back when one of them is written or refused.
let named;
let refusedBy;
let writtenBy;
// A database that another tab or a damaged profile holds may never answer.
const silence = () => new Promise((_, fail) => setTimeout(fail, 8000, new Error('IndexedDB did not answer')));
let modelDiagram;
// Workers of studies by their numbers, and the program that all of them run.
const studies = [];
let studyProgram;
const waiting = new Map();

// Calls back with what a worker says, as long as it is the one in use. It dies once: each thing that waits in it may say so, and
// the page may be too busy to have taken another by then.
function listen(made, inUse, answered, died) {
  let over = false;
  const end = (message) => {
    if (over || !inUse()) return;
    over = true;
    died(message);
  };
  made.onmessage = ({ data }) => {
    if (!(data instanceof ArrayBuffer)) end(String(data.died));
    else if (!over && inUse()) answered(new Uint8Array(data), performance.now());
  };
  made.onerror = (event) => end(event.message || 'the worker could not be loaded');
  made.onmessageerror = () => end('a message could not be read');
}

// The bytes lie in the program's memory, which cannot be given away.
function give(to, request) {
  const bytes = request.slice().buffer;
  to.postMessage(bytes, [bytes]);
}

// Gets a file that was built with the page.
async function get(address) {
  const response = await fetch(new URL(address, document.baseURI));
  if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
  return response;
}

// Gives the user a file.
function hand(name, blob) {
  const address = URL.createObjectURL(blob);
  const link = Object.assign(document.createElement('a'), { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

export const host = {
  startWorker(answered, died) {
    worker?.terminate();
    worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
    const mine = worker;
    const told = (bytes, now) => {
      timing.answered();
      answered(bytes, now);
    };
    listen(mine, () => mine === worker, told, died);
    if (slow > 0) worker.postMessage({ slow });
  },
  send(request) {
    timing.sent();
    give(worker, request);
  },

  askPeople(request, answered, died) {
    if (!people) {
      people = new Worker(new URL('./people-worker.js', import.meta.url), { type: 'module' });
      const mine = people;
      listen(mine, () => mine === people, answered, died);
    }
    give(people, request);
  },
  stopPeople() {
    people?.terminate();
    people = undefined;
  },

  askOffice(request, answered, died) {
    if (!office) {
      office = new Worker(new URL('./office-worker.js', import.meta.url), { type: 'module' });
      const mine = office;
      // A worker that could not be loaded stays none: the next question is a new try.
      const gone = (message) => {
        mine.terminate();
        office = undefined;
        died(message);
      };
      listen(mine, () => mine === office, answered, gone);
    }
    give(office, request);
  },

  askStudy(seat, request, answered, died) {
    if (!studies[seat]) {
      const made = new Worker(new URL('./study-worker.js', import.meta.url), { type: 'module' });
      studies[seat] = made;
      listen(made, () => made === studies[seat], (bytes, now) => answered(seat, bytes, now), (message) => died(seat, message));
      // Compiled once for all of them. Where that fails the next worker is a new try, and each says itself what is wrong.
      studyProgram ??= WebAssembly.compileStreaming(fetch(studyUrl)).catch(() => (studyProgram = undefined));
      studyProgram.then((program) => made.postMessage({ program }));
    }
    give(studies[seat], request);
  },
  endStudy(seat) {
    studies[seat]?.terminate();
    studies[seat] = undefined;
  },
  workers: () => workers || Math.min(Math.max(navigator.hardwareConcurrency || 1, 1), 8),
  // Half of what the device has, as far as it tells, and never more than a module of 32 bits can use.
  memory: () => memory || Math.min((navigator.deviceMemory ?? 4) * 5e8, 2e9),

  places: () => JSON.stringify(atlas),
  firstPlace: async () => new Uint8Array(await (await get(packed[atlas[0].key])).arrayBuffer()),
  fetchPlace: (key, came, missed) =>
    get(packed[key]).then((response) => response.arrayBuffer()).then((bytes) => came(new Uint8Array(bytes)), (error) => missed(String(error.message ?? error))),
  fetchTexts: (key, came, missed) =>
    get(texts[key]).then((response) => response.text()).then(came, (error) => missed(String(error.message ?? error))),

  kept() {
    try {
      const keys = Object.keys(localStorage).filter((key) => key === KEPT_AS || key.startsWith(`${KEPT_AS}:`)).sort();
      const documents = keys.map((key) => [key.slice(KEPT_AS.length + 1), localStorage.getItem(key)]);
      return JSON.stringify({ toured: localStorage.getItem(TOURED_AS) !== null, place: sessionStorage.getItem(PLACE_AS) ?? localStorage.getItem(PLACE_AS), documents });
    } catch {
      return undefined;
    }
  },
  keepOnLeaving(place, text) {
    unkept = [place, text];
  },
  keep(place, text) {
    unkept = undefined;
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
  // `arrived` gets all records as JSON, `refused` kind and key (none where nothing can be read) and why; `written` is told of each
  // thing that is stored or taken out.
  openStore(arrived, refused, elsewhere, written) {
    [refusedBy, writtenBy] = [refused, written];
    named = import('./store.js').then(({ openStore }) => openStore(elsewhere));
    named
      .then((store) => Promise.race([store.all(), silence()]))
      .then((records) => arrived(JSON.stringify(records)), (error) => refused('', '', String(error?.message || error)));
  },
  store(kind, key, value) {
    named.then((store) => store.put(kind, key, value)).then(writtenBy, (error) => refusedBy(kind, key, String(error?.message || error)));
  },
  unstore(kind, key) {
    named.then((store) => store.remove(kind, key)).then(writtenBy, (error) => refusedBy(kind, key, String(error?.message || error)));
  },

  watchUpdates(found) {
    update = registerSW({ onNeedRefresh: () => found() });
  },
  update: () => update?.(true),

  async tour(text) {
    const { start } = await import('./tour.js');
    start(JSON.parse(text));
  },
  forgetTour() {
    try {
      localStorage.setItem(TOURED_AS, '1');
    } catch {
      // It is offered again, which does no harm.
    }
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

  download: (name, mediaType, text) => hand(name, new Blob([text], { type: mediaType })),
  downloadBytes: (name, mediaType, bytes) => hand(name, new Blob([bytes], { type: mediaType })),
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
    if (slot === 0) timing.drawn(chart.fingerprint);
  },
  // What persons are drawn with comes when their page is first opened.
  async drawPeople(figure, place, text) {
    peopleCharts ??= import('./people-charts.js');
    const { flows, spread } = await peopleCharts;
    if (place.isConnected) (figure === 'flows' ? flows : spread)(place, JSON.parse(text));
  },
  async drawStudy(figure, place, text) {
    studyCharts ??= import('./study-charts.js');
    const painters = await studyCharts;
    if (place.isConnected) painters[figure](place, JSON.parse(text));
  },
  async drawModel(place, text) {
    modelDiagram ??= import('./model-diagram.js');
    const { diagram } = await modelDiagram;
    if (place.isConnected) diagram(place, JSON.parse(text));
  },
  async drawReport(place, text) {
    reportCharts ??= import('./report-charts.js');
    const { draw } = await reportCharts;
    if (place.isConnected) draw(place, JSON.parse(text));
  },
  // Without pictures a document has tables in their place.
  async pictures(text, done) {
    try {
      reportCharts ??= import('./report-charts.js');
      const { pictures } = await reportCharts;
      done(await pictures(JSON.parse(text)));
    } catch {
      reportCharts = undefined;
      done([]);
    }
  },
  async saveFigure(figure, name, asPicture) {
    const svg = await drawn(figure);
    if (!svg) return;
    reportCharts ??= import('./report-charts.js');
    const { save } = await reportCharts;
    hand(name, await save(svg, asPicture));
  },
  print: () => print(),
  moved: timing.moved,
  async loadCharts() {
    charts = await import('./charts.js');
    for (const draw of waiting.values()) draw();
    waiting.clear();
  },
};

/** The drawing of a figure; one that is still on its way is waited for. */
async function drawn(figure) {
  for (let looks = 0; looks < 50; looks += 1) {
    const svg = document.querySelector(`#figure-${figure} :is(.plot svg, svg.stage)`);
    if (svg) return svg;
    await new Promise((done) => setTimeout(done, 100));
  }
  return undefined;
}

const leave = () => unkept && host.keep(...unkept);
addEventListener('pagehide', leave);
document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && leave());
