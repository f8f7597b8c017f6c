// Draws the diagram of stocks and flows that ui_state::model_page::diagram describes: laid out by dagre, moved by d3-zoom.
import dagre from '@dagrejs/dagre';
import { select } from 'd3-selection';
import { zoom, zoomIdentity } from 'd3-zoom';

const SVG = 'http://www.w3.org/2000/svg';
const kept = new WeakMap();

const el = (name, attributes = {}, parent) => {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  parent?.append(made);
  return made;
};

// Chinese letters are as wide as they are high.
const wide = (text, size) => [...text].reduce((sum, letter) => sum + (letter.charCodeAt(0) > 0x2e7f ? size : size * 0.56), 0);

function size({ kind, label, value, base }) {
  if (kind === 'cloud') return { width: 18, height: 18 };
  const width = Math.max(wide(label, 12) + 20, wide(`${value} ${base}`, 12) + 20, 64);
  if (kind === 'stock') return { width: Math.max(width, 104), height: 44 };
  if (kind === 'flow') return { width, height: 52 };
  if (kind === 'sector') return { width: width + 16, height: 34 };
  return { width: width + (kind === 'lever' ? 12 : 0), height: 34 };
}

/** Where everything stands: what moves goes from left to right, and everything else makes room. */
function layout({ nodes, links }, tall) {
  const graph = new dagre.graphlib.Graph({ multigraph: true });
  graph.setGraph({ rankdir: tall ? 'TB' : 'LR', nodesep: 10, ranksep: 44, edgesep: 4, marginx: 12, marginy: 12 });
  for (const node of nodes) graph.setNode(node.id, size(node));
  links.forEach(({ from, to, pipe }, i) => graph.setEdge(from, to, { weight: pipe ? 12 : 1, minlen: 1 }, `${i}`));
  dagre.layout(graph);
  return graph;
}

const path = (points) => {
  const [first, ...rest] = points;
  let d = `M${first.x.toFixed(1)} ${first.y.toFixed(1)}`;
  for (let i = 0; i < rest.length - 1; i += 1) {
    const [a, b] = [rest[i], rest[i + 1]];
    const end = i === rest.length - 2 ? b : { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
    d += `Q${a.x.toFixed(1)} ${a.y.toFixed(1)} ${end.x.toFixed(1)} ${end.y.toFixed(1)}`;
  }
  if (rest.length === 1) d += `L${rest[0].x.toFixed(1)} ${rest[0].y.toFixed(1)}`;
  return d;
};

function button(frame, text, label, press) {
  const made = Object.assign(document.createElement('button'), { type: 'button', className: 'btn line', textContent: text, onclick: press });
  made.setAttribute('aria-label', label);
  made.title = label;
  frame.append(made);
  return made;
}

function begin(place) {
  const state = { structure: '', chosen: undefined, at: '' };
  const tools = place.appendChild(Object.assign(document.createElement('div'), { className: 'tools' }));
  const svg = el('svg', { class: 'stage', role: 'group' }, place);
  const defs = el('defs', {}, svg);
  for (const kind of ['link', 'pipe']) {
    const marker = el('marker', { id: `tip-${kind}`, viewBox: '0 0 8 8', refX: 7, refY: 4, markerWidth: kind === 'pipe' ? 9 : 6, markerHeight: kind === 'pipe' ? 9 : 6, markerUnits: 'userSpaceOnUse', orient: 'auto' }, defs);
    el('path', { d: 'M0 0L8 4L0 8z', class: `tip ${kind}` }, marker);
  }
  const world = el('g', {}, svg);
  const moved = zoom().scaleExtent([0.15, 3]).on('zoom', ({ transform }) => world.setAttribute('transform', transform));
  select(svg).call(moved).on('dblclick.zoom', null);
  const by = (factor) => select(svg).call(moved.scaleBy, factor);
  const fit = () => {
    const { width, height } = state.graph.graph();
    const box = svg.getBoundingClientRect();
    const scale = Math.min(box.width / width, box.height / height, 1);
    const shift = zoomIdentity.translate((box.width - width * scale) / 2, (box.height - height * scale) / 2).scale(scale);
    select(svg).call(moved.transform, shift);
  };
  Object.assign(state, { tools, svg, world, moved, by, fit });
  svg.addEventListener('keydown', (event) => keys(state, event));
  svg.addEventListener('focusin', ({ target }) => target.dataset?.node && remember(state, target));
  kept.set(place, state);
  return state;
}

/** One stop for the tab key; from there arrows go on. */
function remember(state, node) {
  state.world.querySelector('[tabindex="0"]')?.setAttribute('tabindex', '-1');
  node.setAttribute('tabindex', '0');
  state.at = node.dataset.node;
  into(state, state.at);
}

/** Brings a part into sight, where it is not. */
function into(state, id, middle = false) {
  const spot = state.graph.hasNode(id) && state.graph.node(id);
  if (!spot) return;
  const box = state.svg.getBoundingClientRect();
  const { k, x, y } = state.svg.__zoom;
  const [left, top] = [spot.x * k + x, spot.y * k + y];
  const inside = left > 40 && left < box.width - 40 && top > 30 && top < box.height - 30;
  if (!inside || middle) select(state.svg).call(state.moved.translateTo, spot.x, spot.y);
}

const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function keys(state, event) {
  const id = event.target.dataset?.node;
  const arrow = arrows[event.key];
  if (arrow && id) {
    const here = state.graph.node(id);
    let [best, least] = [undefined, Infinity];
    for (const other of state.world.querySelectorAll('[data-node]')) {
      const there = state.graph.node(other.dataset.node);
      const along = (there.x - here.x) * arrow[0] + (there.y - here.y) * arrow[1];
      const aside = Math.abs((there.x - here.x) * arrow[1]) + Math.abs((there.y - here.y) * arrow[0]);
      if (along > 4 && along + 3 * aside < least) [best, least] = [other, along + 3 * aside];
    }
    best?.focus({ preventScroll: true });
  } else if ((event.key === 'Enter' || event.key === ' ') && id) event.target.dispatchEvent(new MouseEvent('click', { bubbles: true }));
  else if (event.key === '+' || event.key === '=') state.by(1.3);
  else if (event.key === '-') state.by(1 / 1.3);
  else if (event.key === '0') state.fit();
  else return;
  event.preventDefault();
}

function shape(group, kind, { width, height }) {
  const [w, h] = [width / 2, height / 2];
  if (kind === 'cloud') el('circle', { r: 7, class: 'shape' }, group);
  else if (kind === 'flow') {
    el('rect', { x: -w, y: -h, width, height, class: 'hit' }, group);
    el('path', { d: `M-10 ${-h + 2}L10 ${-h + 18}V${-h + 2}L-10 ${-h + 18}z`, class: 'shape' }, group);
  } else {
    el('rect', { x: -w, y: -h, width, height, class: 'shape' }, group);
    if (kind === 'lever') el('circle', { cx: -w + 9, cy: 0, r: 4, class: 'mark' }, group);
    if (kind === 'target') el('rect', { x: -w, y: -h, width: 4, height, class: 'mark' }, group);
  }
}

const first = { stock: -6, flow: 6, auxiliary: -3, lever: -3, target: -3, sector: 4 };

function build(state, data) {
  state.world.replaceChildren();
  const edges = el('g', {}, state.world);
  data.links.forEach(({ from, to, pipe }, i) => {
    const { points } = state.graph.edge({ v: from, w: to, name: `${i}` });
    const line = el('path', { d: path(points), class: pipe ? 'pipe' : 'link', 'marker-end': `url(#tip-${pipe ? 'pipe' : 'link'})` }, edges);
    line.dataset.ends = ` ${from} ${to} `;
  });
  for (const node of data.nodes) {
    const spot = state.graph.node(node.id);
    const group = el('g', { class: `part ${node.kind}`, transform: `translate(${spot.x.toFixed(1)} ${spot.y.toFixed(1)})` }, state.world);
    shape(group, node.kind, spot);
    if (node.kind === 'cloud') {
      group.setAttribute('aria-hidden', 'true');
      continue;
    }
    group.dataset.node = node.id;
    group.setAttribute('role', 'button');
    group.setAttribute('tabindex', '-1');
    const x = node.kind === 'lever' ? 6 : 0;
    el('text', { x, y: first[node.kind] + (node.kind === 'sector' ? 0 : 1), class: 'name' }, group).textContent = node.label;
    el('text', { x, y: first[node.kind] + 16, class: 'value' }, group);
  }
  const again = state.world.querySelector(`[data-node="${CSS.escape(state.at)}"]`) ?? state.world.querySelector('[data-node]');
  again?.setAttribute('tabindex', '0');
}

function dress(state, data) {
  for (const node of data.nodes) {
    const group = state.world.querySelector(`[data-node="${CSS.escape(node.id)}"]`);
    if (!group) continue;
    group.setAttribute('aria-label', node.says);
    if (node.kind !== 'sector') group.setAttribute('aria-pressed', node.chosen);
    group.classList.toggle('chosen', node.chosen);
    group.classList.toggle('found', node.found);
    const value = group.querySelector('.value');
    const parts = [[node.value, 'plan'], [node.base && node.base !== node.value ? node.base : '', 'base']].filter(([text]) => text);
    value.replaceChildren(...parts.map(([text, tone], i) => Object.assign(el('tspan', { class: tone, ...(i ? { dx: 6 } : {}) }), { textContent: text })));
  }
  const chosen = data.nodes.find((node) => node.chosen)?.id;
  for (const line of state.world.querySelectorAll('.pipe, .link')) line.classList.toggle('near', Boolean(chosen) && line.dataset.ends.includes(` ${chosen} `));
  return chosen;
}

export function diagram(place, data) {
  const state = kept.get(place) ?? begin(place);
  const structure = JSON.stringify([data.nodes.map(({ id, label }) => [id, label]), data.links]);
  state.svg.setAttribute('aria-label', data.says);
  if (structure !== state.structure) {
    const [larger, smaller, whole] = data.buttons;
    state.tools.replaceChildren();
    button(state.tools, '+', larger, () => state.by(1.3));
    button(state.tools, '−', smaller, () => state.by(1 / 1.3));
    button(state.tools, '⤢', whole, state.fit);
    const had = state.world.contains(document.activeElement);
    state.graph = layout(data, place.clientWidth < 560);
    build(state, data);
    if (!state.structure || state.folded !== data.nodes.length) state.fit();
    state.folded = data.nodes.length;
    state.structure = structure;
    if (had) state.world.querySelector('[tabindex="0"]')?.focus({ preventScroll: true });
  }
  const chosen = dress(state, data);
  if (chosen && state.chosen !== undefined && chosen !== state.chosen) into(state, chosen);
  state.chosen = chosen ?? '';
}
