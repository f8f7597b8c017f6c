// Draws what ui_state::chart describes. Colours come from the style sheet; words and numbers come as they are shown.
import { CustomChart, LineChart } from 'echarts/charts';
import { GridComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

use([LineChart, CustomChart, GridComponent, SVGRenderer]);

export const still = matchMedia('(prefers-reduced-motion: reduce)');
const kept = new Map();

// Hands a figure to its painter now and whenever its place changes its size.
export function show(place, chart, paint) {
  let shown = kept.get(place);
  if (!shown) {
    forget();
    shown = { instance: init(place, null, { renderer: 'svg' }) };
    kept.set(place, shown);
    shown.observer = new ResizeObserver(() => {
      shown.instance.resize();
      paint(shown);
    });
    shown.observer.observe(place);
  }
  shown.chart = chart;
  paint(shown);
}

// The library keeps what it drew until it is told that the place is gone: another page was chosen.
function forget() {
  for (const [place, { instance, observer }] of kept) {
    if (place.isConnected) continue;
    observer.disconnect();
    instance.dispose();
    kept.delete(place);
  }
}

export const draw = (place, chart) => show(place, chart, paint);

function paint(shown) {
  const { instance, chart } = shown;
  const colour = colours(document.documentElement.dataset.theme);
  const settle = still.matches ? 0 : parseFloat(colour('settle')) || 0;
  const width = instance.getWidth();
  // While a slider moves its axes stand still: only the lines need to be told.
  const theme = document.documentElement.dataset.theme;
  const around = JSON.stringify([theme, width, chart.axis, chart.years]);
  const axes = around !== shown.around && {
    textStyle: { fontFamily: colour('font') },
    grid: { left: 48, right: 64, top: 22, bottom: 22 },
    xAxis: xAxis(chart, colour, width),
    yAxis: yAxis(chart, colour),
  };
  shown.around = around;
  // Lines of another kind or number replace those that were there.
  const kind = chart.many ? `${chart.many.lines.length} ${chart.many.stacked}` : 'two';
  instance.setOption(
    {
      ...axes,
      animation: chart.glide && settle > 0,
      animationDuration: 0,
      animationDurationUpdate: settle,
      series: chart.many ? [...several(chart, colour, instance.getHeight()), countMarks(chart, colour)] : [
        line(chart, chart.baseline, 'baseline', colour('base'), 2, colour),
        line(chart, chart.plan, 'plan', colour('lever'), 2.25, colour),
        startMark(chart, colour),
        targetMarks(chart, colour, width),
        countMarks(chart, colour),
      ],
    },
    { lazyUpdate: false, replaceMerge: kind !== shown.kind ? ['series'] : [] },
  );
  shown.kind = kind;
  // Drawn now rather than at the next frame: a line that follows a slider has no frame to spare.
  instance.getZr().flush();
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

export const points = (chart, values) => values.map((value, month) => [chart.first + month / 12, value]);

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

function line(chart, { name, end, values }, id, tone, width) {
  return {
    id,
    type: 'line',
    data: points(chart, values),
    showSymbol: false,
    silent: true,
    clip: true,
    z: id === 'plan' ? 6 : 5,
    lineStyle: { color: tone, width },
    itemStyle: { color: tone },
    endLabel: {
      show: true,
      color: tone,
      fontSize: 12,
      lineHeight: 15,
      distance: 5,
      offset: [0, endOffset(chart, id)],
      formatter: `${name}\n${end}`,
    },
  };
}

const DASHES = ['solid', [6, 3], [2, 3], [8, 3, 2, 3], [4, 2], [1, 2]];

// A line for each region or member: those with a name have a colour and a dash of their own.
function several(chart, colour, height) {
  const { lines, stacked } = chart.many;
  const offsets = endOffsets(chart, height);
  return lines.map(({ name, end, values }, at) => {
    const named = name !== '';
    const tone = named ? colour(`series-${(at % 6) + 1}`) : colour('rule');
    return {
      id: `line-${at}`,
      type: 'line',
      data: points(chart, values),
      showSymbol: false,
      silent: true,
      clip: true,
      z: named ? 6 : 4,
      stack: stacked ? 'all' : undefined,
      areaStyle: stacked ? { color: tone, opacity: 0.35 } : undefined,
      lineStyle: { color: tone, width: named ? 2 : 1, type: stacked ? 'solid' : DASHES[at % 6] },
      itemStyle: { color: tone },
      endLabel: { show: named, color: tone, fontSize: 11, lineHeight: 12, distance: 5, offset: [0, offsets[at] ?? 0], width: 58, overflow: 'truncate', formatter: `${name}\n${end}` },
    };
  });
}

// How far names at the ends of lines are moved so that none covers another.
function endOffsets(chart, height) {
  const { lines, stacked } = chart.many;
  const scale = (height - 44) / (chart.axis.max - chart.axis.min);
  let sum = 0;
  const ends = lines.map(({ name, values }, at) => {
    const last = values[values.length - 1] ?? 0;
    sum += last;
    return { at, named: name !== '', y: -(stacked ? sum : last) * scale };
  });
  const order = ends.filter((end) => end.named).sort((a, b) => a.y - b.y);
  const offsets = {};
  let above = -Infinity;
  // From the top downwards, then back up from the foot of the picture.
  for (const end of order) {
    end.to = Math.max(end.y, above + 25);
    above = end.to;
  }
  let below = -chart.axis.min * scale - 10;
  for (const end of [...order].reverse()) {
    end.to = Math.min(end.to, below);
    below = end.to - 25;
  }
  for (const end of order) offsets[end.at] = end.to - end.y;
  return offsets;
}

// A start that nobody counted: a diamond, its word and its number.
function startMark({ start, first, axis }, colour) {
  const font = `12px ${colour('font')}`;
  const mark = (_, api) => {
    const [x, y] = api.coord([first, start.value]);
    const tone = colour('assume');
    // Near the foot of the chart its text stands above the line, or it would cover the years.
    const low = start.value - axis.min < 0.2 * (axis.max - axis.min);
    const words = (text, y) => ({
      type: 'text',
      style: { text, x: low ? x + 5 : x + 9, y, verticalAlign: 'middle', font, fill: tone, stroke: colour('sheet'), lineWidth: 3 },
    });
    return {
      type: 'group',
      children: [
        { type: 'polygon', shape: { points: [[x, y - 5], [x + 5, y], [x, y + 5], [x - 5, y]] }, style: { fill: tone } },
        words(start.label, low ? y - 29 : y + 8),
        words(start.number, low ? y - 15 : y + 22),
      ],
    };
  };
  return {
    id: 'start',
    type: 'custom',
    silent: true,
    z: 8,
    animation: false,
    renderItem: start ? mark : () => null,
    data: start ? [[first, start.value]] : [],
  };
}

// A square where something was counted later, with its number; the last says what it is.
function countMarks({ counts, axis, years }, colour) {
  const font = `bold 12px ${colour('font')}`;
  const mark = ({ dataIndex }, api) => {
    const { year, value, label } = counts[dataIndex];
    const [x, y] = api.coord([year, value]);
    const [ink, sheet] = [colour('ink'), colour('sheet')];
    // Below the mark, where a rising line is not; near the foot above it, and at the right edge to its left.
    const low = value - axis.min < 0.15 * (axis.max - axis.min);
    // Where the next stands close by, its number has the room; table and sentence have all.
    const next = counts[dataIndex + 1];
    const room = !next || api.coord([next.year, next.value])[0] - x > 70;
    const align = year - years[0] > 0.8 * (years[1] - years[0]) ? 'right' : 'left';
    return {
      type: 'group',
      children: [
        { type: 'rect', shape: { x: x - 4.5, y: y - 4.5, width: 9, height: 9 }, style: { fill: ink, stroke: sheet, lineWidth: 1.5 } },
        room && { type: 'text', style: { text: label, x: align === 'left' ? x + 2 : x + 5, y: low ? y - 14 : y + 14, align, verticalAlign: 'middle', font, fill: ink, stroke: sheet, lineWidth: 4 } },
      ].filter(Boolean),
    };
  };
  return {
    id: 'counts',
    type: 'custom',
    silent: true,
    z: 10,
    animation: false,
    clip: true,
    renderItem: mark,
    data: counts.map(({ year, value }) => [year, value]),
  };
}

// A bar at each target's year and the distance from the plan to it.
export function targetMarks({ targets, axis, first, start }, colour, width) {
  const font = `12px ${colour('font')}`;
  const half = width < 420 ? 15 : 19;
  const mark = ({ dataIndex }, api) => {
    const target = targets[dataIndex];
    const [x, y] = api.coord([target.year, target.goal]);
    const reach = Math.min(Math.max(target.value, axis.min), axis.max);
    const at = api.coord([target.year, reach])[1];
    const [tone, ink, sheet] = [colour(target.met ? 'met' : 'short'), colour('ink'), colour('sheet')];
    const halo = { stroke: sheet, lineWidth: 4 };
    // Beside an assumed start, whose words stand there already, a target says its value elsewhere.
    const away = start ? x - api.coord([first, axis.min])[0] : Infinity;
    const label = () => {
      if (away < 75) return text(target.label, x + half + 5, y, 'left', ink, 'normal');
      if (away < 130) return text(target.label, x, below ? y - 11 : y + 12, 'center', ink, 'normal');
      return text(target.label, x - half - 5, y, 'right', ink, 'normal');
    };
    const below = at > y;
    // The distance stands where a rising line is not: left of its mark, or below it when there is no room beside it.
    const roomy = Math.abs(at - y) > 34;
    const middle = roomy ? (at + y) / 2 : below ? Math.max(at + 13, y + 16) : Math.min(at - 13, y - 16);
    const left = roomy || !below;
    const stroke = (x1, y1, x2, y2, stroke, lineWidth) => ({
      type: 'line',
      shape: { x1, y1, x2, y2 },
      style: { stroke, lineWidth },
    });
    const text = (text, x, y, align, fill, weight) => ({
      type: 'text',
      style: { text, x, y, align, verticalAlign: 'middle', font: `${weight} ${font}`, fill, ...halo },
    });
    return {
      type: 'group',
      children: [
        stroke(x, y, x, at, tone, 2),
        stroke(x - half - 1, y, x + half + 1, y, sheet, 6),
        stroke(x - half, y, x + half, y, ink, 3),
        { type: 'circle', shape: { cx: x, cy: at, r: 3.5 }, style: { fill: colour('lever'), stroke: sheet, lineWidth: 1.5 } },
        label(),
        text(target.gap, left ? x - 8 : x + 8, middle, left ? 'right' : 'left', tone, 'bold'),
      ],
    };
  };
  return {
    id: 'target',
    type: 'custom',
    silent: true,
    z: 9,
    animation: false,
    renderItem: mark,
    data: targets.map((target) => [target.year, target.goal]),
  };
}

export function xAxis({ years: [min, max] }, colour, width) {
  const every = (width - 112) / (max - min) < 21 ? 5 : 1;
  return {
    type: 'value',
    min,
    max,
    interval: 1,
    splitLine: { show: false },
    axisTick: { length: 4, lineStyle: { color: colour('edge') } },
    axisLine: { onZero: false, lineStyle: { color: colour('edge') } },
    axisLabel: {
      color: colour('ink-3'),
      fontSize: 11,
      formatter: (year) => (year % 5 === 0 ? String(year) : every === 1 ? String(year).slice(2) : ''),
    },
  };
}

export function yAxis({ axis: { min, max, interval, labels, unit } }, colour) {
  return {
    type: 'value',
    min,
    max,
    interval,
    name: unit,
    nameGap: 9,
    nameTextStyle: { color: colour('ink-3'), fontSize: 12, align: 'right', padding: [0, 6, 0, 0] },
    axisLabel: {
      color: colour('ink-3'),
      fontSize: 11,
      formatter: (value) => labels[Math.round((value - min) / interval)] ?? '',
    },
    splitLine: { lineStyle: { color: colour('rule') } },
  };
}
