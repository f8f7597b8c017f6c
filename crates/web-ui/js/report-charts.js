// Figures on paper: always dark on white, whatever the reader's theme, as SVG or as a picture.
import { blank, crisp, frame, last, straight, stroke, words } from './plot.js';

/** The style sheet's values on paper. */
function ink() {
  const probe = document.body.appendChild(Object.assign(document.createElement('div'), { className: 'paper', hidden: true }));
  const style = getComputedStyle(probe);
  const root = getComputedStyle(document.documentElement);
  const names = ['ink', 'ink-3', 'edge', 'rule', 'lever', 'base', 'sheet'];
  const values = Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
  values.font = root.getPropertyValue('--font').trim();
  probe.remove();
  return values;
}

// Round marks of an axis around values: about five of them, each end a mark.
function marks(values) {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const rough = (high - low || Math.abs(high) || 1) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const nice = [[1.5, 1], [2.5, 2], [4, 3], [7, 5], [Infinity, 10]];
  const step = power * nice.find(([below]) => rough / power < below)[1];
  const from = Math.floor(low / step);
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const say = new Intl.NumberFormat('en', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  return Array.from({ length: Math.max(1, Math.ceil(high / step) - from) + 1 }, (_, i) => ({ value: (from + i) * step, text: say.format((from + i) * step) }));
}

/** The size of a figure: as wide as a line of text on A4, so that its words are as large as those of a table there. */
const SIZE = [700, 165];

/** A line of the plan beside the one without it, as SVG. */
export function figure(plot, [width, height] = SIZE) {
  const colour = ink();
  const drawing = blank();
  const { svg } = drawing;
  for (const [name, value] of Object.entries({ xmlns: 'http://www.w3.org/2000/svg', width, height, viewBox: `0 0 ${width} ${height}`, 'font-family': colour.font })) svg.setAttribute(name, value);
  const [goalYear, goal] = plot.target ?? [];
  const aimed = plot.years.includes(goalYear);
  const counted = plot.counted.filter(([year]) => plot.years.includes(year));
  const known = [...plot.baseline, ...plot.plan, ...(aimed ? [goal] : []), ...counted.map(([, value]) => value)].filter(Number.isFinite);
  const heights = marks(known.length ? known : [0, 1]);
  const [axis, years] = [{ min: heights[0].value, max: heights.at(-1).value }, [plot.years[0], plot.years.at(-1)]];
  const at = frame({ width, height }, { years, axis }, { left: 58, right: 92, top: 30, bottom: 26 });
  const text = (say, x, y, anchor) => words(say, x, y, colour['ink-3'], { anchor });
  const every = Math.ceil((34 * (years[1] - years[0])) / (at.right - at.left));
  drawing.axes([
    { tag: 'rect', width, height, fill: colour.sheet },
    ...heights.map(({ value }) => straight(at.left, crisp(at.y(value)), at.right, crisp(at.y(value)), colour.rule, 1)),
    straight(at.left, crisp(at.bottom), at.right, crisp(at.bottom), colour.edge, 1),
    ...plot.years.map((year) => straight(crisp(at.x(year)), at.bottom, crisp(at.x(year)), at.bottom + 5, colour.edge, 1)),
    text(plot.unit, at.left, at.top - 21, 'middle'),
    ...heights.map((mark) => text(mark.text, at.left - 8, at.y(mark.value), 'end')),
    ...plot.years.filter((_, i) => i % every === 0).map((year) => text(String(year), at.x(year), at.bottom + 14, 'middle')),
  ]);
  const lines = [
    { name: plot.baseline_name, values: plot.baseline, tone: colour.base, dash: '8 4' },
    { name: plot.plan_name, values: plot.plan, tone: colour.lever },
  ].map((line) => ({ ...line, course: plot.years.map((year, i) => [year, line.values[i]]) }));
  // Names at the ends of lines do not cover each other.
  const ends = lines.filter(({ course }) => last(course)).map((line) => ({ ...line, x: at.x(last(line.course)[0]), y: at.y(last(line.course)[1]) }));
  if (ends.length === 2) {
    const [upper, lower] = [...ends].sort((a, b) => a.y - b.y);
    const push = Math.max(0, 15 - (lower.y - upper.y)) / 2;
    upper.y -= push;
    lower.y += push;
  }
  drawing.marks([
    ...lines.flatMap(({ course, tone, dash }) => [
      stroke(at.course(course), tone, 2, { 'stroke-dasharray': dash }),
      ...course.filter(([, value]) => Number.isFinite(value)).map(([year, value]) => ({ tag: 'circle', cx: at.x(year), cy: at.y(value), r: 2, fill: tone })),
    ]),
    // As on the page: a count is a mark of its own, no line.
    ...counted.map(([year, value]) => ({ tag: 'rect', x: at.x(year) - 3.5, y: at.y(value) - 3.5, width: 7, height: 7, fill: colour.ink })),
    ...counted.slice(-1).map(([year, value]) => words(plot.counted_name, at.x(year), at.y(value) + 14, colour.ink, { anchor: 'middle', halo: colour.sheet })),
    ...ends.map(({ name, x, y, tone }) => words(name, x + 8, y, tone)),
    ...(aimed ? [
      { tag: 'rect', x: at.x(goalYear) - 15, y: at.y(goal) - 2, width: 30, height: 4, fill: colour.ink },
      words(`${plot.target_name} ${goal.toLocaleString('en')}`, at.x(goalYear), at.y(goal) - 13, colour.ink, { anchor: 'middle', halo: colour.sheet }),
    ] : []),
  ]);
  return new XMLSerializer().serializeToString(svg);
}

/** Draws a figure of the report in its place. */
export function draw(place, plot) {
  place.innerHTML = figure(plot);
}

/** An SVG as a picture, twice as fine as it is large. */
export async function png(svg, width, height) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = Object.assign(document.createElement('canvas'), { width: 2 * width, height: 2 * height });
  canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((made, failed) => canvas.toBlob((blob) => (blob ? made(blob) : failed(new Error('no picture'))), 'image/png'));
}

/** The figures of a report as pictures: bytes, one after another, all 620 × 250. */
export async function pictures(plots) {
  const blobs = await Promise.all(plots.map((plot) => png(figure(plot), ...SIZE)));
  return Promise.all(blobs.map(async (blob) => new Uint8Array(await blob.arrayBuffer())));
}

// What the style sheet may say of the parts of a drawing, and what a page needs of them and a file does not.
const PAINT = ['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'font-size', 'font-weight', 'text-anchor'];
const OF_THE_PAGE = ['class', 'role', 'tabindex', 'aria-label', 'aria-pressed', 'aria-hidden', 'data-node', 'data-ends'];

/** The whole of a drawing that is moved and dressed by the page, such as the diagram of the model; gives what it covers. */
function whole(copy, svg) {
  const parts = svg.querySelectorAll('*');
  copy.querySelectorAll('*').forEach((part, i) => {
    const style = getComputedStyle(parts[i]);
    for (const name of PAINT) part.setAttribute(name, style.getPropertyValue(name));
    for (const name of OF_THE_PAGE) part.removeAttribute(name);
  });
  for (const name of OF_THE_PAGE) copy.removeAttribute(name);
  copy.querySelector(':scope > g').removeAttribute('transform');
  const { x, y, width, height } = svg.querySelector(':scope > g').getBBox();
  const room = 12;
  const covered = { x: x - room, y: y - room, width: width + 2 * room, height: height + 2 * room };
  copy.setAttribute('viewBox', Object.values(covered).join(' '));
  return covered;
}

const sizeOf = (svg) => {
  const { width, height } = svg.getBoundingClientRect();
  return { width, height };
};

/** A figure of the page as it is shown, with its ground and its font: as SVG or PNG. */
export async function save(svg, asPicture) {
  const root = getComputedStyle(document.documentElement);
  const copy = svg.cloneNode(true);
  // How it stands in the page and how its lines glide is none of a file's business.
  for (const node of [copy, ...copy.querySelectorAll('[style]')]) node.removeAttribute('style');
  copy.removeAttribute('aria-hidden');
  const { x = 0, y = 0, width, height } = svg.matches('.stage') ? whole(copy, svg) : sizeOf(svg);
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', width);
  copy.setAttribute('height', height);
  copy.setAttribute('font-family', root.getPropertyValue('--font').trim());
  const ground = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  for (const [name, value] of Object.entries({ x, y, width, height, fill: root.getPropertyValue('--sheet').trim() })) ground.setAttribute(name, value);
  copy.prepend(ground);
  const text = new XMLSerializer().serializeToString(copy);
  return asPicture ? png(text, width, height) : new Blob([text], { type: 'image/svg+xml' });
}
