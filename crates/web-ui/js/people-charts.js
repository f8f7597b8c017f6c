// Draws what ui_state::people describes: flows of persons, and persons against the aggregate model.
import { SankeyChart } from 'echarts/charts';
import { use } from 'echarts/core';
import { colours, points, show, still, xAxis, yAxis } from './charts.js';

use([SankeyChart]);

const palette = () => colours(document.documentElement.dataset.theme);

export const flows = (place, chart) => show(place, chart, paintFlows);
export const spread = (place, chart) => show(place, chart, paintSpread);

function paintFlows({ instance, chart }) {
  const colour = palette();
  // Where there is no room beside the drawing, names stand on it.
  const inside = instance.getWidth() < 480;
  const room = inside ? 2 : 156;
  const tones = { post: colour('lever'), apart: colour('base'), edge: colour('ink-3') };
  const node = ({ id, label, side, tone }) => ({
    name: id,
    depth: side,
    itemStyle: { color: tones[tone], borderWidth: 0 },
    label: { formatter: label, ...((side === 0) === inside ? { position: 'right', align: 'left' } : { position: 'left', align: 'right' }) },
  });
  const link = ({ source, target, value, moves }) => ({
    source,
    target,
    value,
    lineStyle: { color: colour(moves ? 'lever' : 'base'), opacity: moves ? 0.38 : 0.18, curveness: 0.5 },
  });
  instance.setOption({
    animation: !still.matches,
    animationDuration: 0,
    animationDurationUpdate: 0,
    textStyle: { fontFamily: colour('font') },
    series: [
      {
        id: 'flows',
        type: 'sankey',
        silent: true,
        left: room,
        right: room,
        top: 8,
        bottom: 8,
        nodeWidth: 8,
        // Names of standings with hardly anybody have lines of their own, as far as there is room.
        nodeGap: Math.min(14, (0.7 * instance.getHeight()) / (chart.nodes.length / 2)),
        // The order of standings is the same in every year.
        layoutIterations: 0,
        label: { color: colour('ink'), fontSize: 12, fontFamily: colour('font'), textBorderColor: colour('sheet'), textBorderWidth: inside ? 3 : 0 },
        data: chart.nodes.map(node),
        links: chart.links.map(link),
      },
    ],
  });
}

// Names at the ends of two lines that end close together are moved apart.
function offsets({ axis, expected, run }) {
  const [a, b] = [expected, run].map(({ values }) => values[values.length - 1]);
  const apart = Math.abs(a - b) / (axis.max - axis.min);
  const push = Math.max(0, ((0.22 - apart) / 2) * 160);
  return a >= b ? [-push, push] : [push, -push];
}

function paintSpread({ instance, chart }) {
  const colour = palette();
  const [up, down] = offsets(chart);
  const line = (id, { name, end, values }, tone, width, offset, dash) => ({
    id,
    type: 'line',
    data: points(chart, values),
    showSymbol: false,
    silent: true,
    z: id === 'run' ? 6 : 5,
    lineStyle: { color: tone, width, type: dash },
    itemStyle: { color: tone },
    endLabel: { show: true, color: tone, fontSize: 12, lineHeight: 15, distance: 5, offset: [0, offset], formatter: `${name}\n${end}` },
  });
  const band = (_, api) => {
    const [low, high] = chart.band.map((values) => points(chart, values).map((point) => api.coord(point)));
    return { type: 'polygon', shape: { points: [...high, ...low.reverse()] }, style: { fill: colour('band-50'), opacity: 0.75 } };
  };
  instance.setOption({
    animation: false,
    textStyle: { fontFamily: colour('font') },
    grid: { left: 48, right: 72, top: 22, bottom: 22 },
    xAxis: xAxis(chart, colour, instance.getWidth()),
    yAxis: yAxis(chart, colour),
    series: [
      { id: 'band', type: 'custom', silent: true, z: 3, renderItem: band, data: [[chart.first, chart.axis.min]] },
      line('expected', chart.expected, colour('lever'), 2.25, up, 'solid'),
      line('run', chart.run, colour('ink-2'), 1.25, down, 'solid'),
    ],
  });
}
