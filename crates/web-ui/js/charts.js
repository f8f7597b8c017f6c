// Draws what ui_state::chart describes. Colours come from the style sheet; words and numbers come as they are shown.
import { axes, diamond, endLabel, frame, last, points, show, square, stroke, targetMarks, wide, words } from './plot.js';

const DASHES = [undefined, '6 3', '2 3', '8 3 2 3', '4 2', '1 2'];

export const draw = (place, chart) => show(place, chart, paint);

function paint(sheet) {
  const { shown, chart, colour } = sheet;
  const at = frame(sheet, chart, { left: 48, right: 64, top: 22, bottom: 22 });
  axes(sheet, at);
  // Lines of another kind or number replace those that were there: they do not turn into each other.
  const kind = chart.many ? `${chart.many.lines.length} ${chart.many.stacked}` : 'two';
  if (kind !== shown.kind) shown.marks([]);
  shown.kind = kind;
  // Lines that follow a slider are there at once, those of a released one glide to their place.
  const style = sheet.glide ? `transition:d ${colour('settle')},transform ${colour('settle')}` : undefined;
  shown.marks([
    ...(chart.many ? several(sheet, at, style) : two(sheet, at, style)),
    ...startMark(sheet, at),
    ...targetMarks(sheet, at),
    ...countMarks(sheet, at),
  ]);
}

// The plan over the baseline.
function two({ shown, chart, colour }, at, style) {
  const line = (id, tone, width) => {
    const { name, end, values } = chart[id];
    const course = points(chart, values);
    const ends = last(course);
    return [
      stroke(at.course(course), tone, width, { 'clip-path': shown.clipped, style }),
      ...(ends ? endLabel([name, end], at.x(ends[0]), at.y(ends[1]) + endOffset(chart, id), tone, 15, { style }) : []),
    ];
  };
  return [...line('baseline', colour('base'), 2), ...line('plan', colour('lever'), 2.25)];
}

// Names at the ends of two lines that end close together are moved apart.
function endOffset(chart, id) {
  const [plan, baseline] = [chart.plan, chart.baseline].map(({ values }) => values[values.length - 1]);
  const room = chart.axis.max - chart.axis.min;
  const apart = Math.abs(plan - baseline) / room;
  const least = 0.19;
  if (apart >= least) return 0;
  const push = ((least - apart) / 2) * 190;
  const planAbove = plan >= baseline;
  return (id === 'plan') === planAbove ? -push : push;
}

// A line for each region or member: those with a name have a colour and a dash of their own, and cover those without.
function several({ shown, chart, colour }, at, style) {
  const { lines, stacked } = chart.many;
  let below = [];
  const courses = lines.map(({ values }) => {
    // Where it is stacked a line stands on the one before.
    const tops = stacked ? values.map((value, month) => (below[month] ?? 0) + value) : values;
    const under = points(chart, values.map((_, month) => below[month] ?? 0));
    if (stacked) below = tops;
    return { course: points(chart, tops), under };
  });
  const offsets = endOffsets(chart, at, courses);
  const clip = { 'clip-path': shown.clipped, style };
  const drawn = lines.map(({ name, end }, i) => {
    const { course, under } = courses[i];
    const dash = { 'stroke-dasharray': stacked ? undefined : DASHES[i % 6], ...clip };
    if (!name) return [stroke(at.course(course), colour('rule'), 1, dash)];
    const tone = colour(`series-${(i % 6) + 1}`);
    const ends = last(course);
    return [
      ...(stacked ? [{ tag: 'path', d: at.between(under, course), fill: tone, 'fill-opacity': 0.35, ...clip }] : []),
      stroke(at.course(course), tone, 2, dash),
      ...(ends ? endLabel([fitting(name, colour('font')), end], at.x(ends[0]), at.y(ends[1]) + offsets[i], tone, 12, { size: 11, style }) : []),
    ];
  });
  const thin = drawn.filter((_, i) => !lines[i].name);
  return [...thin, ...drawn.filter((_, i) => lines[i].name)].flat();
}

// How far names at the ends of lines are moved so that none covers another.
function endOffsets({ many: { lines } }, at, courses) {
  const ends = courses.map(({ course }, i) => ({ i, y: at.y(last(course)?.[1] ?? 0) }));
  const order = ends.filter(({ i }) => lines[i].name).sort((a, b) => a.y - b.y);
  const offsets = {};
  let above = -Infinity;
  // From the top downwards, then back up from the foot of the picture.
  for (const end of order) {
    end.to = Math.max(end.y, above + 25);
    above = end.to;
  }
  let below = at.bottom - 10;
  for (const end of [...order].reverse()) {
    end.to = Math.min(end.to, below);
    below = end.to - 25;
  }
  for (const end of order) offsets[end.i] = end.to - end.y;
  return offsets;
}

// A name as far as it has room behind its line.
function fitting(name, font) {
  let text = name;
  for (let length = name.length - 1; length > 0 && wide(text, 11, font) > 58; length -= 1) text = `${name.slice(0, length).trimEnd()}…`;
  return text;
}

// A start that nobody counted: a diamond, its word and its number.
function startMark({ chart: { start, first, axis }, colour }, at) {
  if (!start) return [];
  const [x, y] = [at.x(first), at.y(start.value)];
  const tone = colour('assume');
  // Near the foot of the chart its text stands above the line, or it would cover the years.
  const low = start.value - axis.min < 0.2 * (axis.max - axis.min);
  const text = (text, y) => words(text, low ? x + 5 : x + 9, y, tone, { halo: colour('sheet'), over: 3 });
  return [
    diamond(x, y, 5, tone),
    text(start.label, low ? y - 29 : y + 8),
    text(start.number, low ? y - 15 : y + 22),
  ];
}

// A square where something was counted later, with its number; the last says what it is.
function countMarks({ shown, chart: { counts, axis, years }, colour }, at) {
  const [ink, sheet] = [colour('ink'), colour('sheet')];
  return counts.flatMap(({ year, value, label }, i) => {
    const [x, y] = [at.x(year), at.y(value)];
    // At the edge of the axes it stands whole; beyond them not at all.
    const clip = y < at.top || y > at.bottom ? { 'clip-path': shown.clipped } : {};
    // Below the mark, where a rising line is not; near the foot above it, and at the right edge to its left.
    const low = value - axis.min < 0.15 * (axis.max - axis.min);
    // Where the next stands close by, its number has the room; table and sentence have all.
    const next = counts[i + 1];
    const room = !next || at.x(next.year) - x > 70;
    const late = year - years[0] > 0.8 * (years[1] - years[0]);
    const text = words(label, late ? x + 5 : x + 2, low ? y - 14 : y + 14, ink, { weight: 'bold', anchor: late ? 'end' : 'start', halo: sheet });
    return [square(x, y, 4.5, ink, sheet, 1.5, clip), ...(room ? [{ ...text, ...clip }] : [])];
  });
}
