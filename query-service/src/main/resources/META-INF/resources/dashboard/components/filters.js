import { changed, go, link, parameters } from '../address.js';
import { framePicker } from '../frame.js';
import { html, nothing, live } from '../html.js';
import { icon } from './icons.js';
import { OUTCOMES } from './outcome.js';
import { visible } from './text.js';

const SEVERAL = ['outcome', 'method', 'statusClass'];
const SINGLE = ['text', 'website', 'service', 'errorType', 'instanceId', 'callId', 'traceId'];
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
const CLASSES = ['1xx', '2xx', '3xx', '4xx', '5xx'];
const ERRORS = ['dns', 'connect', 'tls', 'connect_timeout', 'pool_timeout', 'read_timeout', 'reset', 'not_processed', 'protocol', 'body', '_OTHER'];
const WORDS_OF = { slowest: 'Slowest first' };
const HIDDEN = ['method', 'website', 'errorType', 'instanceId', 'callId', 'traceId'];

/** The filters that the address holds, as the API names them. */
export function filtersOfAddress() {
  const address = parameters();
  const filters = {};
  for (const name of SEVERAL) {
    const values = address.getAll(name).flatMap((value) => value.split(','));
    if (values.length) filters[name] = values;
  }
  for (const name of SINGLE) if (address.get(name)) filters[name] = address.get(name);
  return filters;
}

export function isFiltered() {
  return Object.keys(filtersOfAddress()).length > 0 || ['frame', 'from', 'to'].some((name) => parameters().has(name));
}

function toggled(values = [], value) {
  return values.includes(value) ? values.filter((one) => one !== value) : [...values, value];
}

function chips(label, name, values, chosen) {
  return html`<div class="chips" role="group" aria-label=${label}>
    ${values.map(([value, text, kind]) => {
      const on = chosen?.includes(value) ?? false;
      return html`<button type="button" class="chip" data-kind=${kind ?? nothing} aria-pressed=${on ? 'true' : 'false'} @click=${() => go(changed({ [name]: toggled(chosen, value) }))}>${kind ? icon(kind) : nothing}${text}</button>`;
    })}
  </div>`;
}

function field(label, name, filters, placeholder, errors) {
  const wrong = errors.find((error) => error.field === name);
  return html`<label>${label}<input name=${name} aria-invalid=${wrong ? 'true' : nothing} aria-describedby=${wrong ? 'wrong-' + name : nothing} .value=${live(filters[name] ?? '')} placeholder=${placeholder} autocomplete="off" spellcheck="false" @change=${(event) => go(changed({ [name]: event.target.value.trim() }))} />${
    wrong ? html`<span class="field-error" id=${'wrong-' + name}>${wrong.message}</span>` : nothing
  }</label>`;
}

function choice(label, name, values, chosen, none, labelled = false) {
  const offered = chosen && !values.includes(chosen) ? [chosen, ...values] : values;
  return html`<label><span class=${labelled ? '' : 'hidden'}>${label}</span><select name=${name} @change=${(event) => go(changed({ [name]: event.target.value }))}>
    <option value="" ?selected=${!chosen}>${none}</option>
    ${offered.map((value) => html`<option value=${value} ?selected=${value === chosen}>${WORDS_OF[value] ?? visible(value)}</option>`)}
  </select></label>`;
}

let typing;

// Looks while somebody types; a pause in it is enough.
function search(event) {
  const text = event.target.value;
  clearTimeout(typing);
  typing = setTimeout(() => go(changed({ text }), { replace: true }), 300);
}

/** @param errors what the service has said of the values, as a problem lists it */
export function requestFilters(filters, frame, services, errors = []) {
  const hidden = HIDDEN.filter((name) => filters[name] !== undefined).length;
  return html`<search class="filters">
    <form @submit=${(event) => event.preventDefault()} aria-label="Filters">
      <div class="filter-line">
        <label class="search"><span class="hidden">Text in the URL</span><input type="search" name="text" .value=${live(filters.text ?? '')} placeholder="Text in the URL" autocomplete="off" spellcheck="false" @input=${search} /></label>
        ${choice('Service', 'service', services.map((one) => one.service).filter(Boolean), filters.service, 'All services')}
        ${choice('Order', 'order', ['slowest'], parameters().get('order') === 'slowest' ? 'slowest' : '', 'Newest first')}
        ${framePicker(frame, { fallback: '', all: true })}
      </div>
      <div class="filter-line">
        ${chips('Outcome', 'outcome', Object.entries(OUTCOMES).map(([value, { label }]) => [value, label, value]), filters.outcome)}
        ${chips('Status', 'statusClass', CLASSES.map((value) => [value, value]), filters.statusClass)}
      </div>
      <details class="more-filters">
        <summary>More filters${hidden ? html` <b class="bubble">${hidden}<span class="hidden"> in use</span></b>` : nothing}</summary>
        <div class="filter-line">
          ${chips('Method', 'method', METHODS.map((value) => [value, value]), filters.method)}
          ${field('Website', 'website', filters, 'api.example.com', errors)}
          ${choice('Error', 'errorType', ERRORS, filters.errorType, 'Any', true)}
          ${field('Instance', 'instanceId', filters, 'UUID', errors)} ${field('Call', 'callId', filters, 'UUID', errors)} ${field('Trace', 'traceId', filters, '32 hexadecimal digits', errors)}
        </div>
      </details>
      ${active(filters, errors)}
    </form>
  </search>`;
}

const WORDS = { website: 'Website', instanceId: 'Instance', callId: 'Call', traceId: 'Trace', errorType: 'Error' };

/** Those that may be out of sight, to be seen and taken away. */
function active(filters, errors) {
  const used = Object.entries(WORDS).filter(([name]) => filters[name]);
  if (used.length === 0 && !isFiltered()) return nothing;
  return html`<p class="active-filters">
    ${used.map(([name, label]) => html`<a class="tag" data-wrong=${errors.some((error) => error.field === name) ? '' : nothing} href=${changed({ [name]: '' })}>${label}: <b>${visible(filters[name])}</b> ${icon('close')}<span class="hidden">, remove</span></a>`)}
    <a class="clear" href=${link('requests')}>Remove all filters</a>
  </p>`;
}
