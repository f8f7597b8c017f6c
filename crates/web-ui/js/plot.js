// What all figures of lines share: their place, its axes, and the marks that are drawn on it.
//
// A figure is a list of shapes in the order in which they cover each other: `{ tag, text, …attributes }`. All colours and fonts are
// attributes, because a figure is saved as a file of its own too.
const SVG = 'http://www.w3.org/2000/svg';

export const still = matchMedia('(prefers-reduced-motion: reduce)');
const kept = new Map();
let clips = 0;

function el(name, parent) {
  const made = document.createElementNS(SVG, name);
  parent?.append(made);
  return made;
}

// A layer keeps its nodes: what is drawn again sets only what is different.
function layer(group) {
  let were = [];
  return (shapes) => {
    shapes.forEach((shape, at) => {
      let was = were[at];
      let node = group.childNodes[at];
      if (was?.tag !== shape.tag) {
        const made = el(shape.tag);
        if (node) node.replaceWith(made);
        else group.append(made);
        [was, node] = [{}, made];
      }
      for (const [name, value] of Object.entries(shape)) {
        if (value === was[name] || name === 'tag') continue;
        if (name === 'text') node.textContent = value;
        else if (value === undefined) node.removeAttribute(name);
        else node.setAttribute(name, value);
      }
      for (const name of Object.keys(was)) if (!(name in shape)) node.removeAttribute(name);
    });
    while (group.childNodes.length > shapes.length) group.lastChild.remove();
    were = shapes;
  };
}

/** An empty drawing: its axes, and what is drawn on them. */
export function blank() {
  const svg = el('svg');
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('style', 'display:block;user-select:none');
  const clip = el('clipPath', el('defs', svg));
  clip.id = `plot-${(clips += 1)}`;
  const shown = { svg, clip: layer(clip), clipped: `url(#${clip.id})`, width: 0, height: 0 };
  for (const name of ['axes', 'marks']) shown[name] = layer(el('g', svg));
  return shown;
}

/** Hands a figure to its painter now and whenever its place changes its size. */
export function show(place, chart, paint) {
  let shown = kept.get(place);
  if (!shown) {
    forget();
    shown = blank();
    place.replaceChildren(shown.svg);
    kept.set(place, shown);
    [shown.width, shown.height] = [place.clientWidth, place.clientHeight];
    shown.observer = new ResizeObserver(([{ contentRect }]) => {
      const [width, height] = [contentRect.width, contentRect.height].map(Math.round);
      if (width === shown.width && height === shown.height) return;
      Object.assign(shown, { width, height });
      painted(shown, false);
    });
    shown.observer.observe(place);
  }
  Object.assign(shown, { chart, paint });
  painted(shown, chart.glide);
}

// A page that is put away has no size: it is painted when it comes back.
function painted(shown, glide) {
  const { chart, paint, width, height } = shown;
  if (width <= 0 || height <= 0) return;
  const theme = document.documentElement.dataset.theme;
  const colour = colours(theme);
  shown.svg.setAttribute('width', width);
  shown.svg.setAttribute('height', height);
  shown.svg.setAttribute('font-family', colour('font'));
  paint({ shown, chart, colour, theme, width, height, glide: glide && !still.matches });
}

// What was drawn is kept until its place is gone: another page was chosen.
function forget() {
  for (const [place, { observer }] of kept) {
    if (place.isConnected) continue;
    observer.disconnect();
    kept.delete(place);
  }
}

// The style sheet's values in a theme. Asking for them makes the browser lay out the page: once for each theme is enough.
const palettes = new Map();
export function colours(theme) {
  let known = palettes.get(theme);
  if (!known) {
    const style = getComputedStyle(document.documentElement);
    const values = new Map();
    known = (name) => {
      if (!values.has(name)) values.set(name, style.getPropertyValue(`--${name}`).trim());
      return values.get(name);
    };
    palettes.set(theme, known);
  }
  return known;
}

// A tenth of a pixel is finer than one sees.
const dot = (value) => Math.round(value * 10) / 10;

/** Where years and values stand within margins. */
export function frame({ width, height }, { years: [from, to], axis: { min, max } }, margin) {
  const { left, top } = margin;
  const [right, bottom] = [Math.max(width - margin.right, left + 1), Math.max(height - margin.bottom, top + 1)];
  const x = (year) => left + ((year - from) / (to - from)) * (right - left);
  const y = (value) => bottom - ((value - min) / (max - min)) * (bottom - top);
  // Through points of year and value; where a value is missing it is broken.
  const course = (points, pen = 'M') => {
    let [d, next] = ['', pen];
    for (const [year, value] of points) {
      if (Number.isFinite(value)) d += `${next}${dot(x(year))} ${dot(y(value))}`;
      next = Number.isFinite(value) ? 'L' : 'M';
    }
    return d;
  };
  // Around what lies between two sides.
  const between = (low, high) => `${course(high.filter(known))}${course(low.filter(known).reverse(), 'L')}z`;
  return { left, right, top, bottom, x, y, course, between };
}

const known = ([, value]) => Number.isFinite(value);

export const points = (chart, values) => values.map((value, month) => [chart.first + month / 12, value]);

/** The last point of a line that has a value. */
export const last = (points) => points.findLast(known);

// How wide words are. They are measured on a canvas, which lays out nothing.
const widths = new Map();
let canvas;
export function wide(text, size, font) {
  const key = `${size} ${text}`;
  if (!widths.has(key)) {
    canvas ??= document.createElement('canvas').getContext('2d');
    canvas.font = `${size}px ${font}`;
    widths.set(key, canvas.measureText(text).width);
  }
  return widths.get(key);
}

/** Words in the middle of a height; with a halo where they cover a line. */
export const words = (text, x, y, fill, { size = 12, weight, anchor = 'start', halo, over = 4 } = {}) => ({
  tag: 'text',
  text,
  x: dot(x),
  y: dot(y),
  fill,
  'font-size': size,
  'font-weight': weight,
  'text-anchor': anchor,
  'dominant-baseline': 'central',
  ...(halo && { stroke: halo, 'stroke-width': over, 'stroke-linejoin': 'round', 'paint-order': 'stroke' }),
});

export const stroke = (d, tone, width, more) => ({ tag: 'path', d, fill: 'none', stroke: tone, 'stroke-width': width, 'stroke-linejoin': 'bevel', ...more });

export const straight = (x1, y1, x2, y2, tone, width, more) => stroke(`M${dot(x1)} ${dot(y1)}L${dot(x2)} ${dot(y2)}`, tone, width, more);

/** A square around a point. */
export const square = (x, y, half, fill, tone, width, more) => ({ tag: 'rect', x: dot(x - half), y: dot(y - half), width: 2 * half, height: 2 * half, fill, stroke: tone, 'stroke-width': width, ...more });

/** A square on its corner. */
export const diamond = (x, y, half, fill, more) => ({ tag: 'path', d: `M${dot(x)} ${dot(y - half)}l${half} ${half}l${-half} ${half}l${-half} ${-half}z`, fill, ...more });

/** Lines of words behind the end of a line. They glide with it, so they are moved rather than placed. */
export const endLabel = (lines, x, y, fill, height, { style, ...more } = {}) =>
  lines.map((text, at) => ({
    ...words(text, 0, (at - (lines.length - 1) / 2) * height, fill, more),
    transform: `translate(${dot(x + 5)} ${dot(y)})`,
    style,
  }));

// Lines of one pixel fill a row of pixels, rather than half of two.
export const crisp = (at) => (Math.round(2 * at) | 1) / 2;

/** Draws both axes, unless they stand there already. */
export function axes({ shown, chart, colour, theme }, at) {
  const { years: [from, to], axis: { min, interval, labels, unit } } = chart;
  const { left, right, top, bottom, x, y } = at;
  const around = JSON.stringify([theme, left, right, top, bottom, from, to, chart.axis]);
  if (around === shown.around) return;
  shown.around = around;
  shown.clip([{ tag: 'rect', x: left - 1, y: top - 1, width: right - left + 2, height: bottom - top + 2 }]);
  const [edge, rule, ink] = [colour('edge'), colour('rule'), colour('ink-3')];
  const heights = labels.map((_, mark) => y(min + mark * interval));
  // Where years stand close together only every fifth has its number.
  const all = (right - left) / (to - from) >= 21;
  const years = Array.from({ length: to - from + 1 }, (_, year) => from + year);
  const name = (year) => (year % 5 === 0 ? String(year) : all ? String(year).slice(2) : '');
  shown.axes([
    ...heights.map((at) => straight(left, crisp(at), right, crisp(at), rule, 1)),
    // It ends where the numbers below it end, unless it is too long.
    words(unit, Math.max(left - 6, wide(unit, 12, colour('font')) + 1), top - 15, ink, { anchor: 'end' }),
    straight(crisp(left), bottom, crisp(left), top, edge, 1),
    straight(left, crisp(bottom), right, crisp(bottom), edge, 1),
    ...heights.map((at) => straight(left - 5, crisp(at), left, crisp(at), edge, 1)),
    ...years.map((year) => straight(crisp(x(year)), bottom, crisp(x(year)), bottom + 4, edge, 1)),
    ...labels.map((label, mark) => words(label, left - 8, heights[mark], ink, { size: 11, anchor: 'end' })),
    ...years.map((year) => words(name(year), x(year), bottom + 13.5, ink, { size: 11, anchor: 'middle' })).filter(({ text }) => text),
  ]);
}

/** A bar at each target's year and the distance from the plan to it. */
export function targetMarks({ chart: { targets, axis, start, first }, colour, width }, at) {
  const half = width < 420 ? 15 : 19;
  const [ink, sheet] = [colour('ink'), colour('sheet')];
  return targets.flatMap((target) => {
    const [x, y] = [at.x(target.year), at.y(target.goal)];
    const reach = at.y(Math.min(Math.max(target.value, axis.min), axis.max));
    const tone = colour(target.met ? 'met' : 'short');
    const text = (text, x, y, anchor, fill, weight) => words(text, x, y, fill, { anchor, weight, halo: sheet });
    // Beside an assumed start, whose words stand there already, a target says its value elsewhere.
    const away = start ? x - at.x(first) : Infinity;
    const below = reach > y;
    const label = () => {
      if (away < 88) return text(target.label, x + half + 5, y, 'start', ink);
      if (away < 130) return text(target.label, x, below ? y - 11 : y + 12, 'middle', ink);
      return text(target.label, x - half - 5, y, 'end', ink);
    };
    // The distance stands where a rising line is not: left of its mark, or below it when there is no room beside it.
    const roomy = Math.abs(reach - y) > 34;
    const middle = roomy ? (reach + y) / 2 : below ? Math.max(reach + 13, y + 16) : Math.min(reach - 13, y - 16);
    const left = roomy || !below;
    return [
      straight(x, y, x, reach, tone, 2),
      straight(x - half - 1, y, x + half + 1, y, sheet, 6),
      straight(x - half, y, x + half, y, ink, 3),
      { tag: 'circle', cx: dot(x), cy: dot(reach), r: 3.5, fill: colour('lever'), stroke: sheet, 'stroke-width': 1.5 },
      label(),
      text(target.gap, left ? x - 8 : x + 8, middle, left ? 'end' : 'start', tone, 'bold'),
    ];
  });
}
