import { link } from '../address.js';
import { count, duration, share, shortCount } from '../format.js';
import { html } from '../html.js';
import { outcomesOf } from './series.js';

/** Numbers side by side, the widest last. */
export function tiles(label, shown) {
  return html`<dl class="tiles" aria-label=${label}>${shown}</dl>`;
}

export function tile(label, value, about, kind = '') {
  return html`<div class="tile" data-kind=${kind}><dt>${label}</dt><dd class="value">${value}</dd><dd class="hint">${about}</dd></div>`;
}

/** How many had an outcome that needs a look; leads to them. `which` are the other conditions. */
export function outcomeTile(total, outcome, which) {
  const number = outcomesOf(total, outcome);
  const { label, about = share(number, total.requests) + ' of all', kind = '' } = LOOKED_AT[outcome];
  return tile(label, html`<a href=${link('requests', { outcome, ...which })}>${outcome === 'IN_FLIGHT' ? count(number) : shortCount(number)}<span class="hidden"> ${label.toLowerCase()}</span></a>`, about, number ? kind : '');
}

const LOOKED_AT = {
  FAILED: { label: 'Failed', kind: 'failed' },
  CRASHED: { label: 'Crashed', about: 'their process died', kind: 'crashed' },
  UNKNOWN: { label: 'Unknown', about: 'their end was lost' },
  IN_FLIGHT: { label: 'In flight', about: 'begun, not ended so far' },
};

export function latencyTile(total, words) {
  return tile('Latency', html`<span class="trio">${['p50', 'p95', 'p99'].map((name) => html`<span><small>${name}</small> ${duration(total[name + 'Millis'])}</span> `)}</span>`, html`of those that ended, ${words}`);
}
