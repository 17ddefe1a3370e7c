import { html, nothing } from 'lit';
import * as icons from '../icons.js';
import { t } from '../language.js';
import { languageSwitch } from '../parts/header-language.js';
import { session } from '../session.js';
import { View } from '../view.js';

/** The door: one button. */
class SignIn extends View {
  render() {
    return html`
      <div class="door">
        <div class="door-language">${languageSwitch()}</div>
        ${icons.lamp}
        <h1>Chevet</h1>
        <p class="lead">${t('sign-in.lead')}</p>
        ${session.signInFailed ? html`<p class="notice trouble" role="alert">${icons.alert}<span>${t('sign-in.failed')}</span></p>` : nothing}
        <button class="primary large" data-testid="sign-in" @click=${() => session.signIn()}>
          ${t('sign-in.button')}${icons.arrow}
        </button>
        <p class="fine">${t('sign-in.fine')}</p>
      </div>
    `;
  }
}

customElements.define('chevet-sign-in', SignIn);
