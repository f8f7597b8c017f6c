// How much the first visit loads: every file of dist/ but the service worker's own, other places, and what other pages than the first
// or the tour need, which is fetched when it is asked for; compressed one by one. `tests/e2e/speed.spec.js` weighs what a browser got.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { FIRST } from '../../places.vite.js';

const dist = new URL('../../dist/', import.meta.url).pathname;
const files = readdirSync(dist, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && !/\.(br|gz)$/.test(entry.name) && !/^(sw|workbox|registerSW|people|study|office|report|model-diagram|tour|split_|chunk_)/.test(entry.name))
  .filter((entry) => !/places$/.test(entry.parentPath ?? entry.path) || (entry.name.startsWith(FIRST) && entry.name.endsWith('.place')))
  .map((entry) => {
    const bytes = readFileSync(join(entry.parentPath ?? entry.path, entry.name));
    return { name: entry.name, gzip: gzipSync(bytes, { level: 9 }).length, brotli: brotliCompressSync(bytes).length };
  })
  .sort((a, b) => b.gzip - a.gzip);
const kB = (bytes) => `${(bytes / 1000).toFixed(0)} kB`;
for (const { name, gzip, brotli } of files.filter((file) => file.gzip > 2000)) console.log(`${name}: gzip ${kB(gzip)}, brotli ${kB(brotli)}`);
const total = (of) => files.reduce((sum, file) => sum + file[of], 0);
console.log(`first load: gzip ${kB(total('gzip'))}, brotli ${kB(total('brotli'))}`);
