// The address is the state of the page: whoever opens it sees the same.

const ROOT = new URL('..', import.meta.url);

export const PAGES = ['overview', 'requests', 'incidents', 'websites', 'instances'];

/** The address of something that the service answers, wherever a proxy has put it. */
export function at(path) {
  return new URL(path, ROOT).href;
}

function pageOf(url) {
  if (url.origin !== ROOT.origin || !url.pathname.startsWith(ROOT.pathname)) return undefined;
  const name = url.pathname.slice(ROOT.pathname.length).replace(/\/$/, '') || 'overview';
  return PAGES.includes(name) ? name : undefined;
}

/** The page that the address names; undefined if there is none. */
export function page() {
  return pageOf(new URL(location.href));
}

export function parameters() {
  return new URLSearchParams(location.search);
}

/** The first value of a parameter, or an empty text. */
export function parameter(name) {
  return parameters().get(name) ?? '';
}

/** The address of a page with parameters; an array is several, what is empty is left out. */
export function link(name, values = {}) {
  const url = new URL(name === 'overview' ? '.' : name, ROOT);
  for (const [key, value] of Object.entries(values)) {
    for (const one of [value].flat()) if (one !== undefined && one !== '') url.searchParams.append(key, one);
  }
  return url.href;
}

/** The address of this page with some parameters changed. */
export function changed(values) {
  const url = new URL(location.href);
  url.hash = '';
  for (const [key, value] of Object.entries(values)) {
    url.searchParams.delete(key);
    for (const one of [value].flat()) if (one !== undefined && one !== '') url.searchParams.append(key, one);
  }
  return url.href;
}

// A page with a subject is another view of its own for each.
const SUBJECTS = { websites: 'website', incidents: 'incident' };

function view() {
  return [page(), parameter(SUBJECTS[page()] ?? '')].join(' ');
}

let listener = () => {};

/** Goes to an address of the dashboard without loading the page anew. */
export function go(href, { replace = false } = {}) {
  history[replace ? 'replaceState' : 'pushState'](null, '', href);
  listener();
}

/** Calls after every change of the address, with whether it leads to another page, or at least to another view. */
export function followAddress(listens) {
  let shown = [page(), view()];
  listener = () => {
    const before = shown;
    shown = [page(), view()];
    listens({ otherPage: before[0] !== shown[0], otherView: before[1] !== shown[1] });
  };
  addEventListener('popstate', () => listener());
  document.addEventListener('click', (event) => {
    const anchor = event.target.closest?.('a[href]');
    if (!anchor || event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    if (anchor.target || anchor.hasAttribute('download')) return;
    const url = new URL(anchor.href);
    if (!pageOf(url) || anchor.getAttribute('href').startsWith('#')) return;
    event.preventDefault();
    go(url.href);
  });
}
