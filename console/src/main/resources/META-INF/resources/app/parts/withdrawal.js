import { html, nothing } from 'lit';
import { intents } from '../intents.js';
import { named, t } from '../language.js';
import { GIVERS } from '../specialties.js';
import './reason.js';

/**
 * The consent to a consultation or an expertise is taken back: by whom, and why only if she says so. `path` is the
 * file's address; `taken(view)` gets what it has become.
 */
export function withdrawal(view, path, taken) {
  if (!view.actions?.includes('withdraw-consent')) return nothing;
  return html`<chevet-reason
    name="withdraw-consent"
    words="withdraw-consent"
    tone="quiet danger"
    optional
    .choices=${GIVERS.map((code) => ({ code, label: named('giver', code) }))}
    .extra=${html`<p class="muted">${t('withdraw-consent.hint')}</p>`}
    .act=${async ({ reason, choice }) => taken(await intents.submit({ path: `${path}/consent/withdrawal`, body: { withdrawnBy: choice, ...(reason && { reason }) } }))}
  ></chevet-reason>`;
}
