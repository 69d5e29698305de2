import { html, nothing } from '../html.js';
import { timeOf } from './text.js';

/** What stands where rows will be. */
export function skeleton(rows = 6) {
  return html`<div class="skeleton" role="status"><span class="hidden">Loading</span>${Array.from({ length: rows }, () => html`<div class="bone" aria-hidden="true"></div>`)}</div>`;
}

export function empty(title, text, action = nothing) {
  return html`<div class="state"><p class="state-title">${title}</p><p>${text}</p>${action}</div>`;
}

/** Why there is nothing to see. */
export function failure(problem, again) {
  const title = problem.status === 0 ? 'Not connected' : problem.status === 404 ? 'Not there' : problem.status >= 500 ? 'No answer at present' : 'This cannot be looked up';
  return html`<div class="state wrong" role="alert">
    <p class="state-title">${title}</p>
    <p>${problem.message}</p>
    ${problem.errors?.length > 1
      ? html`<ul class="plain">${problem.errors.map((error) => html`<li><code>${error.field}</code> ${error.value === null ? '' : html`is <code>${error.value}</code>, it `}${error.message}</li>`)}</ul>`
      : nothing}
    ${problem.passing ? html`<p class="hint">It is tried again every few seconds.</p>` : nothing}
    ${again && problem.passing ? html`<button type="button" class="button" @click=${again}>Try again</button>` : nothing}
  </div>`;
}

/**
 * Shows what was loaded, or how that stands; what was known before stays with a word on its age.
 * `framed` where it stands in no card,
 * `told` where the page says already that there is no answer.
 */
export function loaded(from, show, { rows = 6, framed = false, told = false } = {}) {
  if (from.value === undefined) {
    const instead = from.problem ? failure(from.problem, () => from.load()) : skeleton(rows);
    return framed ? html`<section class="card flush" aria-label="State">${instead}</section>` : instead;
  }
  return html`${from.problem && !told
    ? html`<p class="stale" role="status">${from.problem.message} What follows is as of ${timeOf(from.at.toISOString(), { precise: false })}.</p>`
    : nothing}${show(from.value)}`;
}
