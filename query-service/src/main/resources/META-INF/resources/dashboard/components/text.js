import { html, nothing } from '../html.js';
import { preferences } from '../preferences.js';
import { inUtc, moment, time as clock } from '../time.js';

const TAIL = 18;

// Such as turn the direction of what follows, or cannot be seen at all: they could make one URL look like another.
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** A text that others chose, with what cannot be seen in it made visible. */
export function visible(text) {
  return text.replace(UNSEEN, (character) => `‹U+${character.codePointAt(0).toString(16).toUpperCase().padStart(4, '0')}›`);
}

/** A name that others chose, of a service or a website: it turns nothing around it and hides nothing. */
export function name(text, unknown = 'not known') {
  return text ? html`<bdi class="breakable">${visible(text)}</bdi>` : html`<span class="nothing">${unknown}</span>`;
}

/** A URL on one line, shortened in its middle; the scheme is left out where it is https. */
export function shortUrl(url) {
  if (!url) return html`<span class="nothing">not known</span>`;
  const shown = visible(url.startsWith('https://') ? url.slice(8) : url);
  const cut = shown.length > TAIL * 2 ? shown.length - TAIL : shown.length;
  return html`<bdi class="url" dir="ltr"><span class="url-head">${shown.slice(0, cut)}</span>${
    cut < shown.length ? html`<span class="url-tail">${shown.slice(cut)}</span>` : nothing
  }</bdi>`;
}

/** A moment in the zone of the page, with UTC at hand. */
export function timeOf(when, { withDay = true, precise = true } = {}) {
  if (!when) return html`<span class="nothing">–</span>`;
  const title = preferences.utc ? new Date(when).toString() : inUtc(when);
  return html`<time datetime=${when} title=${title}>${withDay ? moment(when, precise ? 'millisecond' : 'second') : clock(when)}</time>`;
}

/** A button that copies, and says that it has. */
export function copyButton(text, what) {
  const copy = async (event) => {
    const button = event.currentTarget;
    await navigator.clipboard?.writeText(text);
    button.dataset.done = '';
    button.querySelector('.copied').textContent = ' Copied';
    setTimeout(() => {
      delete button.dataset.done;
      button.querySelector('.copied').textContent = '';
    }, 2000);
  };
  return html`<button type="button" class="button small" @click=${copy}>Copy<span class="hidden"> ${what}</span><span class="copied" aria-live="polite"></span></button>`;
}
