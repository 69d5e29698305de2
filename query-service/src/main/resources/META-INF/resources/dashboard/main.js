import { followAddress, page, parameter } from './address.js';
import { settleDrawer } from './components/drawer.js';
import { render } from './html.js';
import { Incidents } from './pages/incidents.js';
import { Instances } from './pages/instances.js';
import { None } from './pages/none.js';
import { Overview } from './pages/overview.js';
import { Requests } from './pages/requests.js';
import { Websites } from './pages/websites.js';
import { drawBy, redraw } from './redraw.js';
import { shell, title } from './shell.js';

// Each page has view(), arrive() (now shown, or its address has changed) and leave(); drawer(), hasDrawer() and connection() if it likes.
const PAGES = {
  overview: new Overview(),
  requests: new Requests(),
  incidents: new Incidents(),
  websites: new Websites(),
  instances: new Instances(),
};

const NONE = new None();

let shown = PAGES[page()] ?? NONE;

function inDrawer() {
  return parameter('request') ? 'request-' + parameter('request') : 'instance-' + parameter('instance');
}

function draw() {
  document.title = title();
  render(shell(shown), document.body);
  settleDrawer(shown.hasDrawer?.() ? inDrawer() : '');
}

drawBy(draw);
followAddress(({ otherPage, otherView }) => {
  if (otherPage) {
    shown.leave();
    shown = PAGES[page()] ?? NONE;
  }
  shown.arrive();
  draw();
  if (otherView) {
    scrollTo(0, 0);
    document.getElementById('main').focus({ preventScroll: true });
  }
});

// A page that nobody sees follows nothing, and catches up when it is seen again.
document.addEventListener('visibilitychange', () => (document.hidden ? shown.pause?.() : shown.resume?.()));
addEventListener('pagehide', () => shown.leave());
addEventListener('pageshow', (event) => event.persisted && shown.arrive());

// Ages ("5 s ago") grow.
setInterval(() => document.hidden || redraw(), 5000);

document.querySelector('noscript')?.remove();
shown.arrive();
draw();
