import { changed, link, parameter } from '../address.js';
import { get } from '../api.js';
import { charts } from '../components/series.js';
import { icon } from '../components/icons.js';
import { empty, loaded } from '../components/states.js';
import { frame, framePicker, frameParameters, sameFrame } from '../frame.js';
import { count, duration, share } from '../format.js';
import { html, nothing, live } from '../html.js';
import { Loaded } from '../loaded.js';
import { redraw } from '../redraw.js';

const DEFAULT_FRAME = '24h';
const MOST = 1000;
const COLUMNS = [
  ['requests', 'Requests'],
  ['failures', 'Failed'],
  ['crashes', 'Crashed'],
  ['latency', 'p99'],
];

/** All websites of a time frame in an order, or one of them over time. */
export class Websites {
  #list = new Loaded((signal) => get('websites', { ...this.#frame(), order: this.#order(), limit: MOST }, signal), { every: 30000 });
  #series = new Loaded((signal) => this.#ofOne(signal), { every: 30000 });
  #asked;
  #text = '';

  arrive() {
    const asked = JSON.stringify([sameFrame(), this.#order(), parameter('website')]);
    if (asked === this.#asked) return;
    this.#asked = asked;
    this.pause();
    (parameter('website') ? this.#series : this.#list).start();
  }

  leave() {
    this.#asked = undefined;
    this.pause();
  }

  pause() {
    this.#list.stop();
    this.#series.stop();
  }

  resume() {
    (parameter('website') ? this.#series : this.#list).load();
  }

  #frame() {
    return frameParameters(frame(DEFAULT_FRAME));
  }

  #order() {
    return COLUMNS.some(([order]) => order === parameter('order')) ? parameter('order') : 'requests';
  }

  // Counts of one website are kept by the hour.
  #ofOne(signal) {
    const { from, to } = frame(DEFAULT_FRAME);
    return get('time-series', { ...this.#frame(), website: parameter('website'), step: to - from <= 7 * 86400000 ? 'hour' : 'day' }, signal);
  }

  view() {
    return parameter('website') ? this.#one(parameter('website')) : this.#all();
  }

  #one(website) {
    return html`<p class="above"><a href=${changed({ website: '' })}>${icon('back')} All websites</a></p>
      <div class="page-head">
        <h1 class="breakable">${website}</h1>
        <div class="page-tools">
          <a class="button" href=${link('requests', { website, ...sameFrame() })}>Its requests</a>
          ${framePicker(frame(DEFAULT_FRAME), { fallback: DEFAULT_FRAME })}
        </div>
      </div>
      ${loaded(this.#series, (series) =>
        series.points.some((point) => point.requests > 0) ? charts(series) : html`<section class="card">${empty('No requests', `Nothing was sent there in ${frame(DEFAULT_FRAME).words}.`)}</section>`,
        { framed: true },
      )}`;
  }

  #all() {
    return html`<div class="page-head">
        <h1>Websites</h1>
        <div class="page-tools">
          <label class="search"><span class="hidden">Name contains</span><input type="search" placeholder="Name contains" .value=${live(this.#text)} @input=${(event) => {
            this.#text = event.target.value;
            redraw();
          }} /></label>
          ${framePicker(frame(DEFAULT_FRAME), { fallback: DEFAULT_FRAME })}
        </div>
      </div>
      <section class="card flush" aria-label="Websites">${loaded(this.#list, (websites) => this.#table(websites), { rows: 10 })}</section>
      <p class="hint">Counted in whole hours: those that the time frame begins and ends in count in full.</p>`;
  }

  #table(websites) {
    const shown = websites.filter(({ website }) => website.includes(this.#text.trim().toLowerCase()));
    if (shown.length === 0) {
      return this.#text ? empty('No website is called like that', 'Among those of this time frame.') : empty('No requests', `Nothing was sent in ${frame(DEFAULT_FRAME).words}.`);
    }
    const most = Math.max(1, ...shown.map((website) => website.requests));
    const heading = ([order, label]) => html`<th role="columnheader" scope="col" class="number" aria-sort=${this.#order() === order ? 'descending' : nothing}>
      <a href=${changed({ order: order === 'requests' ? '' : order })}>${label}<span aria-hidden="true">${this.#order() === order ? ' ↓' : ''}</span></a></th>`;
    return html`<div class="scroll" tabindex="0" role="region" aria-label="Table of websites"><table class="list websites" role="table">
      <thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Website</th>${heading(COLUMNS[0])}${heading(COLUMNS[1])}${heading(COLUMNS[2])}<th role="columnheader" scope="col" class="number wide-only">p50</th><th role="columnheader" scope="col" class="number wide-only">p95</th>${heading(COLUMNS[3])}</tr></thead>
      <tbody role="rowgroup">${shown.map(
        (website) => html`<tr role="row">
          <th role="rowheader" scope="row"><a href=${link('websites', { website: website.website, ...sameFrame() })}>${website.website}</a>
            <svg class="meter" data-order="requests" viewBox="0 0 100 3" preserveAspectRatio="none" aria-hidden="true"><rect width=${Math.max(0.5, (100 * website.requests) / most)} height="3" /></svg></th>
          <td role="cell" class="number">${count(website.requests)}</td>
          <td role="cell" class="number">${bad(website, 'failures', 'FAILED')}</td>
          <td role="cell" class="number">${bad(website, 'crashes', 'CRASHED')}</td>
          <td role="cell" class="number wide-only">${duration(website.p50Millis)}</td><td role="cell" class="number wide-only">${duration(website.p95Millis)}</td><td role="cell" class="number">${duration(website.p99Millis)}</td>
        </tr>`,
      )}</tbody>
    </table></div>`;
  }
}

function bad(website, name, outcome) {
  return website[name]
    ? html`<a href=${link('requests', { website: website.website, outcome, ...sameFrame() })}>${count(website[name])}</a> <span class="hint wide-only">${share(website[name], website.requests)}</span>`
    : html`<span class="nothing">0</span>`;
}
