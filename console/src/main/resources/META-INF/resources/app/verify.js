import { html, nothing } from 'lit';
import { Problem, read } from './api.js';
import { longDayAndHour } from './calendar.js';
import * as icons from './icons.js';
import { language, named, t } from './language.js';
import { languageSwitch } from './parts/header-language.js';
import { View } from './view.js';

/** Where anyone may ask whether a printed report or prescription is genuine, by the code on it. */
class Verify extends View {
  static properties = { code: { state: true }, found: { state: true }, refusal: { state: true }, asking: { state: true } };

  constructor() {
    super();
    this.code = decodeURIComponent(location.hash.slice(1) || new URLSearchParams(location.search).get('code') || location.pathname.split('/')[2] || '');
    language.addEventListener('change', () => this.#entitle());
    this.#entitle();
    if (this.code) this.#ask();
  }

  #entitle() {
    document.title = `${t('title.verify')} · Chevet`;
  }

  render() {
    return html`<main class="door verify" id="content">
      <div class="door-language">${languageSwitch()}</div>
      ${icons.lamp}
      <h1>${t('verify.title')}</h1>
      <p class="lead">${t('verify.lead')}</p>
      <form @submit=${(event) => this.#submit(event)}>
        <label for="code">${t('verify.code')}</label>
        <input id="code" data-testid="code" type="text" autocomplete="off" autocapitalize="characters" spellcheck="false" .value=${this.code} @input=${(event) => (this.code = event.target.value)} />
        <button class="primary large" data-testid="verify" ?disabled=${!this.code.trim() || this.asking}>${t('verify.ask')}</button>
      </form>
      <div role="status" data-testid="verdict">${this.refusal ? html`<p class="notice trouble">${icons.alert}<span>${this.refusal}</span></p>` : nothing}${this.found ? this.#verdict() : nothing}</div>
      <p class="fine">${t('verify.fine')}</p>
    </main>`;
  }

  #verdict() {
    const { kind, version, signedAt, physician, sha256, current } = this.found;
    return html`<section class="card verdict">
      <h2>${current ? icons.check : icons.alert}${t(current ? 'verify.genuine' : 'verify.superseded')}</h2>
      <dl class="summary">
        <div><dt>${t('verify.what')}</dt><dd>${named('verify.kind', kind)}, ${t('verify.version', { n: version })}</dd></div>
        <div><dt>${t('verify.signer')}</dt><dd>${physician.displayName}${physician.rpps ? html`<br /><small>RPPS ${physician.rpps}</small>` : nothing}</dd></div>
        <div><dt>${t('verify.signed')}</dt><dd>${longDayAndHour(signedAt)}</dd></div>
        <div><dt>${t('verify.digest')}</dt><dd class="digest">${sha256}</dd></div>
      </dl>
    </section>`;
  }

  #submit(event) {
    event.preventDefault();
    this.#ask();
  }

  async #ask() {
    this.asking = true;
    this.found = null;
    this.refusal = null;
    try {
      this.found = await read(`/api/v1/verification/${encodeURIComponent(this.code.trim())}`);
    } catch (trouble) {
      this.refusal = trouble instanceof Problem && trouble.status === 404 ? t('verify.unknown') : trouble.message;
    } finally {
      this.asking = false;
    }
  }
}

customElements.define('chevet-verify', Verify);
