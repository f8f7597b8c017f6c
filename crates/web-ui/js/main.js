// Starts the page: the program first, the charts after the first paint.
import init, { start } from '@pkg/app.js';
import wasmUrl from '@pkg/app_bg.wasm?url';
import { host } from './host.js';

const [first] = await Promise.all([host.firstPlace(), init({ module_or_path: wasmUrl })]);
start(host, first);
requestAnimationFrame(() => setTimeout(() => host.loadCharts()));
