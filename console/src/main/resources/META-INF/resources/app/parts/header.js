import { html } from 'lit';
import { signOut } from '../api.js';
import { inCall } from '../call-guard.js';
import * as icons from '../icons.js';
import { intents } from '../intents.js';
import { kept } from '../kept.js';
import { language, t } from '../language.js';
import { toHome } from '../routes.js';
import { session } from '../session.js';
import { View, announce } from '../view.js';

/** The top of each page: where one is, who one is, the other language, the way out. */
class Header extends View {
  static properties = { trouble: { state: true } };

  render() {
    const { displayName, role, careHomes = [] } = session.me;
    const place = role === 'nurse' && careHomes.length === 1 ? careHomes[0].name : t(`role.${role}`);
    return html`
      <header class="top">
        <a class="brand" href=${toHome} aria-label=${t('header.home')}>${icons.lamp}<span>Chevet</span></a>
        <p class="identity"><strong>${displayName}</strong><span>${place}</span></p>
        ${languageSwitch()}
        <button class="quiet" data-testid="sign-out" @click=${this.#signOut}>
          ${icons.leave}<span class="wide-only">${t('header.sign-out')}</span>
          <span class="unseen narrow-only">${t('header.sign-out')}</span>
        </button>
      </header>
      ${this.trouble ? html`<p class="notice trouble" role="alert">${this.trouble}</p>` : ''}
    `;
  }

  async #signOut() {
    if (inCall.active) {
      announce(t('call.hang-up-first'));
      this.trouble = t('call.hang-up-first');
      return;
    }
    if (intents.pending.length && !confirm(t('header.sign-out-unsent'))) return;
    try {
      const next = await signOut();
      kept.forgetAll();
      location.assign(next);
    } catch {
      this.trouble = t('header.sign-out-failed');
    }
  }
}

/** The switch between the two languages, labelled in the language it leads to. */
export function languageSwitch() {
  const other = language.code === 'fr' ? 'en' : 'fr';
  const label = other === 'en' ? 'English' : 'Français';
  return html`<button
    class="quiet language"
    data-testid="language"
    lang=${other}
    aria-label=${label}
    @click=${() => language.choose(other)}
  >
    ${other.toUpperCase()}
  </button>`;
}

customElements.define('chevet-header', Header);
