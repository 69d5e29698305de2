import { changed, link } from '../address.js';
import { get } from '../api.js';
import { html, nothing } from '../html.js';
import { Loaded } from '../loaded.js';
import { redraw } from '../redraw.js';
import { bytes, count, duration } from '../format.js';
import { advice, detector as known, DETECTORS, EXECUTIONS, OUTCOMES, outcomeBadge, statusCode } from './outcome.js';
import { loaded } from './states.js';
import { copyButton, name, shortUrl, timeOf, visible } from './text.js';
import { progress, waterfall } from './waterfall.js';

const LONG_URL = 320;

/** One request with its call; asks again while it is in flight. */
export class RequestDetails {
  #id = '';
  #request = new Loaded((signal) => this.#ask(signal));
  #callId = '';
  #call = new Loaded((signal) => get('calls/' + encodeURIComponent(this.#callId), {}, signal));
  #timer;
  #wholeUrlOf = '';

  /** Shows this one, or none. */
  show(id) {
    if (id === this.#id) return;
    this.stop();
    this.#id = id;
    if (id) this.#request.start();
  }

  stop() {
    clearTimeout(this.#timer);
    this.#request.stop();
    this.#call.stop();
    this.#id = '';
  }

  async #ask(signal) {
    const request = await get('requests/' + encodeURIComponent(this.#id), {}, signal);
    this.#callId = request.callId ?? '';
    if (this.#callId) this.#call.load();
    if (request.outcome === 'IN_FLIGHT') this.#timer = setTimeout(() => this.#request.load(), 2000);
    return request;
  }

  view() {
    return loaded(this.#request, (request) => this.#found(request), { rows: 8 });
  }

  #found(request) {
    return html`<header class="request-head">
        <p class="request-line">${outcomeBadge(request.outcome)} ${statusCode(request.statusCode)} <span class="hint">${OUTCOMES[request.outcome]?.meaning}</span></p>
        <h2 class="request-url"><span class="method">${request.method ?? '?'}</span> <bdi dir="ltr">${this.#url(request)}</bdi></h2>
        ${request.url ? html`<p class="buttons">${copyButton(request.url, 'the URL')}${this.#whole(request)}</p>` : nothing}
      </header>
      <dl class="facts three">
        <div><dt>Started</dt><dd>${timeOf(request.startedAt)}</dd></div>
        <div><dt>Ended</dt><dd>${timeOf(request.completedAt)}</dd></div>
        <div><dt>Duration</dt><dd>${duration(request.durationMillis)}</dd></div>
      </dl>
      ${execution(request)} ${evidence(request)} ${phases(request)} ${this.#attempts(request)} ${facts(request)}
      ${headers('Request headers', request.requestHeaders)} ${headers('Response headers', request.responseHeaders)}`;
  }

  #url(request) {
    if (!request.url) return 'URL not known';
    const url = visible(request.url);
    return isLong(url) && this.#wholeUrlOf !== request.id ? html`${url.slice(0, LONG_URL - 60)}<span class="nothing"> … </span>${url.slice(-40)}` : url;
  }

  #whole(request) {
    if (!isLong(visible(request.url))) return nothing;
    const whole = this.#wholeUrlOf === request.id;
    const toggle = () => {
      this.#wholeUrlOf = whole ? '' : request.id;
      redraw();
    };
    return html`<button type="button" class="button small" aria-expanded=${whole ? 'true' : 'false'} @click=${toggle}>${whole ? 'Less of it' : `All ${count(request.url.length)} characters`}</button>`;
  }

  #attempts(request) {
    const requests = this.#call.value?.requests;
    if (!request.callId || !requests || this.#call.value.callId !== request.callId) return nothing;
    return html`<section>
      <h3>Its call <span class="hint">${requests.length === 1 ? 'one attempt' : requests.length + ' attempts: retries, redirect hops and rounds of a log-in'}</span></h3>
      <ol class="attempts">
        ${requests.map(
          (one) => html`<li>
            <a href=${changed({ request: one.id })} aria-current=${one.id === request.id ? 'true' : 'false'}>
              <span class="attempt-number">${one.attempt ?? '?'}</span>${outcomeBadge(one.outcome)} ${statusCode(one.statusCode)}
              <span class="attempt-url">${shortUrl(one.url)}</span><span class="number">${duration(one.durationMillis)}</span>
            </a>
          </li>`,
        )}
      </ol>
    </section>`;
  }
}

function isLong(url) {
  return url.length > LONG_URL;
}

function execution(request) {
  const answer = EXECUTIONS[request.execution];
  if (!answer) return nothing;
  return html`<section class="answer" data-execution=${request.execution}>
    <h3>Did it happen?</h3>
    <p><strong>${answer.label}.</strong> ${answer.meaning} ${request.execution === 'NOT_SENT' ? nothing : advice(request)}</p>
    ${request.phase ? progress(request.phase) : nothing}
  </section>`;
}

function evidence(request) {
  const { detector, errorType, history = [] } = request;
  if (!detector && !errorType && history.length === 0) return nothing;
  return html`<section>
    <h3>Evidence</h3>
    <ol class="history">
      ${history.map(
        (past) => html`<li class="past">
          ${outcomeBadge(past.outcome)} ${known(past.detector)} at ${timeOf(past.verdictAt)}
          <p class="hint">Replaced by better evidence at ${timeOf(past.replacedAt)}.</p>
        </li>`,
      )}
      <li>
        ${outcomeBadge(request.outcome)}
        ${detector ? html`${known(detector)} at ${timeOf(request.verdictAt)}<p class="hint">${DETECTORS[detector]?.meaning}</p>` : nothing}
        ${errorType ? html`<code>${visible(errorType)}</code>` : nothing}
        ${!detector && request.completedAt ? html`<p class="hint">The process told this end itself.</p>` : nothing}
      </li>
    </ol>
    ${request.outcome === 'CRASHED' ? html`<p><a href=${link('incidents', { incident: request.instanceId })}>What else was in flight when the process died</a></p>` : nothing}
  </section>`;
}

function phases(request) {
  return request.phaseMillis
    ? html`<section><h3>Phases</h3>${waterfall(request.phaseMillis, request.durationMillis)}</section>`
    : nothing;
}

function facts(request) {
  const fact = (label, value) => (value === undefined || value === null ? nothing : html`<div><dt>${label}</dt><dd>${value}</dd></div>`);
  const size = (value) => (value === undefined ? undefined : bytes(value));
  return html`<section>
    <h3>Details</h3>
    <dl class="facts">
      ${fact('Website', request.website && html`<a href=${link('requests', { website: request.website })}>${name(request.website)}</a>`)}
      ${fact('Service', request.service && html`<a href=${link('requests', { service: request.service })}>${name(request.service)}</a>`)}
      ${fact('Instance', html`<a class="mono" href=${link('instances', { instance: request.instanceId })}>${request.instanceId}</a>`)}
      ${fact('Request', html`<span class="mono">${request.id}</span>`)}
      ${fact('Call', request.callId && html`<a class="mono" href=${link('requests', { callId: request.callId })}>${request.callId}</a>`)}
      ${fact('Trace', request.traceId && html`<a class="mono" href=${link('requests', { traceId: request.traceId })}>${request.traceId}</a>`)}
      ${fact('Span', request.spanId && html`<span class="mono">${request.spanId}</span>`)}
      ${fact('Protocol', request.protocolVersion && 'HTTP/' + request.protocolVersion)}
      ${fact('Sent to', request.peerAddress && html`<span class="mono">${request.peerAddress} port ${request.peerPort}</span>`)}
      ${fact('Request body', size(request.requestBodySize))}
      ${fact('Response body', size(request.responseBodySize))}
      ${fact('Response body, decoded', size(request.responseDecodedBodySize))}
    </dl>
  </section>`;
}

function headers(title, recorded) {
  if (!recorded) return nothing;
  return html`<section><h3>${title}</h3><dl class="facts">
    ${Object.entries(recorded).map(([field, value]) => html`<div><dt class="mono">${field}</dt><dd class="mono">${visible(value)}</dd></div>`)}
  </dl></section>`;
}
