import { html } from 'lit';
import { Problem, write } from './api.js';
import { language, t } from './language.js';
import './parts/call-screen.js';
import { languageSwitch } from './parts/header-language.js';
import * as icons from './icons.js';
import { View } from './view.js';

const TOKEN = 'chevet.guest-token';
const AGAIN_MS = 3_000;

/**
 * The door of whoever was asked into one call by a link: she says who she is, sees which care home
 * asks, joins, and waits to be admitted. The link's secret leaves the address bar at once.
 */
class Guest extends View {
  static properties = { invitation: { state: true }, refusal: { state: true }, calling: { state: true } };
  #token = null;

  constructor() {
    super();
    const told = location.hash.slice(1);
    if (told) sessionStorage.setItem(TOKEN, told);
    this.#token = told || sessionStorage.getItem(TOKEN);
    history.replaceState(null, '', location.pathname);
    language.addEventListener('change', () => this.#entitle());
    this.#entitle();
    this.#ask();
  }

  #entitle() {
    document.title = `${t('title.guest')} · Chevet`;
  }

  async #ask() {
    if (!this.#token) {
      this.refusal = t('guest-page.no-link');
      return;
    }
    try {
      this.invitation = await this.#fetch();
    } catch (trouble) {
      if (trouble instanceof Problem && !trouble.passing) this.refusal = trouble.message;
      else setTimeout(() => this.#ask(), AGAIN_MS);
    }
  }

  // Who asks is told at once; the ticket to enter with comes when she joins, with our word on the call's key.
  #fetch(key) {
    return write('POST', '/api/v1/guests/tickets', { token: this.#token, key }, crypto.randomUUID());
  }

  render() {
    return html`<main class="door guest-door" id="content" data-calling=${Boolean(this.calling)}>
      <div class="door-language">${languageSwitch()}</div>
      ${icons.lamp}
      ${this.refusal ? this.#refused() : this.invitation ? this.#invited() : html`<p class="lead" role="status">${t('app.opening')}</p>`}
    </main>`;
  }

  #refused() {
    return html`<h1>${t('guest-page.closed')}</h1><p class="notice trouble" role="alert">${icons.alert}<span>${this.refusal}</span></p><p class="fine">${t('guest-page.ask-again')}</p>`;
  }

  #invited() {
    const { name, role, careHome } = this.invitation;
    return html`
      <h1>${careHome?.name ?? 'Chevet'}</h1>
      <p class="lead">${t('guest-page.lead', { name, role: t(`guest-role.${role}`).toLowerCase() })}</p>
      <chevet-call class="guest-call" consultation="guest" seat="guest" .other=${careHome?.name ?? ''} .available=${true} .ticketFrom=${(key) => this.#fetch(key)} @call-phase=${(event) => (this.calling = event.detail.on)}></chevet-call>
      <p class="fine">${t('guest-page.fine')}</p>
    `;
  }
}

customElements.define('chevet-guest', Guest);
