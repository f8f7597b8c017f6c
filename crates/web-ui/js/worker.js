// The worker's shell: hands requests to the model, one after another.
import init, { answer } from '@pkg/worker.js';
import wasmUrl from '@pkg/worker_bg.wasm?url';

const ready = init({ module_or_path: wasmUrl });
let slow = 0;

self.onmessage = async ({ data }) => {
  if (!(data instanceof ArrayBuffer)) {
    slow = data.slow;
    return;
  }
  try {
    await ready;
    const bytes = answer(new Uint8Array(data));
    if (slow > 0) await new Promise((done) => setTimeout(done, slow));
    self.postMessage(bytes.buffer, [bytes.buffer]);
  } catch (error) {
    // A program that broke in the middle cannot be trusted with another request: the page starts a new one.
    self.postMessage({ died: String(error) });
  }
};
