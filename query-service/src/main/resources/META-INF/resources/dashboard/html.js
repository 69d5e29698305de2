// The one way by which text becomes part of the page: lit-html sets it as text, whatever it holds.
export { html, svg, nothing, render } from '../webjars/lit-html/lit-html.js';
export { live } from '../webjars/lit-html/directives/live.js';
export { repeat } from '../webjars/lit-html/directives/repeat.js';
