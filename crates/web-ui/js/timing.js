// What the page takes its time for, as entries of `performance`: measures `slider-to-chart` from a slider's event to the chart it led to, and
// `run` from a question to the worker's answer; marks `first-result` and `first-chart`.

const waiting = [];
let asked;

const mark = (name) => performance.getEntriesByName(name).length > 0 || performance.mark(name);

// The worker answers one question after another.
export function sent() {
  asked = performance.now();
}

export function answered() {
  if (asked !== undefined) performance.measure('run', { start: asked, end: performance.now() });
  asked = undefined;
  mark('first-result');
}

// Called within the slider's event, so that the time it waited for the page counts too.
export function moved(fingerprint) {
  waiting.push({ fingerprint, start: window.event?.timeStamp ?? performance.now() });
  // A run that broke is never drawn.
  if (waiting.length > 500) waiting.shift();
}

// A drawing answers the event that led to it and all before it, which it overtook.
export function drawn(fingerprint) {
  mark('first-chart');
  const last = waiting.findLastIndex((event) => event.fingerprint === fingerprint);
  if (last < 0) return;
  const done = waiting.splice(0, last + 1);
  requestAnimationFrame(() => {
    for (const { start } of done) performance.measure('slider-to-chart', { start, end: performance.now() });
  });
}
