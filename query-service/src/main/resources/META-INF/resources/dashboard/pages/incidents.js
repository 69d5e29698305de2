import { changed, go, link, parameter, parameters } from '../address.js';
import { get, getPage, post } from '../api.js';
import { drawer } from '../components/drawer.js';
import { icon } from '../components/icons.js';
import { GROUPS, incidentList } from '../components/incidents.js';
import { noteForm, noteList } from '../components/notes.js';
import { advice, detector, DETECTORS, EXECUTIONS } from '../components/outcome.js';
import { RequestDetails } from '../components/request.js';
import { empty, loaded } from '../components/states.js';
import { suspects } from '../components/suspects.js';
import { name, shortUrl, timeOf, visible } from '../components/text.js';
import { frame, framePicker, frameParameters } from '../frame.js';
import { plural } from '../format.js';
import { html, nothing } from '../html.js';
import { Loaded } from '../loaded.js';
import { redraw } from '../redraw.js';
import { ago } from '../time.js';

const FIRST = 20;
const MOST = 1000;
/** The deaths of processes; one of them with what was in flight; what stands out across the deaths of a service. */
export class Incidents {
  #list = new Loaded((signal) => this.#ask(signal), { every: 10000 });
  #one = new Loaded((signal) => getPage('incidents/get', { instanceId: parameter('incident'), limit: 1000 }, signal).then(({ items, next }) => ({ ...items, next })));
  #suspects = new Loaded((signal) => get('incidents/suspects', { service: this.#suspected }, signal));
  #notes = new Loaded((signal) => get(notesOf(parameter('incident')), {}, signal), { every: 30000 });
  #writing = {};
  #details = new RequestDetails();
  #services = [];
  #limit = FIRST;
  #suspected = '';
  #asked;

  arrive() {
    this.#details.show(parameter('request'));
    const asked = JSON.stringify(['frame', 'from', 'to', 'service', 'detector', 'incident'].map(parameter));
    if (asked === this.#asked) return;
    this.#asked = asked;
    this.#suspected = '';
    this.#limit = FIRST;
    this.pause();
    this.#writing = {};
    if (parameter('incident')) {
      this.#one.start().then(() => this.#suspect());
      this.#notes.start();
    } else this.#list.start().then(() => this.#suspect());
  }

  leave() {
    this.#asked = undefined;
    this.#details.stop();
    this.pause();
  }

  pause() {
    [this.#list, this.#one, this.#notes, this.#suspects].forEach((one) => one.stop());
  }

  resume() {
    (parameter('incident') ? [this.#one, this.#notes] : [this.#list]).forEach((one) => one.load());
  }

  hasDrawer() {
    return parameter('request') !== '';
  }

  drawer() {
    return drawer('Request', () => go(changed({ request: '' })), this.hasDrawer() ? this.#details.view() : nothing);
  }

  async #ask(signal) {
    const page = await getPage('incidents', { ...frameParameters(frame('')), service: parameter('service'), detector: parameters().getAll('detector'), limit: this.#limit }, signal);
    this.#services = [...new Set([...this.#services, ...page.items.map((one) => one.service)])].filter(Boolean).sort();
    return page;
  }

  #more() {
    this.#limit = Math.min(MOST, 5 * this.#limit);
    this.#list.load();
  }

  async #write(note) {
    const writing = { busy: true };
    const incident = parameter('incident');
    this.#writing = writing;
    redraw();
    try {
      await post(notesOf(incident), note);
      if (parameter('incident') === incident) this.#notes.load();
      return true;
    } catch (problem) {
      writing.wrong = problem;
      return false;
    } finally {
      writing.busy = false;
      redraw();
    }
  }

  #suspect() {
    this.#suspected = (parameter('incident') ? this.#one.value?.service : parameter('service') || mostOften(this.#list.value?.items ?? [])) || '';
    if (this.#suspected) this.#suspects.start();
  }

  view() {
    return html`${parameter('incident') ? this.#death() : this.#deaths()} ${this.#suspected ? html`<section class="card flush" aria-labelledby="suspects">
      <h2 id="suspects">Suspects <span class="hint">what was in flight at more deaths of ${name(this.#suspected)} than chance explains</span></h2>
      ${loaded(this.#suspects, suspects, { rows: 3 })}
    </section>` : nothing}`;
  }

  #deaths() {
    const choice = (label, key, values, none) => html`<label><span class="hidden">${label}</span><select @change=${(event) => go(changed({ [key]: event.target.value }))}>
      <option value="" ?selected=${!parameter(key)}>${none}</option>
      ${values.map(([value, text]) => html`<option value=${value} ?selected=${parameter(key) === value}>${text}</option>`)}</select></label>`;
    const services = [...new Set([...this.#services, parameter('service')])].filter(Boolean);
    return html`<div class="page-head">
        <h1>Incidents</h1>
        <div class="page-tools">
          ${choice('Service', 'service', services.map((service) => [service, visible(service)]), 'All services')}
          ${choice('How it is known', 'detector', ['journal', 'lease', 'stopped'].map((one) => [one, `${DETECTORS[one].label} (${one})`]), 'However known')}
          ${framePicker(frame(''), { fallback: '', all: true })}
        </div>
      </div>
      <section class="card flush" aria-label="Incidents">${loaded(this.#list, ({ items, next }) =>
        items.length
          ? html`${incidentList(items)}${next && this.#limit < MOST ? html`<div class="more"><button type="button" class="button" @click=${() => this.#more()}>Earlier incidents</button></div>` : nothing}`
          : empty('No process died', 'A process that dies in the middle of requests is shown here, with all that was in flight.'),
      )}</section>
      ${this.#list.value?.items.length && !this.#suspected ? html`<p class="hint">Choose a service to see which requests stand out across its deaths.</p>` : nothing}`;
  }

  #death() {
    return html`<p class="above"><a href=${changed({ incident: '' })}>${icon('back')} All incidents</a></p>
      ${loaded(this.#one, (incident) => html`<div class="page-head"><h1>${name(incident.service, 'An instance')} died</h1></div>
        <section class="card" aria-label="Evidence">
          <dl class="facts">
            <div><dt>Found dead</dt><dd>${timeOf(incident.diedAt)} <span class="hint">${ago(incident.diedAt)}</span></dd></div>
            <div><dt>Last heard</dt><dd>${timeOf(incident.lastHeardAt)}</dd></div>
            <div><dt>How it is known</dt><dd>${detector(incident.detector)} <span class="hint">${incident.detector === 'stopped' ? 'The process told that it stops, with requests open.' : DETECTORS[incident.detector].meaning}</span></dd></div>
            <div><dt>Instance</dt><dd><a class="mono" href=${link('instances', { instance: incident.instanceId })}>${incident.instanceId}</a></dd></div>
          </dl>
        </section>
        <h2 class="section">${plural(incident.inFlight.total, 'request was', 'requests were')} in flight</h2>
        <div class="columns three">${GROUPS.map(([execution, count]) => group(execution, incident.inFlight[count], incident.requests.filter((request) => request.execution === execution)))}</div>
        ${incident.next ? html`<p class="hint">The first ${incident.requests.length} are shown.</p>` : nothing}
        <section class="card" aria-labelledby="notes"><h2 id="notes">Notes</h2>
          ${loaded(this.#notes, noteList, { rows: 2 })} ${noteForm((note) => this.#write(note), this.#writing)}
        </section>`, { framed: true })}`;
  }
}

function notesOf(incident) {
  return `incidents/${encodeURIComponent(incident)}/notes`;
}

/** The service that dies most often, if one does so more than once. */
function mostOften(incidents) {
  const deaths = new Map();
  for (const { service } of incidents) if (service) deaths.set(service, (deaths.get(service) ?? 0) + 1);
  return [...deaths].filter(([, times]) => times > 1).sort(([, some], [, others]) => others - some)[0]?.[0];
}

function group(execution, total, requests) {
  const { label, meaning } = EXECUTIONS[execution];
  return html`<section class="card flush group" data-execution=${execution} aria-label=${label}>
    <h3><span class="group-number">${total}</span> ${label}</h3>
    <p class="hint">${meaning}</p>
    ${requests.length
      ? html`<ul class="group-list">${requests.map(
          (request) => html`<li><a id=${'request-' + request.id} href=${changed({ request: request.id })}>
            <span class="group-line"><span class="method">${request.method}</span> ${shortUrl(request.url)}</span>
            <span class="hint">${execution === 'NOT_SENT' ? (request.phase === 'LEASING' ? 'It waited for a connection.' : 'It was connecting.') : advice(request)}</span>
          </a></li>`,
        )}</ul>`
      : html`<p class="hint">None.</p>`}
  </section>`;
}
