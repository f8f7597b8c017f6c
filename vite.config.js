// How the page is bundled: Vite hashes assets and builds module workers, the plugin makes the result work offline.
//
// `@pkg/…` is `pkg/` at the root, where xtask puts what cargo and wasm-bindgen made (app.js, app_bg.wasm, and the same of
// worker, people, study and office). Start a module as Vite understands it:
//
//   import init from '@pkg/app.js';
//   import wasmUrl from '@pkg/app_bg.wasm?url';
//   await init({ module_or_path: wasmUrl });
//
// and a worker with `new Worker(new URL('./worker.js', import.meta.url), { type: 'module' })`, whose worker.js does the
// same with `@pkg/worker.js`. Files that keep their name (icons) live in crates/web-ui/public/.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { compression } from 'vite-plugin-compression2';
import { VitePWA } from 'vite-plugin-pwa';
import { FIRST, places } from './places.vite.js';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  // Relative, so that the folder works under any address it is put.
  base: './',
  publicDir: 'crates/web-ui/public',
  resolve: { alias: { '@pkg': here('./pkg') } },
  worker: { format: 'es' },
  build: {
    outDir: 'dist',
    // Today's browsers: WebAssembly SIMD is the youngest thing needed, and it is older than this.
    target: 'es2022',
    // A wasm file or font inside a script could neither be cached nor compiled on its own.
    assetsInlineLimit: 0,
  },
  // What cargo writes is none of the dev server's business; thousands of files would exhaust the watcher.
  server: { watch: { ignored: ['**/target/**', '**/dist/**', '**/test-results/**'] } },
  plugins: [
    places(),
    // For publishing, each file beside itself as browsers like it best: a server that gives out what lies ready saves a third of the way.
    process.env.SHAPAN_COMPRESS && compression({ algorithms: ['brotliCompress', 'gzip'], include: /\.(html|js|css|wasm|place|json|svg|webmanifest)$/, logLevel: 'silent' }),
    VitePWA({
      // A newer version waits until somebody says so: nobody is interrupted in the middle of a workshop.
      registerType: 'prompt',
      manifest: {
        name: '社工沙盘 · Shapan',
        short_name: '社工沙盘',
        description: 'A planning sandbox for the social-work workforce.',
        lang: 'zh-CN',
        display: 'standalone',
        start_url: './',
        scope: './',
        background_color: '#ffffff',
        theme_color: '#ffffff',
        icons: [],
      },
      workbox: {
        // Everything but other places: after the first visit the page needs no network.
        globPatterns: ['**/*.{html,js,css,wasm,svg,png,ico,csv,toml,woff2,webmanifest}', `places/${FIRST}-*`],
        globIgnores: ['**/people*', '**/study*', '**/office*'],
        // A place that was chosen once is there without a network too, and so are persons and studies once a page of theirs
        // was opened, and what writes files once it wrote one.
        runtimeCaching: [
          { urlPattern: /\/places\/[^/]+\.(place|json)$/, handler: 'CacheFirst', options: { cacheName: 'places' } },
          { urlPattern: /\/people[^/]*\.(js|wasm)$/, handler: 'CacheFirst', options: { cacheName: 'people' } },
          { urlPattern: /\/study[^/]*\.(js|wasm)$/, handler: 'CacheFirst', options: { cacheName: 'study' } },
          { urlPattern: /\/office[^/]*\.(js|wasm)$/, handler: 'CacheFirst', options: { cacheName: 'office' } },
        ],
        // Twice what the modules weigh today; a file above this would silently be missing offline.
        maximumFileSizeToCacheInBytes: 8 * 1024 * 1024,
      },
    }),
  ],
});
