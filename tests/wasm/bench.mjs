// One run of Chuxiong in WebAssembly, beside the native run and a bare loop over the same array; Jiangsu person by person.
import { existsSync, readFileSync } from 'node:fs';
import { place as packed } from '../../places.vite.js';

const root = new URL('../..', import.meta.url);
const worker = await import(new URL('pkg/worker.js', root));
worker.initSync({ module: readFileSync(new URL('pkg/worker_bg.wasm', root)) });

const scenario = 'chuxiong-2021';
const place = packed(scenario);
const [times, rounds] = [10, 9];
worker.run_many(place, 2 * times); // V8 compiles its optimised code meanwhile

// Solving the start is timed apart and taken off.
const seconds = (n) => {
  const start = performance.now();
  if (!worker.run_many(place, n)) throw new Error(`${scenario} does not run`);
  return performance.now() - start;
};
const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
const start = median(Array.from({ length: rounds }, () => seconds(0)));
const run = median(Array.from({ length: rounds }, () => (seconds(times) - start) / times));

const bare = median(
  Array.from({ length: rounds }, () => {
    const cells = new Float64Array(10 * 9 * 4 * 7 * 45).fill(1);
    const from = performance.now();
    for (let month = 0; month < 120; month++) for (let i = 0; i < cells.length; i++) cells[i] *= 0.999999;
    return performance.now() - from;
  }),
);
console.log(`wasm in Node: one run ${run.toFixed(2)} ms, solving the start ${start.toFixed(2)} ms, a bare JavaScript loop ${bare.toFixed(2)} ms`);

// Person by person. What is run beforehand to know how many there will be is timed apart and taken off.
const people = await import(new URL('pkg/people.js', root));
people.initSync({ module: readFileSync(new URL('pkg/people_bg.wasm', root)) });
const jiangsu = packed('jiangsu-2021');
const years = 5;
const clock = (runs, plans) => {
  const from = performance.now();
  const months = people.agent_months(jiangsu, years, runs, plans);
  return { ms: performance.now() - from, months };
};
clock(1, 1);
const lived = Array.from({ length: 5 }, () => {
  const { ms, months } = clock(1, 0);
  return { ms, speed: months / (ms - clock(0, 1).ms) / 1e3 };
});
const speed = median(lived.map(({ speed }) => speed));
console.log(`wasm in Node: Jiangsu person by person, ${years} years, ${median(lived.map(({ ms }) => ms)).toFixed(0)} ms in all; ${speed.toFixed(1)} million agent-months a second`);

// The native median is what `cargo xtask bench` measured a moment before.
const measured = new URL(`${process.env.CARGO_TARGET_DIR ?? 'target'}/criterion/${scenario}/engine/new/estimates.json`, root);
if (existsSync(measured)) {
  const native = JSON.parse(readFileSync(measured, 'utf8')).median.point_estimate / 1e6;
  console.log(`native: one run ${native.toFixed(2)} ms; wasm takes ${(run / native).toFixed(2)} times as long`);
} else {
  console.log('native: not measured yet; `cargo xtask bench` measures both');
}
