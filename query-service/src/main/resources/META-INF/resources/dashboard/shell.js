import { at, link, page, parameter } from './address.js';
import { frameTrouble, sameFrame } from './frame.js';
import { html, nothing } from './html.js';
import { icon } from './components/icons.js';
import { preferences } from './preferences.js';
import { visible } from './components/text.js';
import { zoneName } from './time.js';

const NAMES = { overview: 'Overview', requests: 'Requests', incidents: 'Incidents', websites: 'Websites', instances: 'Instances' };
const WITH_FRAME = ['overview', 'requests', 'incidents', 'websites'];

const CONNECTIONS = {
  open: 'Live',
  connecting: 'Connecting',
  lost: 'No longer connected',
};

function entry(name) {
  const frame = WITH_FRAME.includes(name) && WITH_FRAME.includes(page()) ? sameFrame() : {};
  return html`<li><a href=${link(name, frame)} aria-current=${page() === name ? 'page' : 'false'}>${NAMES[name]}</a></li>`;
}

function connection(state) {
  if (!CONNECTIONS[state]) return nothing;
  return html`<span class="connection" data-state=${state} role="status">${CONNECTIONS[state]}</span>`;
}

// The address is the state of the page, so it stays as it is.
function skip(event) {
  event.preventDefault();
  document.getElementById('main').focus();
}

/** What stands around every page. */
export function shell(shown) {
  return html`<a class="skip" href="#main" @click=${skip}>Skip to the content</a>
    <header class="top">
      <a class="brand" href=${link('overview')}><img src=${at('dashboard/mark.svg')} alt="" width="24" height="24" /> Webcheck</a>
      <nav aria-label="Pages"><ul>${Object.keys(NAMES).map(entry)}</ul></nav>
      <div class="controls">
        ${connection(shown.connection?.() ?? 'off')}
        <button type="button" class="button quiet" @click=${() => preferences.toggleZone()} aria-label=${'Time zone: ' + zoneName() + '. Change'} title=${zoneName()}>
          ${icon('clock')}${preferences.utc ? 'UTC' : 'Local'}
        </button>
        <button type="button" class="button quiet" @click=${() => preferences.nextTheme()} aria-label=${'Theme: ' + preferences.theme + '. Change'} title=${'Theme: ' + preferences.theme}>
          ${icon(preferences.theme)}
        </button>
      </div>
    </header>
    <main id="main" tabindex="-1" data-page=${page() ?? 'none'}>${WITH_FRAME.includes(page()) ? frameTrouble() : nothing}${shown.view()}</main>
    <footer class="bottom">
      <span>Times are ${zoneName()}.</span>
      <a href=${at('q/swagger-ui')}>API</a>
    </footer>
    ${shown.drawer?.() ?? nothing}`;
}

export function title() {
  const about = parameter('website') || parameter('service');
  return (about ? visible(about) + ' · ' : '') + (NAMES[page()] ?? 'No such page') + ' · Webcheck';
}
