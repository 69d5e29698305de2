import { svg, html } from '../html.js';

const SHAPES = {
  COMPLETED: svg`<path d="M3.5 8.5l3 3 6-7" />`,
  FAILED: svg`<path d="M4 4l8 8M12 4l-8 8" />`,
  CANCELLED: svg`<circle cx="8" cy="8" r="5.5" /><path d="M4.2 11.8l7.6-7.6" />`,
  ABANDONED: svg`<path d="M8 2.5v7M4.5 6.5L8 10l3.5-3.5M3 13.5h10" />`,
  CRASHED: svg`<path d="M9.5 1.5L4 9h4l-1.5 5.5L12 7H8z" />`,
  UNKNOWN: svg`<path d="M5.2 6a2.8 2.8 0 1 1 4 2.5c-.8.4-1.2.8-1.2 1.7M8 13v.3" />`,
  IN_FLIGHT: svg`<path d="M2.5 8h10M9 4.5L12.5 8 9 11.5" />`,
  close: svg`<path d="M4 4l8 8M12 4l-8 8" />`,
  play: svg`<path d="M5 3.5v9l7-4.5z" />`,
  pause: svg`<path d="M5.5 3.5v9M10.5 3.5v9" />`,
  copy: svg`<path d="M5.5 5.5h7v7h-7zM3.5 10.5v-7h7" />`,
  light: svg`<circle cx="8" cy="8" r="2.8" /><path d="M8 1.5v1.7M8 12.8v1.7M1.5 8h1.7M12.8 8h1.7M3.4 3.4l1.2 1.2M11.4 11.4l1.2 1.2M3.4 12.6l1.2-1.2M11.4 4.6l1.2-1.2" />`,
  dark: svg`<path d="M13 9.6A5.6 5.6 0 0 1 6.4 3 5.6 5.6 0 1 0 13 9.6z" />`,
  system: svg`<path d="M2.5 3.5h11v7h-11zM6 13.5h4" />`,
  clock: svg`<circle cx="8" cy="8" r="5.5" /><path d="M8 4.8V8l2.2 1.6" />`,
  back: svg`<path d="M13 8H3.5M7 4.5L3.5 8 7 11.5" />`,
  ALIVE: svg`<circle cx="8" cy="8" r="3.5" />`,
  PRESUMED_DEAD: svg`<path d="M9.5 1.5L4 9h4l-1.5 5.5L12 7H8z" />`,
  STOPPED: svg`<path d="M4.5 4.5h7v7h-7z" />`,
};

/** A picture beside words that say the same. */
export function icon(name) {
  return html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">${SHAPES[name]}</svg>`;
}
