import { at } from './address.js';

/** Why there is no answer: a problem that the service tells, or that it cannot be reached. */
export class Problem extends Error {
  constructor(status, title, detail, errors = []) {
    super(detail || title);
    this.status = status;
    this.title = title;
    this.errors = errors;
  }

  /** Whether asking again may help. */
  get passing() {
    return this.status === 0 || this.status >= 500;
  }
}

const UNREACHABLE = 'The query service does not answer.';

/** The address of a route with parameters; an array is repeated, what is empty is left out. */
export function route(path, values = {}) {
  const url = new URL(at('api/v1/' + path));
  for (const [key, value] of Object.entries(values)) {
    for (const one of [value].flat()) if (one !== undefined && one !== '') url.searchParams.append(key, one);
  }
  return url.href;
}

async function problemOf(response) {
  try {
    const told = await response.json();
    return new Problem(response.status, told.title ?? response.statusText, told.detail, told.errors);
  } catch {
    return new Problem(response.status, response.statusText, `The answer has status ${response.status}.`);
  }
}

async function answer(href, signal, sent = {}) {
  let response;
  try {
    response = await fetch(href, { signal, ...sent, headers: { Accept: 'application/json', ...sent.headers } });
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new Problem(0, 'Not connected', UNREACHABLE);
  }
  if (!response.ok) throw await problemOf(response);
  return response;
}

/** What a route answers. */
export async function get(path, values, signal) {
  return (await answer(route(path, values), signal)).json();
}

/** Adds something to a list, and answers what was made of it. */
export async function post(path, body) {
  return (await answer(route(path), undefined, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) })).json();
}

/** A page of a list, `{items, next}`: next is the cursor of the page after it, if there is one. */
export async function getPage(path, values, signal) {
  const response = await answer(route(path, values), signal);
  const next = /<([^>]*)>;\s*rel="next"/.exec(response.headers.get('Link') ?? '');
  return { items: await response.json(), next: next ? new URL(next[1], location.href).searchParams.get('cursor') : undefined };
}
