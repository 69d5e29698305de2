import { html } from '../html.js';
import { icon } from './icons.js';

let inIt = '';

/**
 * Opens the one drawer of the page, or closes it, as the address wants it. `wanted` is the id of the link that leads to what is
 * in it, empty for none: there the focus goes back to. While it is open the browser keeps the focus inside.
 */
export function settleDrawer(wanted) {
  const dialog = document.querySelector('dialog.drawer');
  const before = inIt;
  inIt = wanted;
  if (!dialog) return;
  if (wanted !== before) dialog.scrollTop = 0;
  if (wanted && !dialog.open) dialog.showModal();
  if (!wanted && dialog.open) {
    dialog.close();
    (document.getElementById(before) ?? document.getElementById('main')).focus({ preventScroll: true });
  }
}

/** @param close is called when the reader wants it closed */
export function drawer(label, close, body) {
  const byEscape = (event) => {
    event.preventDefault();
    close();
  };
  const byBackdrop = (event) => {
    if (event.target === event.currentTarget) close();
  };
  return html`<dialog class="drawer" aria-label=${label} @cancel=${byEscape} @click=${byBackdrop}>
    <div class="drawer-body">
      <button type="button" class="button icon-only close" @click=${close}>${icon('close')}<span class="hidden">Close</span></button>
      ${body}
    </div>
  </dialog>`;
}
