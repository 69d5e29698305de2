import { changed, go, parameter } from './address.js';
import { html } from './html.js';
import { fromField, minute, day, toField, zoneName } from './time.js';

const HOUR = 3600000;

export const FRAMES = {
  '1h': { label: '1 h', words: 'the last hour', millis: HOUR },
  '3h': { label: '3 h', words: 'the last 3 hours', millis: 3 * HOUR },
  '24h': { label: '24 h', words: 'the last 24 hours', millis: 24 * HOUR },
  '7d': { label: '7 d', words: 'the last 7 days', millis: 7 * 24 * HOUR },
  '30d': { label: '30 d', words: 'the last 30 days', millis: 30 * 24 * HOUR },
};

function isTime(text) {
  return text !== '' && !Number.isNaN(Date.parse(text));
}

/** The time frame that the address names: `{name, from, to, words}`; name is empty where it is one between two times. */
export function frame(fallback) {
  const from = parameter('from');
  const to = parameter('to');
  if (isTime(from) && isTime(to) && new Date(from) < new Date(to)) {
    return { name: '', from: new Date(from), to: new Date(to), words: `from ${day(from)}, ${minute(from)} to ${day(to)}, ${minute(to)}` };
  }
  const name = FRAMES[parameter('frame')] ? parameter('frame') : fallback;
  const now = new Date();
  return name ? { name, from: new Date(now - FRAMES[name].millis), to: now, words: FRAMES[name].words } : { name: 'all' };
}

/** The parameters of a frame for the API. */
export function frameParameters({ from, to }) {
  return from ? { from: from.toISOString(), to: to.toISOString() } : {};
}

/** Carries the frame of this page over to another. */
export function sameFrame() {
  return { frame: parameter('frame'), from: parameter('from'), to: parameter('to') };
}

function choose(event) {
  event.preventDefault();
  const { from, to } = event.target.elements;
  if (!from.value || !to.value) return;
  to.setCustomValidity(from.value < to.value ? '' : 'must be later than the start');
  if (!event.target.reportValidity()) return;
  event.target.closest('details').open = false;
  go(changed({ frame: '', from: fromField(from.value), to: fromField(to.value), cursor: '' }));
}

/** Chooses the time frame. With `all`, also none. */
export function framePicker(current, { fallback, all = false, longest = '30d' } = {}) {
  const names = Object.keys(FRAMES);
  const offered = names.slice(0, names.indexOf(longest) + 1);
  const entry = (name, label) => html`<a
      class="segment"
      href=${changed({ frame: name === fallback || name === 'all' ? '' : name, from: '', to: '' })}
      aria-current=${current.name === name ? 'true' : 'false'}
      >${label}</a>`;
  return html`<div class="frame" role="group" aria-label="Time frame">
    <div class="segments">
      ${all ? entry('all', 'All') : ''}${offered.map((name) => entry(name, FRAMES[name].label))}
    </div>
    <details class="pop">
      <summary class="segment alone" aria-label="Choose a time frame" data-on=${current.name === ''}>
        ${current.name === '' ? `${day(current.from)} – ${day(current.to)}` : 'Custom'}
      </summary>
      <form class="pop-body" @submit=${choose}>
        <label>From <input type="datetime-local" name="from" required .value=${toField(current.from ?? Date.now() - HOUR)} /></label>
        <label>To <input type="datetime-local" name="to" required .value=${toField(current.to ?? Date.now())} /></label>
        <p class="hint">Times are ${zoneName()}.</p>
        <button class="button primary">Show</button>
      </form>
    </details>
  </div>`;
}
