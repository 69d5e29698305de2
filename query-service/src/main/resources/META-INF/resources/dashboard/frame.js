import { changed, go, parameter } from './address.js';
import { html, nothing } from './html.js';
import { fromField, minute, moment, day, toField, zoneName } from './time.js';

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
    return { name: '', from: new Date(from), to: new Date(to), words: `from ${moment(from, 'minute')} to ${until(from, to)}` };
  }
  const name = FRAMES[parameter('frame')] ? parameter('frame') : fallback;
  const now = new Date();
  return name ? { name, from: new Date(now - FRAMES[name].millis), to: now, words: FRAMES[name].words } : { name: 'all' };
}

function until(from, to) {
  return day(from) === day(to) ? minute(to) : moment(to, 'minute');
}

function between(from, to) {
  return `${moment(from, 'minute')} – ${until(from, to)}`;
}

/** What is wrong with the frame that the address names, or nothing: who follows a broken link is not to take one frame for another. */
export function frameTrouble() {
  const [from, to] = [parameter('from'), parameter('to')];
  const name = parameter('frame');
  let wrong;
  if (from || to) {
    const no = [['from', from], ['to', to]].find(([, value]) => !isTime(value));
    if (no) wrong = no[1] ? html`<code>${no[0]}</code> is <code>${no[1]}</code>, which is no time` : html`<code>${no[0]}</code> is missing`;
    else if (new Date(from) >= new Date(to)) wrong = html`<code>from</code> is not before <code>to</code>`;
  } else if (name && name !== 'all' && !FRAMES[name]) wrong = html`<code>frame</code> is <code>${name}</code>, which is none`;
  return wrong ? html`<p class="stale" role="status">The time frame in the address is not right: ${wrong}. The usual one is shown instead.</p>` : nothing;
}

/** Which whole hours count, where counts are kept by the hour. */
export function wholeHours({ from, to }) {
  const start = Math.floor(from / HOUR) * HOUR;
  const end = Math.ceil(to / HOUR) * HOUR;
  return html`<span class="hint">in whole hours, ${end > Date.now() ? 'since ' + moment(start, 'minute') : between(start, end)}</span>`;
}

/** A frame in a sentence. */
export function inWords({ name, words }) {
  return name ? 'in ' + words : words;
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

function byEscape(event) {
  const pop = event.currentTarget;
  if (event.key !== 'Escape' || !pop.open) return;
  pop.open = false;
  pop.querySelector('summary').focus();
}

// Who goes on to something else is done with it.
function byLeaving(event) {
  if (event.relatedTarget && !event.currentTarget.contains(event.relatedTarget)) event.currentTarget.open = false;
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
    <details class="pop" @keydown=${byEscape} @focusout=${byLeaving}>
      <summary class="segment alone" aria-label="Choose a time frame" data-on=${current.name === ''}>
        ${current.name === '' ? between(current.from, current.to) : 'Custom'}
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
