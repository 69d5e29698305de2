import { changed } from '../address.js';
import { html, nothing, repeat } from '../html.js';
import { duration } from '../format.js';
import { isToday, day } from '../time.js';
import { EXECUTIONS, outcomeBadge, statusCode } from './outcome.js';
import { name, shortUrl, timeOf, visible } from './text.js';

/** Moves the focus from row to row. */
function byArrows(event) {
  const step = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity }[event.key];
  if (!step || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  const links = [...event.currentTarget.querySelectorAll('a.row-link')];
  const at = links.indexOf(document.activeElement);
  if (at < 0) return;
  event.preventDefault();
  links[Math.max(0, Math.min(links.length - 1, at + step))].focus();
}

function byClick(event) {
  if (event.target.closest('a, button') || getSelection().toString()) return;
  event.currentTarget.querySelector('a.row-link').click();
}

/** A table of requests, each of which opens the drawer. `fresh` are the ids of those that came just now. */
export function requestRows(requests, { fresh = new Set(), compact = false, caption = 'Requests' } = {}) {
  return html`<table class="list requests ${compact ? 'compact' : ''}" role="table" @keydown=${byArrows}>
    <caption class="hidden">${caption}; the arrow keys go from row to row</caption>
    <thead role="rowgroup">
      <tr role="row">
        <th role="columnheader" scope="col">Started</th>
        <th role="columnheader" scope="col">Outcome</th>
        <th role="columnheader" scope="col">Status</th>
        <th role="columnheader" scope="col">Method</th>
        <th role="columnheader" scope="col" class="wide">URL</th>
        ${compact ? nothing : html`<th role="columnheader" scope="col">Service</th>`}
        <th role="columnheader" scope="col" class="number">Duration</th>
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${repeat(requests, (request) => request.id, (request) => row(request, fresh.has(request.id), compact))}
    </tbody>
  </table>`;
}

function row(request, fresh, compact) {
  const answer = request.outcome === 'CRASHED' || request.outcome === 'UNKNOWN' ? EXECUTIONS[request.execution] : undefined;
  return html`<tr role="row" data-kind=${request.outcome} ?data-fresh=${fresh} @click=${byClick}>
    <td role="cell" class="cell-time">${isToday(request.startedAt) ? nothing : html`<span class="hint">${day(request.startedAt)}</span> `}${timeOf(request.startedAt, { withDay: false })}</td>
    <td role="cell" class="cell-outcome">${outcomeBadge(request.outcome)}${answer ? html` <span class="hint">${answer.short}</span>` : nothing}${request.errorType ? html` <span class="hint">${visible(request.errorType)}</span>` : nothing}</td>
    <td role="cell" class="cell-status">${statusCode(request.statusCode)}</td>
    <td role="cell" class="cell-method method">${request.method ?? '–'}</td>
    <td role="cell" class="cell-url wide"><a class="row-link" id=${'request-' + request.id} href=${changed({ request: request.id })} aria-label=${request.url ? visible(request.url) : 'URL not known'}>${shortUrl(request.url)}</a></td>
    ${compact ? nothing : html`<td role="cell" class="cell-service">${name(request.service, '–')}</td>`}
    <td role="cell" class="cell-duration number">${duration(request.durationMillis)}</td>
  </tr>`;
}
