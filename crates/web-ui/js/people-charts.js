// Draws what ui_state::people describes: flows of persons, and persons against the aggregate model.
import { sankey } from 'd3-sankey';
import { axes, endLabel, frame, last, points, show, stroke, words } from './plot.js';

export const flows = (place, chart) => show(place, chart, paintFlows);
export const spread = (place, chart) => show(place, chart, paintSpread);

function paintFlows({ shown, chart, colour, width, height }) {
  // Where there is no room beside the drawing, names stand on it.
  const inside = width < 480;
  const room = inside ? 2 : 156;
  const tones = { post: colour('lever'), apart: colour('base'), edge: colour('ink-3') };
  const { nodes, links } = sankey()
    .nodeId(({ id }) => id)
    .nodeAlign(({ side }) => side)
    // The order of standings is the same in every year.
    .nodeSort(null)
    .linkSort(null)
    .iterations(0)
    .nodeWidth(8)
    // Names of standings with hardly anybody have lines of their own, as far as there is room.
    .nodePadding(Math.min(14, (0.7 * height) / (chart.nodes.length / 2)))
    .extent([[room, 8], [width - room, height - 8]])({ nodes: chart.nodes.map((node) => ({ ...node })), links: chart.links.map((link) => ({ ...link })) });
  const halo = inside ? colour('sheet') : undefined;
  shown.marks([
    ...links.map((link) => ({ tag: 'path', d: ribbon(link), fill: colour(link.moves ? 'lever' : 'base'), 'fill-opacity': link.moves ? 0.38 : 0.18 })),
    ...nodes.map(({ x0, x1, y0, y1, tone }) => ({ tag: 'path', d: `M${x0} ${y0.toFixed(1)}H${x1}V${y1.toFixed(1)}H${x0}z`, fill: tones[tone] })),
    ...nodes.map(({ x0, x1, y0, y1, side, label }) => {
      const right = (side === 0) === inside;
      return words(label, right ? x1 + 5 : x0 - 5, (y0 + y1) / 2, colour('ink'), { anchor: right ? 'start' : 'end', halo, over: 3 });
    }),
  ]);
}

// However few persons move, one sees that they do.
function ribbon({ source: { x1: left }, target: { x0: right }, y0, y1, width }) {
  const [middle, half, w] = [(left + right) / 2, width / 2, Math.max(1, width)];
  const [a, b, c, d] = [y0 - half, y1 - half, y1 - half + w, y0 - half + w].map((y) => y.toFixed(1));
  return `M${left} ${a}C${middle} ${a} ${middle} ${b} ${right} ${b}V${c}C${middle} ${c} ${middle} ${d} ${left} ${d}z`;
}

// Names at the ends of two lines that end close together are moved apart.
function offsets({ axis, expected, run }) {
  const [a, b] = [expected, run].map(({ values }) => values[values.length - 1]);
  const apart = Math.abs(a - b) / (axis.max - axis.min);
  const push = Math.max(0, ((0.22 - apart) / 2) * 160);
  return a >= b ? [-push, push] : [push, -push];
}

function paintSpread(sheet) {
  const { shown, chart, colour } = sheet;
  const at = frame(sheet, chart, { left: 48, right: 72, top: 22, bottom: 22 });
  axes(sheet, at);
  const clip = { 'clip-path': shown.clipped };
  const [up, down] = offsets(chart);
  const line = ({ name, end, values }, tone, width, offset) => {
    const course = points(chart, values);
    const ends = last(course);
    return [stroke(at.course(course), tone, width, clip), ...(ends ? endLabel([name, end], at.x(ends[0]), at.y(ends[1]) + offset, tone, 15) : [])];
  };
  const [low, high] = chart.band.map((values) => points(chart, values));
  shown.marks([
    { tag: 'path', d: at.between(low, high), fill: colour('band-50'), 'fill-opacity': 0.75, ...clip },
    ...line(chart.expected, colour('lever'), 2.25, up),
    ...line(chart.run, colour('ink-2'), 1.25, down),
  ]);
}
