// Figures on paper: always dark on white, whatever the reader's theme, as SVG or as a picture.
import { init } from 'echarts/core';
import './charts.js';

/** The style sheet's values on paper. */
function ink() {
  const probe = document.body.appendChild(Object.assign(document.createElement('div'), { className: 'paper', hidden: true }));
  const style = getComputedStyle(probe);
  const root = getComputedStyle(document.documentElement);
  const names = ['ink', 'ink-3', 'edge', 'rule', 'lever', 'base', 'sheet'];
  const values = Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
  // Double quotes would end the attribute the library writes it into.
  values.font = root.getPropertyValue('--font').trim().replaceAll('"', "'");
  probe.remove();
  return values;
}

/** A line of the plan beside the one without it, as SVG. */
export function figure(plot, width = 620, height = 250) {
  const colour = ink();
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  const text = { color: colour['ink-3'], fontSize: 12, fontFamily: colour.font };
  const line = (name, values, tone, type, z) => ({
    type: 'line',
    name,
    data: values,
    symbol: 'circle',
    symbolSize: 4,
    z,
    lineStyle: { color: tone, width: 2, type },
    itemStyle: { color: tone },
    endLabel: { show: true, formatter: name, color: tone, fontSize: 12, fontFamily: colour.font },
    labelLayout: { moveOverlap: 'shiftY' },
  });
  const [year, goal] = plot.target ?? [];
  const at = plot.years.indexOf(year);
  const target = {
    type: 'line',
    name: plot.target_name,
    data: plot.years.map((_, index) => (index === at ? goal : null)),
    symbol: 'rect',
    symbolSize: [30, 4],
    z: 5,
    itemStyle: { color: colour.ink },
    label: { show: true, position: 'top', formatter: `${plot.target_name} ${goal?.toLocaleString('en')}`, color: colour.ink, fontSize: 12, fontFamily: colour.font },
  };
  chart.setOption({
    animation: false,
    backgroundColor: colour.sheet,
    grid: { left: 58, right: 92, top: 30, bottom: 26 },
    xAxis: {
      type: 'category',
      data: plot.years.map(String),
      boundaryGap: false,
      axisLine: { lineStyle: { color: colour.edge } },
      axisTick: { lineStyle: { color: colour.edge } },
      axisLabel: text,
    },
    yAxis: { type: 'value', scale: true, name: plot.unit, nameTextStyle: text, axisLabel: text, splitLine: { lineStyle: { color: colour.rule } } },
    series: [line(plot.baseline_name, plot.baseline, colour.base, 'dashed', 2), line(plot.plan_name, plot.plan, colour.lever, 'solid', 3), ...(at < 0 ? [] : [target])],
  });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg;
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
  const blobs = await Promise.all(plots.map((plot) => png(figure(plot), 620, 250)));
  return Promise.all(blobs.map(async (blob) => new Uint8Array(await blob.arrayBuffer())));
}

/** A figure of the page as it is shown, with its ground and its font: as SVG or PNG. */
export async function save(svg, asPicture) {
  const { width, height } = svg.getBoundingClientRect();
  const root = getComputedStyle(document.documentElement);
  const copy = svg.cloneNode(true);
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', width);
  copy.setAttribute('height', height);
  copy.setAttribute('font-family', root.getPropertyValue('--font').trim());
  const ground = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  for (const [name, value] of Object.entries({ width: '100%', height: '100%', fill: root.getPropertyValue('--sheet').trim() })) ground.setAttribute(name, value);
  copy.prepend(ground);
  const text = new XMLSerializer().serializeToString(copy);
  return asPicture ? png(text, width, height) : new Blob([text], { type: 'image/svg+xml' });
}
