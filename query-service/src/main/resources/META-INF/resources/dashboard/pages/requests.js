import { changed, go, link, page, parameter } from '../address.js';
import { getPage, get, route } from '../api.js';
import { drawer } from '../components/drawer.js';
import { FollowedRequests } from '../components/follow.js';
import { icon } from '../components/icons.js';
import { RequestDetails } from '../components/request.js';
import { requestRows } from '../components/rows.js';
import { empty, loaded } from '../components/states.js';
import { requestFilters, isFiltered, filtersOfAddress } from '../components/filters.js';
import { frame, frameParameters } from '../frame.js';
import { html, nothing } from '../html.js';
import { Loaded } from '../loaded.js';
import { plural } from '../format.js';
import { redraw } from '../redraw.js';

const PAGE_SIZE = 100;
const MOST_SLOWEST = 1000;

/** All requests that the filters in the address let through, followed live. */
export class Requests {
  #details = new RequestDetails();
  #followed = new FollowedRequests({ most: 300, asks: true, isBusy: () => this.#isBusy(), onGap: () => this.#list.load() });
  #list = new Loaded((signal) => this.#ask(signal));
  // Asked for again and again: the stream is silent when nothing happens, and when the database is away.
  #services = new Loaded((signal) => get('services', {}, signal), { every: 10000 });
  #asked;
  #next;
  #following = true;
  #loadingMore = false;

  arrive() {
    this.#details.show(parameter('request'));
    const filters = JSON.stringify([filtersOfAddress(), parameter('frame'), parameter('from'), parameter('to'), parameter('order')]);
    if (filters === this.#asked) return;
    this.#asked = filters;
    this.#services.load();
    this.#followed.stop();
    this.#followed.replace([]);
    this.#list.start();
  }

  leave() {
    this.#asked = undefined;
    this.#details.stop();
    this.#list.stop();
    this.#services.stop();
    this.#followed.stop();
  }

  pause() {
    this.#services.stop();
    this.#followed.stop();
  }

  resume() {
    this.#services.load();
    this.#list.load();
  }

  connection() {
    return this.#list.problem?.passing || this.#services.problem?.passing ? 'lost' : this.#followed.state;
  }

  hasDrawer() {
    return parameter('request') !== '';
  }

  drawer() {
    return drawer('Request', () => go(changed({ request: '' })), this.hasDrawer() ? this.#details.view() : nothing);
  }

  #query() {
    return { ...filtersOfAddress(), ...frameParameters(this.#frame()), order: parameter('order') };
  }

  #frame() {
    return frame('');
  }

  // A frame that ends in the past, or another order, has no newest request to follow.
  #canFollow() {
    return parameter('order') !== 'slowest' && this.#frame().name !== '';
  }

  async #ask(signal) {
    if (this.#following && this.#canFollow() && this.#followed.state === 'off') this.#followed.follow(filtersOfAddress());
    this.#followed.reading();
    const first = await this.#first(signal);
    this.#followed.replace(first.items);
    this.#next = first.next;
    return true;
  }

  async #first(signal) {
    try {
      return await getPage('requests', { ...this.#query(), to: this.#canFollow() ? '' : this.#query().to, limit: PAGE_SIZE }, signal);
    } catch (problem) {
      // What cannot be asked cannot be followed.
      if (problem.status >= 400 && problem.status < 500) this.#followed.stop();
      throw problem;
    }
  }

  async #more() {
    this.#loadingMore = true;
    redraw();
    try {
      const more = await getPage('requests', { ...this.#query(), limit: PAGE_SIZE, cursor: this.#next });
      this.#followed.append(more.items);
      this.#next = more.next;
    } catch (problem) {
      this.#list.problem = problem;
    }
    this.#loadingMore = false;
    redraw();
  }

  // Of the slowest there is no stream without an end.
  #export(format) {
    return route('requests', { ...this.#query(), format, limit: parameter('order') === 'slowest' ? MOST_SLOWEST : '' });
  }

  #moreLabel() {
    if (this.#loadingMore) return 'Loading';
    return parameter('order') === 'slowest' ? 'Faster requests' : 'Older requests';
  }

  #isBusy() {
    return page() !== 'requests' || this.hasDrawer() || scrollY > 250 || document.activeElement?.closest?.('table.requests') !== null;
  }

  #toggle() {
    this.#following = !this.#following;
    if (this.#following) this.#list.load();
    else this.#followed.stop();
    redraw();
  }

  view() {
    const filters = filtersOfAddress();
    return html`<div class="page-head">
        <h1>Requests</h1>
        <div class="page-tools">
          ${this.#canFollow()
            ? html`<button type="button" class="button" aria-pressed=${this.#following ? 'true' : 'false'} @click=${() => this.#toggle()}>${icon(this.#following ? 'pause' : 'play')}${this.#following ? 'Pause' : 'Follow live'}</button>`
            : nothing}
          <a class="button" href=${this.#export('csv')} download="requests.csv">CSV</a>
          <a class="button" href=${this.#export('ndjson')} download="requests.ndjson">NDJSON</a>
        </div>
      </div>
      ${requestFilters(filters, this.#frame(), this.#services.value ?? [], this.#list.problem?.errors)}
      <p class="hidden" role="status">${this.#followed.told}</p>
      ${this.#followed.waiting
        ? html`<button type="button" class="button newer" @click=${() => this.#show()}>Show ${plural(this.#followed.waiting, 'new request')}</button>`
        : nothing}
      <section class="card flush" aria-label="Requests">${loaded(this.#list, () => this.#rows(), { rows: 12 })}</section>`;
  }

  #show() {
    this.#followed.admit();
    scrollTo({ top: 0 });
  }

  #rows() {
    const { requests, fresh } = this.#followed;
    if (requests.length === 0 && !this.#next) {
      return isFiltered()
        ? empty('No request is like that', 'Nothing that is recorded passes these filters.', html`<a class="button" href=${link('requests')}>Remove the filters</a>`)
        : empty('Nothing is recorded yet', 'The requests of an application that has the client SDK appear here by themselves.');
    }
    return html`${requestRows(requests, { fresh })}
      <div class="more">
        ${this.#next
          ? html`<button type="button" class="button" ?disabled=${this.#loadingMore} @click=${() => this.#more()}>${this.#moreLabel()}</button>`
          : html`<span class="hint">That is all.</span>`}
      </div>`;
  }
}
