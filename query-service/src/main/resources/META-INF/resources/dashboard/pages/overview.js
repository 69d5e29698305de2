import { changed, go, link, page, parameter } from '../address.js';
import { get } from '../api.js';
import { drawer } from '../components/drawer.js';
import { FollowedRequests } from '../components/follow.js';
import { incidentList } from '../components/incidents.js';
import { RequestDetails } from '../components/request.js';
import { requestRows } from '../components/rows.js';
import { charts } from '../components/series.js';
import { empty, loaded } from '../components/states.js';
import { latencyTile, outcomeTile, tile, tiles } from '../components/tiles.js';
import { WORST, rankedWebsites } from '../components/websites.js';
import { frame, framePicker, frameParameters, inWords, sameFrame, wholeHours } from '../frame.js';
import { rate, shortCount } from '../format.js';
import { html, nothing } from '../html.js';
import { Loaded } from '../loaded.js';

const MINUTE = 60000;
const DEFAULT_FRAME = '1h';
const TOP = 6;
const DEATHS = 4;

/** How things are: rates, failures, crashes and latency of a time frame, the busiest and the worst websites, the latest requests. */
export class Overview {
  #series = new Loaded((signal) => get('time-series', this.#frame(), signal), { every: 15000 });
  #incidents = new Loaded((signal) => get('incidents', { ...this.#frame(), limit: DEATHS }, signal), { every: 10000 });
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
    [this.#series, this.#busiest, this.#worst, this.#now, this.#incidents, this.#latest].forEach((one) => one.start());
  }

  leave() {
    this.#asked = undefined;
    this.#details.stop();
    this.pause();
  }

  pause() {
    [this.#series, this.#busiest, this.#worst, this.#now, this.#incidents, this.#latest].forEach((one) => one.stop());
    this.#followed.stop();
  }

  resume() {
    [this.#series, this.#busiest, this.#worst, this.#now, this.#incidents, this.#latest].forEach((one) => one.load());
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
    const inHours = wholeHours(frame(DEFAULT_FRAME));
    // Once is enough to say that there is no answer.
    const told = this.#series.problem !== undefined;
    return html`${this.#deaths()}
      <div class="columns">
        <section class="card flush" aria-labelledby="busiest">
          <div class="card-head"><h2 id="busiest">Busiest websites ${inHours}</h2></div>
          ${loaded(this.#busiest, (websites) => websites.length ? rankedWebsites(websites, 'requests') : empty('None', 'Nothing was sent in this time frame.'), { told })}
        </section>
        <section class="card flush" aria-labelledby="worst">
          <div class="card-head">
            <h2 id="worst">Worst websites ${inHours}</h2>
            <div class="segments" role="group" aria-label="Worst by">
              ${Object.entries(WORST).map(([order, label]) => html`<a class="segment" href=${changed({ worst: order === 'failures' ? '' : order })} aria-current=${(parameter('worst') || 'failures') === order ? 'true' : 'false'}>${label}</a>`)}
            </div>
          </div>
          ${loaded(this.#worst, (websites) => (websites.length ? rankedWebsites(websites, parameter('worst') || 'failures') : empty('None', 'No website stands out in this time frame.')), { told })}
        </section>
      </div>
      <section class="card flush" aria-labelledby="latest">
        <div class="card-head"><h2 id="latest">Latest requests</h2><a href=${link('requests')}>All requests</a></div>
        <p class="hidden" role="status">${this.#followed.told}</p>
        ${loaded(this.#latest, () =>
          this.#followed.requests.length
            ? requestRows(this.#followed.requests, { fresh: this.#followed.fresh, compact: true, caption: 'Latest requests' })
            : empty('Nothing is recorded yet', 'The requests of an application that has the client SDK appear here by themselves.'),
          { told },
        )}
      </section>`;
  }

  // Where nothing died there is nothing to say.
  #deaths() {
    if (!this.#incidents.value?.length) return nothing;
    return html`<section class="card flush" aria-labelledby="deaths">
      <div class="card-head"><h2 id="deaths">Latest deaths <span class="hint">what was in flight, and whether it went out</span></h2><a href=${link('incidents', sameFrame())}>All incidents</a></div>
      ${incidentList(this.#incidents.value)}
    </section>`;
  }

  #nothing(current) {
    return html`<section class="card">${empty('No requests', `Nothing was sent ${inWords(current)}.`, current.name === '30d' ? nothing : html`<a class="button" href=${changed({ frame: '30d', from: '', to: '' })}>Look at the last 30 days</a>`)}</section>`;
  }

  #tiles(series, current) {
    const { total } = series;
    const elapsed = (Math.min(Date.parse(series.to), Date.now()) - Date.parse(series.from)) / 1000;
    const minute = this.#now.value;
    const which = { ...sameFrame(), frame: parameter('frame') || (parameter('from') ? '' : DEFAULT_FRAME) };
    return tiles('Numbers of ' + current.words, html`
      ${tile('Requests a second', minute ? rate(minute.requests / 60) : '–', `in the last minute; ${rate(total.requests / elapsed)} on average`)}
      ${tile('Requests', shortCount(total.requests), inWords(current))}
      ${['FAILED', 'CRASHED', 'IN_FLIGHT'].map((outcome) => outcomeTile(total, outcome, which))} ${latencyTile(total, inWords(current))}`);
  }
}
