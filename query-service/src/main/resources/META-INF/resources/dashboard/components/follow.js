import { LiveRequests } from '../live.js';
import { redraw } from '../redraw.js';

const REDRAW_MILLIS = 250;
const MOST_FRESH = 5;
const TELL_MILLIS = 10000;

// What moves under the pointer is clicked by mistake.
function isPointedAt() {
  return document.querySelector('table.requests:hover') !== null;
}

/**
 * A list of requests, newest first, that new ones come into while it is followed. Whenever the stream begins or has a gap, the list
 * is to be read again, for what came before is told to nobody. While the reader is busy in it or points at it, new ones wait; with
 * `asks`, those that came while he was busy wait until asked for. Those that are there already change in place.
 */
export class FollowedRequests {
  #live;
  #most;
  #isBusy;
  #asks;
  #untilAsked = false;
  #fresh = new Map();
  #waiting = new Map();
  #drawTimer;
  #tellTimer;
  #untold = 0;
  #meanwhile;
  requests = [];
  told = '';

  constructor({ most, isBusy, asks = false, onGap }) {
    this.#most = most;
    this.#isBusy = isBusy;
    this.#asks = asks;
    this.#live = new LiveRequests((request) => this.#take(request), onGap);
  }

  get state() {
    return this.#live.state;
  }

  get waiting() {
    return this.#waiting.size;
  }

  /** The ids of those that came just now; none where so many come that all of them would be. */
  get fresh() {
    return new Set(this.#fresh.size > MOST_FRESH ? [] : this.#fresh.keys());
  }

  /** The list is about to be read: what comes in the meantime may not be in it. */
  reading() {
    this.#meanwhile = [];
  }

  replace(requests) {
    this.requests = requests;
    this.#waiting.clear();
    this.#untilAsked = false;
    for (const request of this.#meanwhile ?? []) this.#put(request);
    this.#meanwhile = undefined;
  }

  append(requests) {
    const known = new Set(this.requests.map((request) => request.id));
    this.requests = [...this.requests, ...requests.filter((request) => !known.has(request.id))];
    this.#most = Math.max(this.#most, this.requests.length);
  }

  follow(filters) {
    this.#live.start(filters);
  }

  stop() {
    this.#live.stop();
    clearTimeout(this.#drawTimer);
    clearTimeout(this.#tellTimer);
    this.#drawTimer = this.#tellTimer = undefined;
    this.#untold = 0;
    this.told = '';
  }

  /** Brings those in that wait. */
  admit() {
    for (const request of this.#waiting.values()) if (this.#put(request)) this.#isFresh(request.id);
    this.#waiting.clear();
    this.#untilAsked = false;
    redraw();
  }

  #take(request) {
    this.#meanwhile?.push(request);
    const known = this.requests.some(({ id }) => id === request.id);
    if (!known && (this.#waiting.has(request.id) || this.#mustWait())) this.#wait(request);
    else if (this.#put(request)) this.#isFresh(request.id);
    this.#drawSoon();
  }

  #drawSoon() {
    this.#drawTimer ??= setTimeout(() => {
      this.#drawTimer = undefined;
      if (this.#waiting.size && !this.#untilAsked) {
        if (this.#mustWait()) this.#drawSoon();
        else this.admit();
      }
      redraw();
    }, REDRAW_MILLIS);
  }

  #mustWait() {
    const busy = this.#isBusy();
    if (busy && this.#asks) this.#untilAsked = true;
    return busy || isPointedAt();
  }

  #wait(request) {
    if (!this.#waiting.has(request.id)) this.#announce();
    this.#waiting.set(request.id, request);
    if (this.#waiting.size > this.#most) this.#waiting.delete(this.#waiting.keys().next().value);
  }

  /** Whether it is a new one. */
  #put(request) {
    // Ids begin with the time of the start.
    let place = this.requests.findIndex((known) => known.id <= request.id);
    if (place < 0) place = this.requests.length;
    const known = this.requests[place]?.id === request.id;
    this.requests = this.requests.toSpliced(place, known ? 1 : 0, request).slice(0, this.#most);
    return !known;
  }

  #isFresh(id) {
    clearTimeout(this.#fresh.get(id));
    this.#fresh.set(id, setTimeout(() => this.#fresh.delete(id), 3000));
    this.#announce();
  }

  // A screen reader hears how many there were, now and then, not each.
  #announce() {
    this.#untold++;
    this.#tellTimer ??= setTimeout(() => {
      this.told = this.#untold + (this.#untold === 1 ? ' new request' : ' new requests');
      this.#untold = 0;
      this.#tellTimer = undefined;
      redraw();
    }, TELL_MILLIS);
  }
}
