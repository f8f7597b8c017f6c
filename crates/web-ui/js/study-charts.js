// Draws what ui_state::study describes: lines over years with their bands, counts and targets.
import { axes, diamond, endLabel, frame, last, show, square, straight, stroke, targetMarks, words } from './plot.js';

const margin = { left: 56, top: 24, bottom: 22 };

export const lines = (place, chart) => show(place, chart, paint);

function paint(sheet) {
  const { shown, chart, colour, width } = sheet;
  const at = frame(sheet, chart, { ...margin, right: labelRoom(chart, width) });
  axes(sheet, at);
  const clip = { 'clip-path': shown.clipped };
  const bands = chart.bands.map(({ tone, low, high }) => ({ tag: 'path', d: at.between(low, high), fill: colour(tone), ...clip }));
  const apart = spread(chart, at);
  const curves = chart.curves.flatMap((curve, i) => {
    const tone = colour(curve.tone);
    const ends = curve.name && last(curve.points);
    const label = { weight: curve.width > 2 ? 'bold' : undefined };
    return [
      stroke(at.course(curve.points), tone, curve.width, { 'stroke-dasharray': dash(curve), ...clip }),
      ...markers(chart.markers?.[i], curve, tone, colour('sheet'), at),
      ...(ends ? endLabel([`${curve.name} ${curve.end}`], at.x(ends[0]), apart.get(curve), colour(curve.tone === 'base' ? 'ink-3' : curve.tone), 15, label) : []),
    ];
  });
  const first = chart.years[0];
  shown.marks([...bands, ...upright(sheet, at), ...curves, ...dots(sheet, at), ...targetMarks({ ...sheet, chart: { ...chart, first } }, at)]);
}

// Names at the ends of lines have the room they need, but never more than two fifths of the figure.
function labelRoom(chart, width) {
  const wide = (text) => [...text].reduce((sum, letter) => sum + (letter.charCodeAt(0) > 0x2e7f ? 12.5 : 7), 0);
  const most = Math.max(0, ...chart.curves.filter(({ name }) => name).map(({ name, end }) => wide(`${name} ${end}`)));
  return Math.min(most + 14, 0.4 * width);
}

// Names at the ends of lines stand one below the other, each as near to its line as the others allow.
function spread(chart, at) {
  const least = 15;
  const labels = chart.curves
    .filter(({ name, points }) => name && last(points))
    .map((curve) => ({ curve, y: at.y(last(curve.points)[1]) }))
    .sort((a, b) => a.y - b.y);
  const placed = labels.map(({ y }) => y);
  for (let round = 0; round < 60; round += 1) {
    for (let i = 1; i < placed.length; i += 1) {
      const short = least - (placed[i] - placed[i - 1]);
      if (short > 0) {
        placed[i - 1] -= short / 2;
        placed[i] += short / 2;
      }
    }
    if (placed.length) {
      placed[0] = Math.max(placed[0], at.top - 8);
      placed[placed.length - 1] = Math.min(placed.at(-1), at.bottom + 8);
    }
  }
  return new Map(labels.map(({ curve }, i) => [curve, placed[i]]));
}

// Dashes are as long as a line is wide.
const dash = ({ dash, width }) => ({ dashed: `${4 * width} ${2 * width}`, dotted: width })[dash];

const circle = 'm3.5 0a3.5 3.5 0 1 1 -7 0a3.5 3.5 0 1 1 7 0z';
const MARKERS = {
  circle,
  emptyCircle: circle,
  rect: 'm-3.5 -3.5h7v7h-7z',
  triangle: 'm0 -3.5l3.5 7h-7z',
  diamond: 'm0 -3.5l3.5 3.5l-3.5 3.5l-3.5 -3.5z',
};

// Where lines are told apart by markers, one stands at the end of each year.
function markers(kind, { points, width }, tone, sheet, at) {
  if (!kind) return [];
  const years = points.filter(([year, value]) => Number.isInteger(year) && Number.isFinite(value) && at.y(value) >= at.top - 1 && at.y(value) <= at.bottom + 1);
  const d = years.map(([year, value]) => `M${at.x(year).toFixed(1)} ${at.y(value).toFixed(1)}${MARKERS[kind]}`).join('');
  return [{ tag: 'path', d, ...(kind === 'emptyCircle' ? { fill: sheet, stroke: tone, 'stroke-width': width } : { fill: tone }) }];
}

// A count is a square, filled where somebody counted and hollow on its corner where it is assumed.
function dots({ chart, colour }, at) {
  const [ink, sheet, assume] = [colour('ink'), colour('sheet'), colour('assume')];
  return chart.dots.map(({ at: [year, value], fact }) => {
    const [x, y] = [at.x(year), at.y(value)];
    return fact ? square(x, y, 3.5, ink, sheet, 1.25) : diamond(x, y, 5, sheet, { stroke: assume, 'stroke-width': 1.25 });
  });
}

function upright({ chart, colour }, at) {
  if (!chart.upright) return [];
  const x = at.x(chart.upright.at);
  const ink = colour('ink-3');
  return [
    straight(x, at.top, x, at.bottom, colour('edge'), 1, { 'stroke-dasharray': '3 3' }),
    words(chart.upright.before, x - 6, at.top + 8, ink, { anchor: 'end' }),
    words(chart.upright.behind, x + 6, at.top + 8, ink),
  ];
}
