import { route } from './api.js';
import { redraw } from './redraw.js';

const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 5000;

/** The stream of requests that are new or have changed; connects again by itself. `state`: off, connecting, open, lost. */
export class LiveRequests {
  #source;
  #timer;
  #pause = FIRST_PAUSE;
  #onRequest;
  #onGap;
  state = 'off';

  /** @param onRequest is given each request. @param onGap hears that what came before may have been missed */
  constructor(onRequest, onGap) {
    this.#onRequest = onRequest;
    this.#onGap = onGap;
  }

  start(filters = {}) {
    this.stop();
    this.#open(filters, false);
  }

  stop() {
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = undefined;
    this.#become('off');
  }

  #open(filters, again) {
    this.#become(again ? 'lost' : 'connecting');
    const source = new EventSource(route('requests/live', filters));
    this.#source = source;
    source.addEventListener('open', () => {
      this.#pause = FIRST_PAUSE;
      this.#become('open');
      this.#onGap();
    });
    source.addEventListener('gap', () => this.#onGap());
    source.addEventListener('request', (event) => this.#onRequest(JSON.parse(event.data)));
    source.addEventListener('error', () => {
      this.#become('lost');
      // A browser tries again by itself unless the service has refused.
      if (source.readyState !== EventSource.CLOSED) return;
      this.#timer = setTimeout(() => this.#open(filters, true), this.#pause);
      this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE);
    });
  }

  #become(state) {
    if (this.state === state) return;
    this.state = state;
    redraw();
  }
}
