import { html } from 'lit';
import { signOut } from '../api.js';
import { inCall } from '../call-guard.js';
import * as icons from '../icons.js';
import { intents } from '../intents.js';
import { kept } from '../kept.js';
import { t } from '../language.js';
import { routeOf, toAgenda, toExchanges, toExpertises, toHome, toMatches, toPersonalData } from '../routes.js';
import { session } from '../session.js';
import { uploads } from '../uploads.js';
import { View, announce } from '../view.js';
import './bell.js';
import { languageSwitch } from './header-language.js';

const PLACES = {
  nurse: { home: toHome, agenda: toAgenda, expertises: toExpertises },
  physician: { home: toHome, agenda: toAgenda, expertises: toExpertises },
  coordinator: { home: toHome, agenda: toAgenda, matches: toMatches, 'personal-data': toPersonalData },
  operator: { home: toHome, exchanges: toExchanges },
};

/** The top of each page: where one is, who one is, the other language, the way out. */
class Header extends View {
  static properties = { trouble: { state: true } };
  #turned = () => this.requestUpdate();

  connectedCallback() {
    super.connectedCallback();
    addEventListener('hashchange', this.#turned);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('hashchange', this.#turned);
  }

  render() {
    const { displayName, role, careHomes = [] } = session.me;
    const place = role === 'nurse' && careHomes.length === 1 ? careHomes[0].name : t(`role.${role}`);
    return html`
      <header class="top">
        <a class="brand" href=${toHome} aria-label=${t('header.home')}>${icons.lamp}<span>Chevet</span></a>
        ${places(role)}
        <p class="identity"><strong>${displayName}</strong><span>${place}</span></p>
        <chevet-bell></chevet-bell>
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
    if ((intents.pending.length || uploads.pending.length) && !confirm(t('header.sign-out-unsent'))) return;
    try {
      const next = await signOut();
      kept.forgetAll();
      await uploads.forgetAll();
      location.assign(next);
    } catch {
      this.trouble = t('header.sign-out-failed');
    }
  }
}

/** Where else one may go, by role. */
function places(role) {
  const mine = PLACES[role];
  if (!mine) return '';
  const here = routeOf(location.hash).page;
  return html`<nav class="places" aria-label=${t('header.places')}>
    ${Object.entries(mine).map(
      ([page, address]) => html`<a href=${address} data-testid="to-${page}" aria-current=${page === here ? 'page' : 'false'}>${t(`place.${page}`)}</a>`,
    )}
  </nav>`;
}

customElements.define('chevet-header', Header);
