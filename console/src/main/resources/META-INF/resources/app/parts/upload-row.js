import { html, nothing } from 'lit';
import * as icons from '../icons.js';
import { t } from '../language.js';
import { uploads } from '../uploads.js';

const PERCENT = 100;

/** One file on its way: how far it is, what holds it up, and the two things one can do about it. */
export function uploadRow(row) {
  const percent = Math.floor((row.offset / row.blob.size) * PERCENT);
  return html`<li class="file upload" data-testid="upload" data-waiting=${row.waiting ?? false}>
    <span class="file-sign">${row.metadata.kind === 'photo' ? icons.picture : row.metadata.kind === 'sound' ? icons.wave : icons.paper}</span>
    <span class="file-words">
      <strong>${row.name}</strong>
      ${row.problem
        ? html`<small class="fault" role="alert">${row.problem}</small>`
        : html`<small>${words(row, percent)}</small>
            ${row.target.kind === 'draft' ? nothing : html`<progress max=${PERCENT} .value=${percent} aria-label=${t('attachment.progress', { name: row.name })}></progress>`}`}
    </span>
    ${row.problem ? html`<button type="button" class="small" @click=${() => uploads.again(row.id)}>${t('attachment.again')}</button>` : nothing}
    <button type="button" class="quiet small" aria-label=${t('attachment.remove-named', { name: row.name })} data-testid="remove-upload" @click=${() => uploads.remove(row.id)}>${t('attachment.remove')}</button>
  </li>`;
}

function words(row, percent) {
  if (row.target.kind === 'draft') return t('attachment.with-request');
  if (row.waiting) return t('attachment.waiting');
  return t('attachment.sent', { percent });
}
