import { LiveRequests } from '../live.js';
import { redraw } from '../redraw.js';

const REDRAW_MILLIS = 250;
const TELL_MILLIS = 10000;

/**
 * A list of requests, newest first, that new ones come into while it is followed. While the reader is busy in it, new ones
 * wait until asked for; those that are there already change in place.
 */
export class FollowedRequests {
  #live;
  #most;
  #isBusy;
  #fresh = new Map();
  #waiting = new Map();
  #drawTimer;
  #tellTimer;
  #untold = 0;
  requests = [];
  told = '';

  constructor({ most, isBusy = () => false, onReturn = () => {} }) {
    this.#most = most;
    this.#isBusy = isBusy;
    this.#live = new LiveRequests((request) => this.#take(request), onReturn);
  }

  get state() {
    return this.#live.state;
  }

  get waiting() {
    return this.#waiting.size;
  }

  get fresh() {
    return new Set(this.#fresh.keys());
  }

  replace(requests) {
    this.requests = requests;
    this.#waiting.clear();
    this.#fresh.clear();
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
    for (const request of this.#waiting.values()) this.#insert(request);
    this.#waiting.clear();
    redraw();
  }

  #take(request) {
    const at = this.requests.findIndex((known) => known.id === request.id);
    if (at >= 0) this.requests = this.requests.with(at, request);
    else if (this.#waiting.has(request.id) || this.#isBusy()) this.#wait(request);
    else this.#insert(request);
    this.#drawTimer ??= setTimeout(() => {
      this.#drawTimer = undefined;
      redraw();
    }, REDRAW_MILLIS);
  }

  #wait(request) {
    if (!this.#waiting.has(request.id)) this.#announce();
    this.#waiting.set(request.id, request);
    if (this.#waiting.size > this.#most) this.#waiting.delete(this.#waiting.keys().next().value);
  }

  #insert(request) {
    // Ids begin with the time of the start.
    let place = this.requests.findIndex((known) => known.id < request.id);
    if (place < 0) place = this.requests.length;
    this.requests = this.requests.toSpliced(place, 0, request).slice(0, this.#most);
    clearTimeout(this.#fresh.get(request.id));
    this.#fresh.set(request.id, setTimeout(() => this.#fresh.delete(request.id), 3000));
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
