import { html } from '../html.js';
import { icon } from './icons.js';

let returnTo;
let inIt = '';

/** Opens the one drawer of the page for what the address names, or closes it; the browser keeps the focus inside. */
export function settleDrawer(wanted) {
  const dialog = document.querySelector('dialog.drawer');
  if (!dialog) return;
  if (wanted !== inIt) dialog.scrollTop = 0;
  inIt = wanted;
  if (wanted && !dialog.open) {
    returnTo = document.activeElement?.id;
    dialog.showModal();
  } else if (!wanted && dialog.open) {
    dialog.close();
    if (returnTo) document.getElementById(returnTo)?.focus();
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
      <button type="button" class="button icon-only close" @click=${close} autofocus>${icon('close')}<span class="hidden">Close</span></button>
      ${body}
    </div>
  </dialog>`;
}
