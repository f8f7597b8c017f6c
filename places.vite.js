// The places of the page: `virtual:places` lists them. Each is two files: packed as the program takes it, fetched when it is chosen, and
// its texts, fetched when a place of one's own is written over them.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';

/** The one of a first visit. */
export const FIRST = 'chuxiong-2021';

const root = new URL('./scenarios/', import.meta.url).pathname;

/** The texts of a place: its own, then those of the scenarios it extends. */
export function texts(key) {
  const read = (name) => {
    const path = join(root, key, name);
    return existsSync(path) ? readFileSync(path, 'utf8') : null;
  };
  const scenario = read('scenario.toml');
  if (scenario === null) throw new Error(`scenarios/${key} has no scenario.toml`);
  const below = field(scenario, 'extends');
  return [{ key, scenario, regions: read('regions.csv'), history: read('history.csv') }, ...(below ? texts(below) : [])];
}

/** Keys of all places: the first, then those that look back from the latest on, then those that look ahead. */
export function keys() {
  const all = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const order = (key) => [key === FIRST ? 0 : field(texts(key)[0].scenario, 'from_run') ? 2 : 1, -Number(key.slice(-4)), key];
  return all.sort((a, b) => {
    const [x, y] = [order(a), order(b)];
    return x[0] - y[0] || x[1] - y[1] || x[2].localeCompare(y[2]);
  });
}

/** `key = "…"` of a scenario's text. */
const field = (text, name) => text.match(new RegExp(`^${name}\\s*=\\s*"([^"]*)"`, 'm'))?.[1];

/** A place as the chooser names it, each value from the uppermost text that has it. */
function entry(key) {
  const all = texts(key).map(({ scenario }) => scenario);
  const find = (pattern) => {
    const found = all.map((text) => text.match(pattern)).find(Boolean);
    if (!found) throw new Error(`scenarios/${key}/scenario.toml: nothing like ${pattern}`);
    return found;
  };
  const [, zh, en] = find(/^place\s*=\s*\{\s*zh\s*=\s*"([^"]*)",\s*en\s*=\s*"([^"]*)"\s*\}/m);
  return {
    key,
    place: { zh, en },
    from: Number(find(/^start\s*=\s*"(\d{4})-/m)[1]),
    plan_year: Number(find(/^plan_year\s*=\s*(\d{4})/m)[1]),
    from_run: field(all[0], 'from_run') ?? null,
  };
}

const hash = (content) => createHash('sha256').update(content).digest('hex').slice(0, 8);

/** A place as the program takes it: xtask has put it there. */
export const place = (key) => readFileSync(new URL(`./pkg/places/${key}.place`, import.meta.url));

/** The plugin. */
export function places() {
  // Every file by its address, which changes with its content.
  const files = (kind, content) => new Map(keys().map((key) => [key, content(key)]).map(([key, of]) => [key, { path: `places/${key}-${hash(of)}.${kind}`, of }]));
  const all = () => ({ packed: files('place', place), texts: files('json', (key) => JSON.stringify(texts(key))) });
  const [name, resolved] = ['virtual:places', '\0virtual:places'];
  return {
    name: 'places',
    resolveId: (id) => (id === name ? resolved : undefined),
    load(id) {
      if (id !== resolved) return;
      const addresses = Object.entries(all()).map(([kind, of]) => `export const ${kind} = ${JSON.stringify(Object.fromEntries([...of].map(([key, { path }]) => [key, path])))};`);
      return [`export const atlas = ${JSON.stringify(keys().map(entry))};`, ...addresses].join('\n');
    },
    generateBundle() {
      for (const of of Object.values(all())) for (const { path, of: source } of of.values()) this.emitFile({ type: 'asset', fileName: path, source });
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const asked = Object.values(all()).flatMap((of) => [...of.values()]).find(({ path }) => request.url.endsWith(`/${path}`));
        if (!asked) return next();
        response.setHeader('Content-Type', asked.path.endsWith('.json') ? 'application/json' : 'application/octet-stream');
        response.end(asked.of);
      });
    },
  };
}
