import { redraw } from './redraw.js';

const THEMES = ['system', 'light', 'dark'];

function read(name, fallback) {
  try {
    return localStorage.getItem('webcheck.' + name) ?? fallback;
  } catch {
    return fallback;
  }
}

function write(name, value) {
  try {
    localStorage.setItem('webcheck.' + name, value);
  } catch {
    // It holds until the page is closed.
  }
}

let utc = read('zone', 'local') === 'utc';
let theme = THEMES.includes(read('theme', 'system')) ? read('theme', 'system') : 'system';

export const preferences = {
  get utc() {
    return utc;
  },
  get theme() {
    return theme;
  },
  toggleZone() {
    utc = !utc;
    write('zone', utc ? 'utc' : 'local');
    dispatchEvent(new Event('looks'));
    redraw();
  },
  nextTheme() {
    theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length];
    write('theme', theme);
    if (theme === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    dispatchEvent(new Event('looks'));
    redraw();
  },
};
