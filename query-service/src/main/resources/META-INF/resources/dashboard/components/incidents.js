import { link } from '../address.js';
import { sameFrame } from '../frame.js';
import { html, nothing, svg } from '../html.js';
import { shortId } from '../format.js';
import { ago } from '../time.js';
import { EXECUTIONS, detector } from './outcome.js';
import { name, timeOf } from './text.js';

/** What may have become of a request, and what an incident calls the number of those. */
export const GROUPS = [
  ['NOT_SENT', 'notSent'],
  ['POSSIBLY_EXECUTED', 'possiblyExecuted'],
  ['EXECUTED_ANSWER_LOST', 'executedAnswerLost'],
];

/** A list of deaths, each with what may have become of its requests; each leads to them. */
export function incidentList(incidents) {
  return html`<ul class="incidents">${incidents.map(row)}</ul>`;
}

function row(incident) {
  const { inFlight } = incident;
  return html`<li>
    <a href=${link('incidents', { incident: incident.instanceId, ...sameFrame() })}>
      <span class="incident-main"><b>${name(incident.service, 'service not known')}</b> <span class="mono hint">${shortId(incident.instanceId)}</span></span>
      <span class="incident-when">${timeOf(incident.diedAt, { precise: false })} <span class="hint">${ago(incident.diedAt)}</span></span>
      <span class="incident-detector">${detector(incident.detector)}</span>
      <span class="incident-count">${split(inFlight)}<b>${inFlight.total}</b> in flight</span>
      <span class="incident-groups">${GROUPS.map(([execution, count]) => (inFlight[count] ? html`<span class="group-count" data-execution=${execution}>${inFlight[count]} ${EXECUTIONS[execution].short.toLowerCase()}</span>` : nothing))}</span>
    </a>
  </li>`;
}

function split(inFlight) {
  let x = 0;
  return html`<svg class="split" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
    ${GROUPS.map(([execution, count]) => {
      const width = inFlight.total ? (100 * inFlight[count]) / inFlight.total : 0;
      const part = svg`<rect data-execution=${execution} x=${x} width=${width} height="8" />`;
      x += width;
      return part;
    })}</svg>`;
}
