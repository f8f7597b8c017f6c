// The shell of a worker of studies: gets its program, then steps of jobs, and gives its answers to the page as they come.
import init, { answer } from '@pkg/study.js';
import wasmUrl from '@pkg/study_bg.wasm?url';

let start;
const ready = new Promise((resolve) => (start = resolve));

self.onmessage = async ({ data }) => {
  try {
    if (!(data instanceof ArrayBuffer)) {
      // Compiled once for all workers; where that failed this one tries by itself, and says why it cannot.
      start(init({ module_or_path: data.program ?? wasmUrl }));
      await ready;
      return;
    }
    await ready;
    answer(new Uint8Array(data), () => performance.now(), (bytes) => self.postMessage(bytes.buffer, [bytes.buffer]));
  } catch (error) {
    // A program that broke in the middle cannot be trusted with another step: the page starts a new one.
    self.postMessage({ died: String(error) });
  }
};
