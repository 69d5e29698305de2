import { changed, go, link, parameter } from '../address.js';
import { get, getPage } from '../api.js';
import { drawer } from '../components/drawer.js';
import { instanceDetails } from '../components/instance.js';
import { STATES, stateBadge } from '../components/outcome.js';
import { empty, loaded } from '../components/states.js';
import { count, plural, shortId } from '../format.js';
import { html, nothing } from '../html.js';
import { Loaded } from '../loaded.js';
import { redraw } from '../redraw.js';
import { ago } from '../time.js';
import { name, timeOf } from '../components/text.js';

/** The services, the runs of their processes, and what each has counted. */
export class Instances {
  #services = new Loaded((signal) => get('services', {}, signal), { every: 5000 });
  #list = new Loaded((signal) => this.#ask(signal), { every: 5000 });
  #one = new Loaded((signal) => this.#askOne(signal), { every: 5000 });
  #more = [];
  #next;
  #asked;
  #askedOne;

  arrive() {
    const one = parameter('instance');
    if (one !== this.#askedOne) {
      this.#askedOne = one;
      this.#one.stop();
      if (one) this.#one.start();
    }
    const asked = parameter('service') + ' ' + parameter('state');
    if (asked === this.#asked) return;
    this.#asked = asked;
    this.#more = [];
    this.#services.start();
    this.#list.start();
  }

  leave() {
    this.#asked = this.#askedOne = undefined;
    this.pause();
  }

  pause() {
    [this.#services, this.#list, this.#one].forEach((one) => one.stop());
  }

  resume() {
    this.#services.load();
    this.#list.load();
    if (parameter('instance')) this.#one.load();
  }

  hasDrawer() {
    return parameter('instance') !== '';
  }

  drawer() {
    return drawer('Instance', () => go(changed({ instance: '' })), this.hasDrawer() ? loaded(this.#one, instanceDetails) : nothing);
  }

  #query() {
    return { service: parameter('service'), state: parameter('state') };
  }

  async #ask(signal) {
    const first = await getPage('instances', this.#query(), signal);
    if (this.#more.length === 0) this.#next = first.next;
    return first.items;
  }

  async #askOne(signal) {
    const id = parameter('instance');
    const [instance, account] = await Promise.all([get('instances/' + encodeURIComponent(id), {}, signal), get('completeness', { instanceId: id }, signal).catch(() => undefined)]);
    return { instance, account };
  }

  async #older() {
    const more = await getPage('instances', { ...this.#query(), cursor: this.#next });
    this.#more = [...this.#more, ...more.items];
    this.#next = more.next;
    redraw();
  }

  view() {
    return html`<div class="page-head">
        <h1>Instances</h1>
        <div class="page-tools segments" role="group" aria-label="State">
          <a class="segment" href=${changed({ state: '' })} aria-current=${parameter('state') ? 'false' : 'true'}>All</a>
          ${Object.entries(STATES).map(([state, { label }]) => html`<a class="segment" href=${changed({ state })} aria-current=${parameter('state') === state ? 'true' : 'false'}>${label}</a>`)}
        </div>
      </div>
      <section aria-labelledby="services"><h2 id="services" class="hidden">Services</h2>
        ${loaded(this.#services, (services) => (services.length ? html`<ul class="services">${byName(services).map(service)}</ul>` : nothing), { rows: 2 })}
      </section>
      <section class="card flush" aria-label="Instances">${loaded(this.#list, (list) => this.#table(list))}</section>`;
  }

  #table(list) {
    const known = new Set(list.map((one) => one.instanceId));
    const instances = [...list, ...this.#more.filter((one) => !known.has(one.instanceId))];
    if (instances.length === 0) {
      return parameter('service') || parameter('state')
        ? empty('No instance is like that', 'None of what is recorded.', html`<a class="button" href=${link('instances')}>Show all</a>`)
        : empty('No instance yet', 'Each run of a process with the client SDK in it appears here.');
    }
    return html`<div class="scroll" tabindex="0" role="region" aria-label="Table of instances"><table class="list">
        <thead><tr><th scope="col">Instance</th><th scope="col">State</th><th scope="col">Heard</th><th scope="col" class="number wide-only">Begun</th><th scope="col" class="number wide-only">Ended</th><th scope="col" class="number wide-only">Open</th><th scope="col" class="number wide-only">Unrecorded</th></tr></thead>
        <tbody>${instances.map(instanceRow)}</tbody>
      </table></div>
      ${this.#next ? html`<div class="more"><button type="button" class="button" @click=${() => this.#older()}>More instances</button></div>` : nothing}`;
  }
}

// By when they were heard they would change places all the time.
function byName(services) {
  return [...services].sort((one, other) => (one.service ?? '').localeCompare(other.service ?? ''));
}

function service(one) {
  const chosen = parameter('service') === one.service;
  return html`<li><a class="card service" href=${changed({ service: chosen ? '' : one.service })} aria-current=${chosen ? 'true' : 'false'}>
    <b>${name(one.service)}</b>
    <span class="service-counts">
      <span data-kind="ALIVE">${one.alive} alive</span>${one.presumedDead ? html`<span data-kind="PRESUMED_DEAD">${one.presumedDead} presumed dead</span>` : nothing}<span class="hint">${plural(one.instances, 'instance')}, heard ${ago(one.lastHeardAt)}</span>
    </span>
  </a></li>`;
}

function instanceRow(one) {
  const number = (value, kind = '') => html`<td class=${'number ' + kind}>${value === undefined || value === null ? '–' : count(value)}</td>`;
  return html`<tr>
    <th scope="row"><a id=${'instance-' + one.instanceId} href=${changed({ instance: one.instanceId })}>${name(one.service)} <span class="mono hint">${shortId(one.instanceId)}</span></a></th>
    <td>${stateBadge(one)}${one.detector && one.detector !== 'stopped' ? html` <code class="wide-only">${one.detector}</code>` : nothing}</td>
    <td class="when"><span class="wide-only">${timeOf(one.lastHeardAt, { precise: false })} </span><span class="hint">${ago(one.lastHeardAt)}</span></td>
    ${number(one.begun, 'wide-only')}${number(one.ended, 'wide-only')}${number(one.openRequests, 'wide-only')}
    <td class="number wide-only">${one.unrecorded ? html`<span class="alarm">${count(one.unrecorded)}</span>` : (one.unrecorded ?? '–')}</td>
  </tr>`;
}
