import './chart.js';
import { html, nothing } from '../html.js';
import { count, duration, plural, rate, roundDuration, shortCount } from '../format.js';
import { timeOf } from './text.js';

const STEPS = { minute: 60, hour: 3600, day: 86400 };
const SETTLED_MILLIS = 20000;
const BAD = [
  ['CRASHED', 'Crashed', 'crashed'],
  ['FAILED', 'Failed', 'failed'],
  ['UNKNOWN', 'Unknown', 'unknown'],
];

export function outcomesOf(point, outcome) {
  return point.outcomes[outcome] ?? 0;
}

/** How many seconds of a point lie in the frame and are over. */
function seconds(series, point) {
  const start = Date.parse(point.at);
  const end = start + 1000 * STEPS[series.step];
  return Math.max(1, (Math.min(end, Date.parse(series.to), Date.now()) - Math.max(start, Date.parse(series.from))) / 1000);
}

/** Of a step that has only just begun there is no rate yet, and only the quickest requests have ended. */
function isTooYoung(point) {
  return Date.now() - Date.parse(point.at) < SETTLED_MILLIS;
}

function chart(title, hint, model, summary) {
  return html`<section class="card chart" aria-label=${title}>
    <h2>${title} <span class="hint">${hint}</span></h2>
    <p class="hidden">${summary}</p>
    <time-chart .model=${model}></time-chart>
  </section>`;
}

/** The charts of a time series, and the same as a table. */
export function charts(series) {
  const { points, step } = series;
  const times = points.map((point) => Date.parse(point.at) / 1000);
  const rates = points.map((point) => (isTooYoung(point) ? null : point.requests / seconds(series, point)));
  const key = (name) => name + step + series.from.slice(0, 10);
  let latest = points.length - 1;
  while (latest > 0 && (points[latest].requests === 0 || isTooYoung(points[latest]))) latest--;
  const stacked = stack(points);
  const percentile = (name) => points.map((point) => (isTooYoung(point) ? null : (point[name] ?? null)));
  return html`<div class="charts">
      ${chart('Requests', 'a second, by ' + step, {
        key: key('rate'),
        latest,
        data: [times, rates],
        series: [{ label: 'Requests/s', colour: 'accent', fill: true, format: rate, axis: shortCount }],
      }, `${plural(points.reduce((sum, point) => sum + point.requests, 0), 'request')}, at most ${rate(Math.max(0, ...rates))} a second.`)}
      ${chart('Not come back', 'by ' + step, {
        key: key('bad'),
        latest,
        data: [times, ...stacked],
        series: BAD.map(([outcome, label, colour]) => ({ label, colour, bars: true, format: count, axis: shortCount, legend: (at) => points[at] && outcomesOf(points[at], outcome) })),
      }, BAD.map(([outcome, label]) => `${label}: ${count(points.reduce((sum, point) => sum + outcomesOf(point, outcome), 0))}`).join(', ') + '.')}
      ${chart('Latency', 'of requests that ended, by ' + step, {
        key: key('latency'),
        latest,
        logarithmic: true,
        data: [times, percentile('p99Millis'), percentile('p95Millis'), percentile('p50Millis')],
        series: [
          { label: 'p99', colour: 'p99', format: duration, axis: roundDuration },
          { label: 'p95', colour: 'p95', dash: [6, 3], format: duration },
          { label: 'p50', colour: 'p50', dash: [2, 3], format: duration, width: 2 },
        ],
      }, 'The table below has the numbers.')}
    </div>
    <details class="as-table">
      <summary>The same as a table</summary>
      <div class="scroll" tabindex="0" role="region" aria-label="Time series">${table(points)}</div>
    </details>`;
}

// Bars that stand behind one another, the highest first, look as if they stood on one another.
function stack(points) {
  return BAD.map((_, from) => points.map((point) => BAD.slice(from).reduce((sum, [outcome]) => sum + outcomesOf(point, outcome), 0)));
}

function table(points) {
  return html`<table class="list">
    <thead><tr><th scope="col">From</th><th scope="col" class="number">Requests</th><th scope="col" class="number">Failed</th><th scope="col" class="number">Crashed</th><th scope="col" class="number">Unknown</th><th scope="col" class="number">p50</th><th scope="col" class="number">p95</th><th scope="col" class="number">p99</th></tr></thead>
    <tbody>${points
      .filter((point) => point.requests > 0)
      .reverse()
      .map(
        (point) => html`<tr><td>${timeOf(point.at, { precise: false })}</td><td class="number">${count(point.requests)}</td>
          ${['FAILED', 'CRASHED', 'UNKNOWN'].map((outcome) => html`<td class="number">${count(outcomesOf(point, outcome))}</td>`)}
          ${['p50Millis', 'p95Millis', 'p99Millis'].map((name) => html`<td class="number">${point[name] === undefined ? nothing : duration(point[name])}</td>`)}</tr>`,
      )}</tbody>
  </table>`;
}
