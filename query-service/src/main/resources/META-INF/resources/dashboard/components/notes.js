import { plural } from '../format.js';
import { html, nothing } from '../html.js';
import { ago } from '../time.js';
import { name, timeOf, visible } from './text.js';

/** What people wrote about an incident, the oldest first. */
export function noteList(notes) {
  if (notes.length === 0) return html`<p class="hint">Nobody has written anything yet.</p>`;
  return html`<ol class="notes" aria-label=${plural(notes.length, 'note')}>${notes.map(
    (note) => html`<li id=${'note-' + note.id}>
      <p class="note-head">${note.author ? html`<b>${name(note.author)}</b>` : html`<span class="nothing">no name given</span>`}
        <span class="hint">${timeOf(note.createdAt, { precise: false })} ${ago(note.createdAt)}${note.version ? ', changed since' : nothing}</span></p>
      <p class="note-text" dir="auto">${lines(note.text)}</p>
    </li>`,
  )}</ol>`;
}

// Lines stay lines; whatever else cannot be seen is made visible.
function lines(text) {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => line.split('\t').map(visible).join('\t'))
    .join('\n');
}

/** A form for one note more. `add` answers a promise; with `wrong`, the last one was not taken. */
export function noteForm(add, { wrong, busy }) {
  const send = (event) => {
    event.preventDefault();
    const form = event.currentTarget;
    const { author, text } = form.elements;
    if (busy || !text.value.trim()) return;
    const note = author.value.trim() ? { author: author.value.trim(), text: text.value } : { text: text.value };
    // The name stays: who writes one note may write another. So does what was written since.
    add(note).then((added) => added && text.value === note.text && (text.value = ''));
  };
  return html`<form class="note-form" @submit=${send}>
    <label class="note-field">Your note <textarea name="text" rows="3" maxlength="4000" required aria-invalid=${wrong ? 'true' : 'false'}></textarea></label>
    <div class="note-line">
      <label>Your name <input name="author" maxlength="100" autocomplete="name" placeholder="if you like" /></label>
      <button type="submit" class="button primary" ?disabled=${busy}>Add note</button>
    </div>
    ${wrong ? html`<p class="field-error" role="alert">${wrong.message}</p>` : nothing}
  </form>`;
}
