// Draws what ui_state::study describes: lines over years with their bands, counts and targets.
import { colours, show, targetMarks, xAxis, yAxis } from './charts.js';

const palette = () => colours(document.documentElement.dataset.theme);
const grid = { left: 56, top: 24, bottom: 22 };

// Names at the ends of lines have the room they need, but never more than two fifths of the figure.
function labelRoom(chart, width) {
  const wide = (text) => [...text].reduce((sum, letter) => sum + (letter.charCodeAt(0) > 0x2e7f ? 12.5 : 7), 0);
  const most = Math.max(0, ...chart.curves.filter(({ name }) => name).map(({ name, end }) => wide(`${name} ${end}`)));
  return Math.min(most + 14, 0.4 * width);
}

export const lines = (place, chart) => show(place, chart, paintLines);

// Names at the ends of lines stand one below the other, each as near to its line as the others allow.
function spread(chart, height) {
  const { min, max } = chart.axis;
  const least = 15;
  const labels = chart.curves
    .filter(({ name, points }) => name && points.length)
    .map((curve) => ({ curve, at: height * (1 - (curve.points.at(-1)[1] - min) / (max - min)) }))
    .sort((a, b) => a.at - b.at);
  const placed = labels.map(({ at }) => at);
  for (let round = 0; round < 60; round += 1) {
    for (let i = 1; i < placed.length; i += 1) {
      const short = least - (placed[i] - placed[i - 1]);
      if (short > 0) {
        placed[i - 1] -= short / 2;
        placed[i] += short / 2;
      }
    }
    if (placed.length) {
      placed[0] = Math.max(placed[0], -8);
      placed[placed.length - 1] = Math.min(placed.at(-1), height + 8);
    }
  }
  return new Map(labels.map(({ curve, at }, i) => [curve, placed[i] - at]));
}

function paintLines({ instance, chart }) {
  const colour = palette();
  const room = { ...grid, right: labelRoom(chart, instance.getWidth()) };
  const apart = spread(chart, instance.getHeight() - room.top - room.bottom);
  const font = `12px ${colour('font')}`;
  const curve = (curve, i) => ({
    id: `curve-${i}`,
    type: 'line',
    data: curve.points,
    // Where lines are told apart by markers, one stands at the end of each year.
    showSymbol: Boolean(chart.markers?.[i]),
    showAllSymbol: true,
    symbol: chart.markers?.[i] || 'none',
    symbolSize: ([year]) => (Number.isInteger(year) ? 7 : 0),
    silent: true,
    z: 5 + i / 100,
    lineStyle: { color: colour(curve.tone), width: curve.width, type: curve.dash },
    itemStyle: { color: colour(curve.tone) },
    endLabel: {
      show: Boolean(curve.name),
      color: colour(curve.tone === 'base' ? 'ink-3' : curve.tone),
      fontSize: 12,
      fontWeight: curve.width > 2 ? 'bold' : 'normal',
      distance: 5,
      offset: [0, apart.get(curve) ?? 0],
      formatter: `${curve.name} ${curve.end}`,
    },
  });
  const band = (band, i) => ({
    id: `band-${i}`,
    type: 'custom',
    silent: true,
    clip: true,
    z: 2 + i / 100,
    renderItem: (_, api) => {
      const [low, high] = [band.low, band.high].map((points) => points.map((point) => api.coord(point)));
      return { type: 'polygon', shape: { points: [...high, ...low.reverse()] }, style: { fill: colour(band.tone) } };
    },
    data: [[chart.years[0], chart.axis.min]],
  });
  // A count is a square, filled where somebody counted and hollow where it is assumed.
  const dots = {
    id: 'dots',
    type: 'custom',
    silent: true,
    z: 8,
    renderItem: ({ dataIndex }, api) => {
      const [x, y] = api.coord(chart.dots[dataIndex].at);
      const { fact } = chart.dots[dataIndex];
      const [fill, stroke] = fact ? [colour('ink'), colour('sheet')] : [colour('sheet'), colour('assume')];
      const square = { type: 'rect', shape: { x: x - 3.5, y: y - 3.5, width: 7, height: 7 }, style: { fill, stroke, lineWidth: 1.25 } };
      return fact ? square : { ...square, rotation: Math.PI / 4, originX: x, originY: y };
    },
    data: chart.dots.map(({ at }) => at),
  };
  const upright = {
    id: 'upright',
    type: 'custom',
    silent: true,
    z: 4,
    renderItem: (_, api) => {
      const [x, top] = api.coord([chart.upright.at, chart.axis.max]);
      const [, bottom] = api.coord([chart.upright.at, chart.axis.min]);
      const text = (text, x, align) => ({ type: 'text', style: { text, x, y: top + 2, align, font, fill: colour('ink-3') } });
      return {
        type: 'group',
        children: [
          { type: 'line', shape: { x1: x, y1: top, x2: x, y2: bottom }, style: { stroke: colour('edge'), lineWidth: 1, lineDash: [3, 3] } },
          text(chart.upright.before, x - 6, 'right'),
          text(chart.upright.behind, x + 6, 'left'),
        ],
      };
    },
    data: chart.upright ? [[chart.upright.at, chart.axis.max]] : [],
  };
  instance.setOption(
    {
      animation: false,
      textStyle: { fontFamily: colour('font') },
      grid: room,
      // As wide as if its margins were those of the large charts, which the marks are spaced for.
      xAxis: xAxis(chart, colour, instance.getWidth() - room.left - room.right + 112),
      yAxis: yAxis(chart, colour),
      series: [
        ...chart.bands.map(band),
        upright,
        ...chart.curves.map(curve),
        dots,
        targetMarks({ ...chart, first: chart.years[0] }, colour, instance.getWidth()),
      ],
    },
    // Another figure may have fewer lines.
    { replaceMerge: ['series'] },
  );
}
