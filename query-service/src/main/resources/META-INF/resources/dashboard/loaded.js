import { redraw } from './redraw.js';

/**
 * Something that is asked for, and asked for again. What was known stays while it cannot be had:
 * `value`, `at` (when it was answered), `problem` (of the last try), `loading`.
 */
export class Loaded {
  #ask;
  #every;
  #timer;
  #abort;

  /** @param ask answers a promise; is given a signal. @param every milliseconds after which it is asked again; 0: never */
  constructor(ask, { every = 0 } = {}) {
    this.#ask = ask;
    this.#every = every;
  }

  /** Forgets what was known and asks. */
  start() {
    this.value = undefined;
    this.problem = undefined;
    return this.load();
  }

  async load() {
    this.stop();
    const abort = new AbortController();
    this.#abort = abort;
    this.loading = true;
    redraw();
    try {
      const value = await this.#ask(abort.signal);
      if (abort.signal.aborted) return;
      this.value = value;
      this.at = new Date();
      this.problem = undefined;
    } catch (error) {
      if (abort.signal.aborted) return;
      this.problem = error;
    }
    this.loading = false;
    const passing = this.problem?.passing;
    if (this.#every > 0 || passing) this.#timer = setTimeout(() => this.load(), this.#every || 5000);
    redraw();
  }

  stop() {
    clearTimeout(this.#timer);
    this.#abort?.abort();
    this.loading = false;
  }
}
