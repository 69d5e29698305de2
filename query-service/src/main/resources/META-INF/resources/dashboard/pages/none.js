import { link } from '../address.js';
import { empty } from '../components/states.js';
import { html } from '../html.js';

/** What stands at an address that is no page. */
export class None {
  arrive() {}

  leave() {}

  view() {
    return html`<h1 class="hidden">No such page</h1>
      <section class="card">${empty('There is no such page', 'The address may be mistyped, or of another version.', html`<a class="button" href=${link('overview')}>To the overview</a>`)}</section>`;
  }
}
