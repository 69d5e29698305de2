import { changed, go, link, page, parameter } from '../address.js';
import { get } from '../api.js';
import { drawer } from '../components/drawer.js';
import { FollowedRequests } from '../components/follow.js';
import { RequestDetails } from '../components/request.js';
import { requestRows } from '../components/rows.js';
import { charts, outcomesOf } from '../components/series.js';
import { empty, loaded } from '../components/states.js';
import { WORST, rankedWebsites } from '../components/websites.js';
import { frame, framePicker, frameParameters, sameFrame } from '../frame.js';
import { count, duration, rate, share, shortCount } from '../format.js';
import { html, nothing } from '../html.js';
import { Loaded } from '../loaded.js';

const MINUTE = 60000;
const DAY = 86400000;
const DEFAULT_FRAME = '1h';
const TOP = 6;

/** How things are: rates, failures, crashes and latency of a time frame, the busiest and the worst websites, the latest requests. */
export class Overview {
  #series = new Loaded((signal) => get('time-series', this.#frame(), signal), { every: 15000 });
  #now = new Loaded((signal) => this.#latestMinute(signal), { every: 10000 });
  #busiest = new Loaded((signal) => get('websites', { ...this.#frame(), order: 'requests', limit: TOP }, signal), { every: 30000 });
  #worst = new Loaded((signal) => this.#worstWebsites(signal), { every: 30000 });
  #latest = new Loaded((signal) => this.#newest(signal));
  #followed = new FollowedRequests({ most: 12, isBusy: () => page() !== 'overview' || this.hasDrawer(), onGap: () => this.#latest.load() });
  #details = new RequestDetails();
  #asked;

  arrive() {
    this.#details.show(parameter('request'));
    const asked = JSON.stringify(sameFrame()) + (parameter('worst') || 'failures');
    if (asked === this.#asked) return;
    this.#asked = asked;
    [this.#series, this.#busiest, this.#worst, this.#now, this.#latest].forEach((one) => one.start());
  }

  leave() {
    this.#asked = undefined;
    this.#details.stop();
    this.pause();
  }

  pause() {
    [this.#series, this.#busiest, this.#worst, this.#now, this.#latest].forEach((one) => one.stop());
    this.#followed.stop();
  }

  resume() {
    [this.#series, this.#busiest, this.#worst, this.#now, this.#latest].forEach((one) => one.load());
  }

  connection() {
    return this.#series.problem?.passing ? 'lost' : this.#followed.state;
  }

  hasDrawer() {
    return parameter('request') !== '';
  }

  drawer() {
    return drawer('Request', () => go(changed({ request: '' })), this.hasDrawer() ? this.#details.view() : nothing);
  }

  #frame() {
    return frameParameters(frame(DEFAULT_FRAME));
  }

  // The last whole minute: the present one is not over, and the ends of its requests are still to come.
  async #latestMinute(signal) {
    const end = Math.floor(Date.now() / MINUTE) * MINUTE;
    const series = await get('time-series', { from: new Date(end - MINUTE).toISOString(), to: new Date(end).toISOString(), step: 'minute' }, signal);
    return series.points[0] ?? { requests: 0, outcomes: {} };
  }

  async #worstWebsites(signal) {
    const order = WORST[parameter('worst')] ? parameter('worst') : 'failures';
    const websites = await get('websites', { ...this.#frame(), order, limit: TOP }, signal);
    return websites.filter((website) => order === 'latency' || website[order] > 0);
  }

  async #newest(signal) {
    if (this.#followed.state === 'off') this.#followed.follow();
    this.#followed.reading();
    this.#followed.replace(await get('requests', { limit: 12 }, signal));
    return true;
  }

  view() {
    const current = frame(DEFAULT_FRAME);
    return html`<div class="page-head">
        <h1>Overview</h1>
        <div class="page-tools">${framePicker(current, { fallback: DEFAULT_FRAME })}</div>
      </div>
      ${loaded(this.#series, (series) => (series.total.requests === 0 ? this.#nothing(current) : html`${this.#tiles(series, current)} ${charts(series)}`), { rows: 8, framed: true })}
      ${this.#series.value === undefined && this.#series.problem ? nothing : this.#more()}`;
  }

  #more() {
    const current = frame(DEFAULT_FRAME);
    // Websites are counted by the hour, so a short frame is not the same for them.
    const inHours = current.to - current.from < DAY ? html`<span class="hint">in whole hours</span>` : nothing;
    return html`<div class="columns">
        <section class="card flush" aria-labelledby="busiest">
          <div class="card-head"><h2 id="busiest">Busiest websites ${inHours}</h2></div>
          ${loaded(this.#busiest, (websites) => websites.length ? rankedWebsites(websites, 'requests') : empty('None', 'Nothing was sent in this time frame.'))}
        </section>
        <section class="card flush" aria-labelledby="worst">
          <div class="card-head">
            <h2 id="worst">Worst websites ${inHours}</h2>
            <div class="segments" role="group" aria-label="Worst by">
              ${Object.entries(WORST).map(([order, label]) => html`<a class="segment" href=${changed({ worst: order === 'failures' ? '' : order })} aria-current=${(parameter('worst') || 'failures') === order ? 'true' : 'false'}>${label}</a>`)}
            </div>
          </div>
          ${loaded(this.#worst, (websites) => (websites.length ? rankedWebsites(websites, parameter('worst') || 'failures') : empty('None', 'No website stands out in this time frame.')))}
        </section>
      </div>
      <section class="card flush" aria-labelledby="latest">
        <div class="card-head"><h2 id="latest">Latest requests</h2><a href=${link('requests')}>All requests</a></div>
        <p class="hidden" role="status">${this.#followed.told}</p>
        ${loaded(this.#latest, () =>
          this.#followed.requests.length
            ? requestRows(this.#followed.requests, { fresh: this.#followed.fresh, compact: true, caption: 'Latest requests' })
            : empty('Nothing is recorded yet', 'The requests of an application that has the client SDK appear here by themselves.'),
        )}
      </section>`;
  }

  #nothing(current) {
    return html`<section class="card">${empty('No requests', `Nothing was sent in ${current.words}.`, current.name === '30d' ? nothing : html`<a class="button" href=${changed({ frame: '30d', from: '', to: '' })}>Look at the last 30 days</a>`)}</section>`;
  }

  #tiles(series, current) {
    const { total } = series;
    const sum = (outcome) => outcomesOf(total, outcome);
    const elapsed = (Math.min(Date.parse(series.to), Date.now()) - Date.parse(series.from)) / 1000;
    const minute = this.#now.value;
    const requests = (outcome) => link('requests', { outcome, ...sameFrame(), frame: parameter('frame') || (parameter('from') ? '' : DEFAULT_FRAME) });
    return html`<dl class="tiles" aria-label=${'Numbers of ' + current.words}>
      ${tile('Requests a second', minute ? rate(minute.requests / 60) : '–', `in the last minute; ${rate(total.requests / elapsed)} on average`)}
      ${tile('Requests', shortCount(total.requests), `in ${current.words}`)}
      ${tile('Failed', html`<a href=${requests('FAILED')}>${shortCount(sum('FAILED'))}</a>`, share(sum('FAILED'), total.requests) + ' of all', sum('FAILED') ? 'failed' : '')}
      ${tile('Crashed', html`<a href=${requests('CRASHED')}>${shortCount(sum('CRASHED'))}</a>`, 'their process died', sum('CRASHED') ? 'crashed' : '')}
      ${tile('In flight', html`<a href=${requests('IN_FLIGHT')}>${count(sum('IN_FLIGHT'))}</a>`, 'nothing says they are over')}
      ${tile('Latency', html`<span class="trio">${['p50', 'p95', 'p99'].map((name) => html`<span><small>${name}</small> ${duration(total[name + 'Millis'])}</span> `)}</span>`, `of those that ended, in ${current.words}`)}
    </dl>`;
  }
}

function tile(label, value, about, kind = '') {
  return html`<div class="tile" data-kind=${kind}><dt>${label}</dt><dd class="value">${value}</dd><dd class="hint">${about}</dd></div>`;
}
