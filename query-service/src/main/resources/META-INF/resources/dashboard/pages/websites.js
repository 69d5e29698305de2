import { changed, go, link, parameter } from '../address.js';
import { get } from '../api.js';
import { drawer } from '../components/drawer.js';
import { icon } from '../components/icons.js';
import { RequestDetails } from '../components/request.js';
import { requestRows } from '../components/rows.js';
import { charts } from '../components/series.js';
import { empty, loaded } from '../components/states.js';
import { name } from '../components/text.js';
import { latencyTile, outcomeTile, tile, tiles } from '../components/tiles.js';
import { frame, framePicker, frameParameters, inWords, sameFrame, wholeHours } from '../frame.js';
import { count, duration, share, shortCount } from '../format.js';
import { html, nothing, live } from '../html.js';
import { Loaded } from '../loaded.js';
import { redraw } from '../redraw.js';

const DEFAULT_FRAME = '24h';
const MOST = 1000;
const LATEST = 10;
const NOT_COME_BACK = ['CRASHED', 'FAILED', 'UNKNOWN'];
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
  #lost = new Loaded((signal) => get('requests', { ...this.#frame(), website: parameter('website'), outcome: NOT_COME_BACK, limit: LATEST }, signal), { every: 15000 });
  #details = new RequestDetails();
  #asked;
  #text = '';

  arrive() {
    this.#details.show(parameter('request'));
    const asked = JSON.stringify([sameFrame(), this.#order(), parameter('website')]);
    if (asked === this.#asked) return;
    this.#asked = asked;
    this.pause();
    this.#shown().forEach((one) => one.start());
  }

  leave() {
    this.#asked = undefined;
    this.#details.stop();
    this.pause();
  }

  pause() {
    [this.#list, this.#series, this.#lost].forEach((one) => one.stop());
  }

  resume() {
    this.#shown().forEach((one) => one.load());
  }

  hasDrawer() {
    return parameter('request') !== '';
  }

  drawer() {
    return drawer('Request', () => go(changed({ request: '' })), this.hasDrawer() ? this.#details.view() : nothing);
  }

  #shown() {
    return parameter('website') ? [this.#series, this.#lost] : [this.#list];
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
        <h1>${name(website)}</h1>
        <div class="page-tools">
          <a class="button" href=${link('requests', { website, ...this.#sameFrame() })}>Its requests</a>
          ${framePicker(frame(DEFAULT_FRAME), { fallback: DEFAULT_FRAME })}
        </div>
      </div>
      ${loaded(this.#series, (series) =>
        series.total.requests > 0
          ? html`${this.#tiles(website, series)} ${charts(series)} ${this.#notComeBack(website)}`
          : html`<section class="card">${empty('No requests', `Nothing was sent there ${inWords(frame(DEFAULT_FRAME))}.`)}</section>`,
        { framed: true },
      )}`;
  }

  #tiles(website, { total, from, to }) {
    const which = { website, ...this.#sameFrame() };
    const hours = wholeHours({ from: new Date(from), to: new Date(to) });
    return tiles('Numbers of ' + website, html`${tile('Requests', shortCount(total.requests), hours)}
      ${['FAILED', 'CRASHED', 'UNKNOWN', 'IN_FLIGHT'].map((outcome) => outcomeTile(total, outcome, which))} ${latencyTile(total, hours)}`);
  }

  #notComeBack(website) {
    return html`<section class="card flush" aria-labelledby="lost">
      <div class="card-head"><h2 id="lost">Not come back <span class="hint">the latest that crashed, failed, or whose end is unknown, ${inWords(frame(DEFAULT_FRAME))}</span></h2>
        <a href=${link('requests', { website, outcome: NOT_COME_BACK, ...this.#sameFrame() })}>All of them</a></div>
      ${loaded(this.#lost, (requests) => (requests.length ? requestRows(requests, { caption: 'Not come back' }) : empty('None', 'All came back.')), { rows: 3, told: this.#series.problem !== undefined })}
    </section>`;
  }

  // The list of requests has no frame unless it is told one.
  #sameFrame() {
    return { ...sameFrame(), frame: parameter('frame') || (parameter('from') ? '' : DEFAULT_FRAME) };
  }

  #all() {
    return html`<div class="page-head">
        <h1>Websites ${wholeHours(frame(DEFAULT_FRAME))}</h1>
        <div class="page-tools">
          <label class="search"><span class="hidden">Name contains</span><input type="search" placeholder="Name contains" .value=${live(this.#text)} @input=${(event) => {
            this.#text = event.target.value;
            redraw();
          }} /></label>
          ${framePicker(frame(DEFAULT_FRAME), { fallback: DEFAULT_FRAME })}
        </div>
      </div>
      <section class="card flush" aria-label="Websites">${loaded(this.#list, (websites) => this.#table(websites), { rows: 10 })}</section>`;
  }

  #table(websites) {
    const shown = websites.filter(({ website }) => website.includes(this.#text.trim().toLowerCase()));
    if (shown.length === 0) {
      return this.#text ? empty('No website is called like that', 'Among those of this time frame.') : empty('No requests', `Nothing was sent ${inWords(frame(DEFAULT_FRAME))}.`);
    }
    const most = Math.max(1, ...shown.map((website) => website.requests));
    const heading = ([order, label]) => html`<th role="columnheader" scope="col" class="number" aria-sort=${this.#order() === order ? 'descending' : nothing}>
      <a href=${changed({ order: order === 'requests' ? '' : order })}>${label}<span aria-hidden="true">${this.#order() === order ? ' ↓' : ''}</span></a></th>`;
    return html`<div class="scroll" tabindex="0" role="region" aria-label="Table of websites"><table class="list websites" role="table">
      <thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Website</th>${heading(COLUMNS[0])}${heading(COLUMNS[1])}${heading(COLUMNS[2])}<th role="columnheader" scope="col" class="number wide-only">p50</th><th role="columnheader" scope="col" class="number wide-only">p95</th>${heading(COLUMNS[3])}</tr></thead>
      <tbody role="rowgroup">${shown.map(
        (website) => html`<tr role="row">
          <th role="rowheader" scope="row"><a href=${link('websites', { website: website.website, ...sameFrame() })}>${name(website.website)}</a>
            <svg class="meter" data-order="requests" viewBox="0 0 100 3" preserveAspectRatio="none" aria-hidden="true"><rect width=${Math.max(0.5, (100 * website.requests) / most)} height="3" /></svg></th>
          <td role="cell" class="number">${count(website.requests)}</td>
          <td role="cell" class="number">${bad(website, 'failures', 'FAILED', this.#sameFrame())}</td>
          <td role="cell" class="number">${bad(website, 'crashes', 'CRASHED', this.#sameFrame())}</td>
          <td role="cell" class="number wide-only">${duration(website.p50Millis)}</td><td role="cell" class="number wide-only">${duration(website.p95Millis)}</td><td role="cell" class="number">${duration(website.p99Millis)}</td>
        </tr>`,
      )}</tbody>
    </table></div>`;
  }
}

function bad(website, kind, outcome, sameFrame) {
  return website[kind]
    ? html`<a href=${link('requests', { website: website.website, outcome, ...sameFrame })}>${count(website[kind])}</a> <span class="hint wide-only">${share(website[kind], website.requests)}</span>`
    : html`<span class="nothing">0</span>`;
}
