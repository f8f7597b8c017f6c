// The shell of the worker that opens and writes files: hands it requests, one after another.
import init, { answer } from '@pkg/office.js';
import wasmUrl from '@pkg/office_bg.wasm?url';

const ready = init({ module_or_path: wasmUrl });

self.onmessage = async ({ data }) => {
  try {
    await ready;
    const bytes = answer(new Uint8Array(data), new Date().toLocaleDateString('sv'));
    self.postMessage(bytes.buffer, [bytes.buffer]);
  } catch (error) {
    // A program that broke in the middle cannot be trusted with another request: the page starts a new one.
    self.postMessage({ died: String(error) });
  }
};
