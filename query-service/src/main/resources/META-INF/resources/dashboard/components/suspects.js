import { changed } from '../address.js';
import { html } from '../html.js';
import { empty } from './states.js';
import { name, shortUrl, visible } from './text.js';

function chance(probability) {
  if (probability >= 0.01) return (100 * probability).toFixed(0) + ' %';
  return probability < 1e-6 ? '< 1 in a million' : '1 in ' + new Intl.NumberFormat('en', { notation: 'compact' }).format(1 / probability);
}

/** The requests that stand out across the deaths of a service. */
export function suspects(found) {
  if (found.suspects.length === 0) {
    return empty('No suspect', found.deaths < 2 ? 'Deaths can be compared once there are two of them.' : `Nothing was in flight at more than one of its ${found.deaths} latest deaths.`);
  }
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Table of suspects"><table class="list">
    <thead><tr><th scope="col">Request</th><th scope="col" class="number">At deaths</th><th scope="col" class="number">Expected by chance</th><th scope="col" class="number">Probability of that</th><th scope="col">Examples</th></tr></thead>
    <tbody>${found.suspects.map(
      (suspect) => html`<tr>
        <th scope="row"><span class="target"><span class="method">${suspect.method}</span> ${suspect.url ? shortUrl(suspect.url) : html`<bdi dir="ltr" class="breakable">${name(suspect.website)}<b>${visible(suspect.route)}</b></bdi>`}</span></th>
        <td class="number strong">${suspect.deaths} of ${found.deaths}</td>
        <td class="number">${suspect.expectedDeaths.toPrecision(2)}</td>
        <td class="number">${chance(suspect.probability)}</td>
        <td class="examples">${suspect.examples.map((id, place) => html`<a class="example" href=${changed({ request: id })} aria-label=${'Example ' + (place + 1)}>${place + 1}</a> `)}</td>
      </tr>`,
    )}</tbody>
  </table></div>`;
}
