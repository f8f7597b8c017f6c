// The shell of the worker of persons: hands it a request and its answers to the page, as they come.
import init, { answer } from '@pkg/people.js';
import wasmUrl from '@pkg/people_bg.wasm?url';

const ready = init({ module_or_path: wasmUrl });

self.onmessage = async ({ data }) => {
  try {
    await ready;
    answer(new Uint8Array(data), () => performance.now(), (bytes) => self.postMessage(bytes.buffer, [bytes.buffer]));
  } catch (error) {
    // A program that broke in the middle cannot be trusted with another request: the page starts a new one.
    self.postMessage({ died: String(error) });
  }
};
