import { html, svg, nothing } from '../html.js';
import { duration } from '../format.js';

const PHASES = [
  ['lease', 'Wait for a connection'],
  ['dns', 'Look-up of the host'],
  ['connect', 'Connect'],
  ['tls', 'TLS handshake'],
  ['send', 'Send'],
  ['firstByte', 'Wait for the answer'],
  ['body', 'Read the body'],
];

/** The parts of an exchange, one after the other. */
export function waterfall(phases, total) {
  let at = 0;
  const seen = PHASES.filter(([name]) => phases[name] !== undefined).map(([name, label]) => {
    const part = { name, label, from: at, millis: phases[name] };
    at += part.millis;
    return part;
  });
  const whole = Math.max(at, total ?? 0) || 1;
  const width = (millis) => Math.max(3, (1000 * millis) / whole);
  const rest = (total ?? 0) - at;
  return html`<table class="waterfall">
    <caption class="hidden">Phases of the request</caption>
    <thead class="hidden"><tr><th scope="col">Phase</th><th scope="col">When</th><th scope="col">Duration</th></tr></thead>
    <tbody>
      ${seen.map(
        (part) => html`<tr>
          <th scope="row">${part.label}</th>
          <td class="bar">
            <svg viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">
              ${svg`<rect class="phase-${part.name}" x=${Math.min(997, (1000 * part.from) / whole)} y="0" width=${width(part.millis)} height="10" />`}
            </svg>
          </td>
          <td class="number">${duration(part.millis)}</td>
        </tr>`,
      )}
    </tbody>
    ${total === null || total === undefined
      ? nothing
      : html`<tfoot><tr><th scope="row">Whole</th><td>${rest > total * 0.02 && rest > 1 ? html`<span class="hint">${duration(rest)} between what was seen</span>` : ''}</td><td class="number">${duration(total)}</td></tr></tfoot>`}
  </table>`;
}

const STEPS = [
  ['LEASING', 'Waits for a connection'],
  ['CONNECTING', 'Connects'],
  ['SENDING', 'Sends'],
  ['AWAITING', 'Waits for the answer'],
  ['READING', 'Reads the answer'],
];

/** How far a request came that did not end well. */
export function progress(phase) {
  const reached = STEPS.findIndex(([name]) => name === phase);
  return html`<ol class="steps" aria-label="How far it came">
    ${STEPS.map(
      ([, label], step) => html`<li data-step=${step < reached ? 'done' : step === reached ? 'last' : 'never'}>
        ${label}<span class="hidden">${step < reached ? ', done' : step === reached ? ', it ended here' : ', never reached'}</span>
      </li>`,
    )}
  </ol>`;
}
