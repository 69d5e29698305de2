import { link } from '../address.js';
import { count, duration } from '../format.js';
import { html, nothing } from '../html.js';
import { ago } from '../time.js';
import { detector, DETECTORS, stateBadge } from './outcome.js';
import { name, timeOf } from './text.js';

const REASONS = {
  SILENT: 'it fell silent, and nobody told what it did after its last sign',
  MISSING_ELSEWHERE: 'some of its begins are missing, and it cannot be known of which hour',
  NOT_KEPT: 'the counts of its first hours are deleted',
  NO_SIGN: 'it has not told its counters',
  RUNNING: 'it goes on; what it did since its last sign is not told yet',
};

/** One run of one process, and whether all that it did is recorded. */
export function instanceDetails({ instance, account }) {
  const fact = (label, value) => (value === undefined || value === null ? nothing : html`<div><dt>${label}</dt><dd>${value}</dd></div>`);
  return html`<header class="request-head">
      <p class="request-line">${stateBadge(instance)} <span class="hint">heard ${ago(instance.lastHeardAt)}</span></p>
      <h2 class="request-url">${name(instance.service, 'service not known')}</h2>
      <p class="mono hint breakable">${instance.instanceId}</p>
    </header>
    <p class="buttons">
      <a class="button" href=${link('requests', { instanceId: instance.instanceId })}>Its requests</a>
      ${instance.diedAt ? html`<a class="button" href=${link('incidents', { incident: instance.instanceId })}>What was in flight at its death</a>` : nothing}
    </p>
    <dl class="facts">
      ${fact('First heard', timeOf(instance.firstHeardAt))} ${fact('Last heard', timeOf(instance.lastHeardAt))}
      ${fact('Found dead', instance.diedAt && timeOf(instance.diedAt))}
      ${fact('How it is known', instance.detector && html`${detector(instance.detector)} <span class="hint">${DETECTORS[instance.detector]?.meaning}</span>`)}
      ${fact('Stopped because', instance.stopReason && html`<code>${instance.stopReason}</code>`)}
      ${fact('Lease', html`${duration(instance.leaseMillis)} <span class="hint">of silence, and it is presumed dead</span>`)}
      ${fact(instance.state === 'ALIVE' ? 'Open requests' : 'Open at its last sign', instance.openRequests)}
    </dl>
    ${past(instance.history)} ${account ? ledger(account) : nothing}`;
}

// Deaths that were believed until it was heard of again, or until there was proof.
function past(history = []) {
  if (history.length === 0) return nothing;
  return html`<section><h3>What was believed before</h3><ol class="history">${history.map(
    (death) => html`<li class="past">Dead, ${detector(death.detector)}, at ${timeOf(death.diedAt)}${death.replacedAt ? html`, replaced at ${timeOf(death.replacedAt)}` : nothing}</li>`,
  )}</ol></section>`;
}

function ledger(account) {
  const words = {
    COMPLETE: 'Every begin is recorded.',
    MISSING: 'Some begins are not recorded.',
    UNKNOWN: `Nothing is known to be missing, but not all can be known: ${REASONS[account.reason] ?? account.reason}.`,
  };
  const parts = [['ended', 'Ended'], ['inFlight', 'In flight'], ['crashed', 'Crashed'], ['unknown', 'Unknown'], ['unrecorded', 'Unrecorded'], ['missing', 'Missing']];
  return html`<section>
    <h3>Is all recorded?</h3>
    <p>${words[account.completeness]}</p>
    <table class="list ledger">
      <tbody>
        ${parts.map(([part, label]) => html`<tr><th scope="row">${label}</th><td class="number">${count(account[part])}</td></tr>`)}
      </tbody>
      <tfoot><tr><th scope="row">Begun</th><td class="number">${count(account.begun)}</td></tr></tfoot>
    </table>
  </section>`;
}
