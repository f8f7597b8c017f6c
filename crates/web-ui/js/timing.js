// How long a slider's event takes to reach the chart, as `performance` measures named `slider-to-chart`.

const waiting = [];

// Called within the slider's event, so that the time it waited for the page counts too.
export function moved(fingerprint) {
  waiting.push({ fingerprint, start: window.event?.timeStamp ?? performance.now() });
  // A run that broke is never drawn.
  if (waiting.length > 500) waiting.shift();
}

// A drawing answers the event that led to it and all before it, which it overtook.
export function drawn(fingerprint) {
  const last = waiting.findLastIndex((event) => event.fingerprint === fingerprint);
  if (last < 0) return;
  const answered = waiting.splice(0, last + 1);
  requestAnimationFrame(() => {
    for (const { start } of answered) performance.measure('slider-to-chart', { start, end: performance.now() });
  });
}
