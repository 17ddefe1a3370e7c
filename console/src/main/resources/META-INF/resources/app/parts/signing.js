import { html, nothing } from 'lit';
import { age, fullDate, residentName } from '../format.js';
import * as icons from '../icons.js';
import { t } from '../language.js';
import { session } from '../session.js';

/** The second look before a signature: whom it is about, what is signed, and that it is final. */
export function signingDialog({ view, name, title, label, text, trouble, busy, back, sign }) {
  const { resident, careHome } = view;
  return html`<dialog class="signing" aria-labelledby="signing-${name}">
    <h2 id="signing-${name}">${title}</h2>
    <dl class="summary">
      <div><dt>${t('signing.patient')}</dt><dd><strong>${residentName(resident)}</strong>, ${age(resident.birthDate)}, ${t('resident.born', { sex: resident.sex, date: fullDate(resident.birthDate) })}</dd></div>
      <div><dt>${t('signing.where')}</dt><dd>${careHome.name} · ${view.nurse?.displayName}</dd></div>
      <div><dt>${t('signing.signer')}</dt><dd>${session.me.displayName}</dd></div>
      <div><dt>${label}</dt><dd class="report-signed">${text}</dd></div>
    </dl>
    <p class="notice">${icons.shield}<span>${t('signing.final')}</span></p>
    ${trouble ? html`<p class="notice trouble" role="alert">${icons.alert}<span>${trouble}</span></p>` : nothing}
    <div class="dialog-act">
      <button class="quiet" @click=${back}>${t('signing.back')}</button>
      <button class="primary" data-testid="confirm-sign" ?disabled=${busy} @click=${sign}>
        ${icons.pen}${busy ? t('signing.sending') : t('signing.confirm')}
      </button>
    </div>
  </dialog>`;
}
