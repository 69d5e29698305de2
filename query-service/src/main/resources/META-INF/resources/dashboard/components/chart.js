import uPlot from '../../webjars/uplot/dist/uPlot.esm.js';
import { html, render } from '../html.js';
import { preferences } from '../preferences.js';
import { day, isToday, minute } from '../time.js';

const SYNC = uPlot.sync('dashboard');
const HEIGHT = 190;
const HOUR = 3600;

// A canvas knows no custom properties, so a probe tells what they are at present.
function colour(name) {
  const probe = document.createElement('i');
  probe.className = 'colour-' + name;
  probe.hidden = true;
  document.body.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}

function faded(found, alpha) {
  const parts = found.match(/[\d.]+/g);
  return parts && found.startsWith('rgb') ? `rgba(${parts.slice(0, 3).join(',')},${alpha})` : found;
}

/**
 * A chart over time. `data` is `[seconds, …values]` as uPlot has it, `series` `[{label, colour, dash, fill, bars, format}]`,
 * `logarithmic` whether the scale is; the legend tells the values under the pointer, or the latest.
 */
class TimeChart extends HTMLElement {
  #plot;
  #observer;
  #drawn;
  #legend = document.createElement('ul');
  #box = document.createElement('div');
  #looks = () => this.#build();

  connectedCallback() {
    this.#legend.className = 'legend';
    this.#box.className = 'plot';
    this.#box.setAttribute('aria-hidden', 'true');
    this.append(this.#legend, this.#box);
    this.#observer = new ResizeObserver(() => this.#resize());
    this.#observer.observe(this);
    addEventListener('looks', this.#looks);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', this.#looks);
  }

  disconnectedCallback() {
    this.#observer.disconnect();
    removeEventListener('looks', this.#looks);
    matchMedia('(prefers-color-scheme: dark)').removeEventListener('change', this.#looks);
    this.#plot?.destroy();
    this.#plot = undefined;
  }

  set model(model) {
    const same = this.#drawn && this.#drawn.key === model.key;
    this.#drawn = model;
    if (same && this.#plot) this.#plot.setData(model.data);
    else queueMicrotask(() => this.#build());
    this.#tell(null);
  }

  #resize() {
    if (this.#plot) this.#plot.setSize({ width: this.#box.clientWidth, height: HEIGHT });
    else this.#build();
  }

  #build() {
    this.#plot?.destroy();
    this.#plot = undefined;
    if (!this.#drawn || !this.isConnected || this.#box.clientWidth === 0) return;
    this.#plot = new uPlot(this.#options(), this.#drawn.data, this.#box);
    this.#tell(null);
  }

  #options() {
    const { series, logarithmic } = this.#drawn;
    const muted = colour('muted');
    const grid = { stroke: colour('line'), width: 1 };
    const axis = { stroke: muted, font: '11px system-ui, sans-serif', grid, ticks: { show: false } };
    const format = series[0].format;
    return {
      width: this.#box.clientWidth,
      height: HEIGHT,
      padding: [8, 18, 0, 0],
      legend: { show: false },
      cursor: { sync: { key: SYNC.key }, y: false, drag: { x: false, y: false } },
      tzDate: (seconds) => (preferences.utc ? uPlot.tzDate(new Date(seconds * 1000), 'Etc/UTC') : new Date(seconds * 1000)),
      scales: { x: { range: timeRange }, y: logarithmic ? { distr: 3, range: logRange } : { range: linearRange } },
      axes: [
        { ...axis, space: 70, size: 26, values: (_, splits, __, ___, step) => splits.map((at) => (step >= 86400 ? day(at * 1000) : minute(at * 1000))) },
        { ...axis, size: 58, space: 34, values: (_, splits) => splits.map((value) => (value === null ? '' : (series[0].axis ?? format)(value))), ...(logarithmic ? { filter: decades, grid: { ...grid, filter: decades } } : {}) },
      ],
      series: [{}, ...series.map((one) => this.#line(one))],
      hooks: { setCursor: [(plot) => this.#tell(plot.cursor.idx ?? null)] },
    };
  }

  #line({ label, colour: name, dash, fill, bars, width = 1.75 }) {
    const stroke = colour(name);
    return {
      label,
      stroke,
      width: bars ? 0 : width,
      dash,
      fill: bars ? stroke : fill ? faded(stroke, 0.14) : undefined,
      paths: bars ? uPlot.paths.bars({ size: [0.7, 28], gap: 1 }) : undefined,
      points: { show: !bars, size: 5, filter: (plot, index) => alone(plot.data[index]) },
      spanGaps: false,
    };
  }

  #tell(index) {
    if (!this.#drawn) return;
    const { data, series, latest } = this.#drawn;
    const at = index ?? latest ?? data[0].length - 1;
    render(
      html`${series.map(
          (one, place) => html`<li><i class="swatch colour-${one.colour}" data-dash=${one.dash ? 'yes' : 'no'}></i>${one.label} <b>${tell(one.legend ? one.legend(at) : data[place + 1][at], one.format)}</b></li>`,
        )}
        <li class="legend-time">${data[0].length ? whenOf(data[0][at] * 1000) : ''}</li>`,
      this.#legend,
    );
  }
}

function whenOf(at) {
  return isToday(at) ? minute(at) : day(at) + ', ' + minute(at);
}

function tell(value, format) {
  return value === null || value === undefined ? '–' : format(value);
}

// A line needs two; what has no neighbours is a dot.
function alone(values) {
  return [...values.keys()].filter((at) => values[at] !== null && (values[at - 1] ?? null) === null && (values[at + 1] ?? null) === null);
}

// One moment alone is no range.
function timeRange(plot, first, last) {
  return plot.data[0].length === 1 ? [first - HOUR / 2, first + HOUR / 2] : [first, last];
}

function linearRange(_, low, high) {
  return [0, high > 0 ? high * 1.12 : 1];
}

function logRange(_, low, high) {
  if (!(high > 0)) return [1, 1000];
  return [10 ** Math.floor(Math.log10(low)), 10 ** Math.ceil(Math.log10(high * 1.01))];
}

function decades(_, splits) {
  return splits.map((value) => (Number.isInteger(Math.round(Math.log10(value) * 1e9) / 1e9) ? value : null));
}

customElements.define('time-chart', TimeChart);
