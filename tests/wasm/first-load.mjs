// How much the first visit loads: every file of dist/ but the service worker's own and the
// texts of other places and what other pages than the first need, which is fetched when chosen, compressed one by one.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const dist = new URL('../../dist/', import.meta.url).pathname;
const files = readdirSync(dist, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && !/^(sw|workbox|registerSW|people|study|office|split_|chunk_)/.test(entry.name) && !/places$/.test(entry.parentPath ?? entry.path))
  .map((entry) => {
    const bytes = readFileSync(join(entry.parentPath ?? entry.path, entry.name));
    return { name: entry.name, gzip: gzipSync(bytes, { level: 9 }).length, brotli: brotliCompressSync(bytes).length };
  })
  .sort((a, b) => b.gzip - a.gzip);
const kB = (bytes) => `${(bytes / 1000).toFixed(0)} kB`;
for (const { name, gzip, brotli } of files.filter((file) => file.gzip > 2000)) console.log(`${name}: gzip ${kB(gzip)}, brotli ${kB(brotli)}`);
const total = (of) => files.reduce((sum, file) => sum + file[of], 0);
console.log(`first load: gzip ${kB(total('gzip'))}, brotli ${kB(total('brotli'))}`);
