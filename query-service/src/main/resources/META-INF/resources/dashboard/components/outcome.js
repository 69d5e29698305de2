import { html, nothing } from '../html.js';
import { icon } from './icons.js';

export const OUTCOMES = {
  IN_FLIGHT: { label: 'In flight', meaning: 'It has begun, and nothing says that it is over.' },
  COMPLETED: { label: 'Completed', meaning: 'A whole response arrived, whatever its status.' },
  FAILED: { label: 'Failed', meaning: 'The exchange failed.' },
  CANCELLED: { label: 'Cancelled', meaning: 'The caller cancelled it.' },
  ABANDONED: { label: 'Abandoned', meaning: 'A response arrived, but its body was never read or closed.' },
  CRASHED: { label: 'Crashed', meaning: 'Its process died before it ended.' },
  UNKNOWN: { label: 'Unknown', meaning: 'Its end was lost; nobody can say.' },
};

export const STATES = {
  ALIVE: { label: 'Alive' },
  PRESUMED_DEAD: { label: 'Presumed dead' },
  STOPPED: { label: 'Stopped' },
};

export function outcomeBadge(outcome) {
  const known = OUTCOMES[outcome];
  return html`<span class="badge" data-kind=${outcome} title=${known?.meaning ?? nothing}>${icon(outcome)}${known?.label ?? outcome}</span>`;
}

/** The state of an instance; that its journal tells of a death is more than that it has stopped. */
export function stateBadge({ state, stopReason }) {
  const died = stopReason === 'DIED';
  const kind = died ? 'PRESUMED_DEAD' : state;
  return html`<span class="badge" data-kind=${kind}>${icon(kind)}${died ? 'Died' : (STATES[state]?.label ?? state)}</span>`;
}

export function statusCode(code) {
  return code === null || code === undefined
    ? html`<span class="nothing" aria-label="no status">–</span>`
    : html`<span class="status" data-class=${Math.floor(code / 100)}>${code}</span>`;
}

/** How a verdict is known: in a word, and what that rests on. */
export const DETECTORS = {
  journal: { label: 'Proven', meaning: 'The lock on the journal of the process was free, which the kernel frees only when it has died.' },
  lease: { label: 'Presumed', meaning: 'The process was silent for longer than its lease. Its next sign of life would take this back.' },
  stopped: { label: 'Told', meaning: 'The process told that it stops, and that this request was still open.' },
  reconciled: { label: 'Inferred', meaning: 'A later heartbeat of the process does not list the request any more, so it is over, and its end was lost.' },
  deadline: { label: 'Given up', meaning: 'Nothing was heard of it for so long that nothing is expected any more.' },
};

/** How a verdict is known, in a word that needs no manual, with the name that the API and the manual have for it. */
export function detector(name) {
  return html`<span title=${DETECTORS[name]?.meaning ?? nothing}>${DETECTORS[name]?.label ?? 'Known'} <code>${name}</code></span>`;
}

export const EXECUTIONS = {
  NOT_SENT: { label: 'Surely not sent', short: 'Not sent', meaning: 'No byte of it left the process, or the server has not processed it. It may be sent again.' },
  POSSIBLY_EXECUTED: { label: 'Possibly executed', short: 'Possibly executed', meaning: 'Some of it may have left, and nobody can say what became of that.' },
  EXECUTED_ANSWER_LOST: { label: 'Executed, answer lost', short: 'Answer lost', meaning: 'Its answer had begun to arrive, but was not received as a whole.' },
};

/** What may be done about a request that did not come back. */
export function advice({ execution, methodSafe, methodIdempotent, method }) {
  if (execution === 'NOT_SENT') return 'It may be sent again.';
  if (methodSafe) return `${method} changes nothing: it may be sent again.`;
  if (methodIdempotent) return `${method} is idempotent: it may be sent again.`;
  if (methodIdempotent === false) return `${method} is not idempotent: look at the other side before it is sent again.`;
  return 'Look at the other side before it is sent again.';
}
