import { link } from '../address.js';
import { sameFrame } from '../frame.js';
import { count, duration, share, shortCount } from '../format.js';
import { html } from '../html.js';
import { name } from './text.js';

export const WORST = { failures: 'Failures', crashes: 'Crashes', latency: 'Latency' };

/** A short list of websites with the number that they are ranked by. */
export function rankedWebsites(websites, order) {
  const value = (website) => (order === 'latency' ? website.p99Millis : website[order]) ?? 0;
  const most = Math.max(1, ...websites.map(value));
  return html`<table class="list ranked">
    <thead class="hidden"><tr><th scope="col">Website</th><th scope="col">${order === 'latency' ? 'p99' : order}</th><th scope="col">More</th></tr></thead>
    <tbody>
      ${websites.map(
        (website) => html`<tr>
          <th scope="row"><a href=${link('websites', { website: website.website, ...sameFrame() })}>${name(website.website)}</a>
            <svg class="meter" data-order=${order} viewBox="0 0 100 3" preserveAspectRatio="none" aria-hidden="true"><rect width=${Math.max(1, (100 * value(website)) / most)} height="3" /></svg></th>
          <td class="number strong">${order === 'latency' ? duration(website.p99Millis) : shortCount(value(website))}</td>
          <td class="number hint">${about(website, order)}</td>
        </tr>`,
      )}
    </tbody>
  </table>`;
}

function about(website, order) {
  if (order === 'requests') return duration(website.p95Millis) + ' p95';
  if (order === 'latency') return duration(website.p50Millis) + ' p50';
  return share(website[order], website.requests) + ' of ' + count(website.requests);
}
