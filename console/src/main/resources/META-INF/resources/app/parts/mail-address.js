import { html, nothing } from 'lit';
import { readIfOffered } from '../api.js';
import * as icons from '../icons.js';
import { intents } from '../intents.js';
import { t } from '../language.js';
import { inPageWords } from '../pointing.js';
import { View } from '../view.js';

const PATH = '/api/v1/me/mail';

/** Where one's own reminders go by mail: said here, and shown to be hers by the code that comes there. */
class MailAddress extends View {
  static properties = { standing: { state: true }, address: { state: true }, code: { state: true }, trouble: { state: true }, acting: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.#read();
  }

  async #read() {
    this.#take(await readIfOffered(PATH).catch(() => null));
  }

  #take(standing) {
    Object.assign(this, { standing, address: standing?.pending?.address ?? standing?.address ?? '', code: '' });
  }

  render() {
    if (!this.standing?.mail) return nothing;
    const { address, pending } = this.standing;
    return html`<button type="button" class="quiet own-mail" data-testid="mail-address" @click=${() => this.querySelector('dialog').showModal()}>${icons.envelope}<span>${address ?? t('mail.none')}</span></button>
      <dialog aria-labelledby="mail-title">
        <h2 id="mail-title">${t('mail.title')}</h2>
        <p class="muted">${t('mail.hint')}</p>
        ${pending ? this.#confirming(pending) : this.#asking(address)}
        ${this.trouble ? html`<p class="notice trouble" role="alert">${icons.alert}<span>${this.trouble}</span></p>` : nothing}
      </dialog>`;
  }

  #asking(current) {
    return html`<form novalidate @submit=${(event) => this.#act(event, { method: 'PUT', path: PATH, body: { address: this.address.trim() } })}>
      <div class="field"><label for="own-mail">${t('mail.address')}</label>
        <input id="own-mail" data-testid="own-mail" data-field="address" type="email" autocomplete="email" maxlength="254" .value=${this.address} @input=${(event) => (this.address = event.target.value)} /></div>
      <div class="dialog-act">
        ${current ? html`<button type="button" class="quiet danger" data-testid="stop-mail" ?disabled=${this.acting} @click=${(event) => this.#act(event, { method: 'PUT', path: PATH, body: {} })}>${t('mail.stop')}</button>` : nothing}
        <button type="button" class="quiet" @click=${() => this.#close()}>${t('mail.close')}</button>
        <button class="primary" data-testid="send-code" ?disabled=${this.acting || !this.address.trim() || this.address.trim() === current}>${t('mail.send-code')}</button>
      </div></form>`;
  }

  #confirming({ address, triesLeft }) {
    return html`<form novalidate @submit=${(event) => this.#confirm(event)}>
      <div class="field"><label for="mail-code">${t('mail.code', { address })}</label>
        <input id="mail-code" data-testid="mail-code" data-field="code" type="text" inputmode="numeric" autocomplete="one-time-code" maxlength="12" .value=${this.code} @input=${(event) => (this.code = event.target.value)} />
        <p class="fine">${t('mail.tries', { n: triesLeft })}</p></div>
      <div class="dialog-act">
        <button type="button" class="quiet" @click=${() => this.#close()}>${t('mail.later')}</button>
        <button class="primary" data-testid="confirm-mail" ?disabled=${this.acting || !this.code.trim()}>${t('mail.confirm')}</button>
      </div></form>`;
  }

  // A wrong code is no refusal: it is counted, and what is pending stays.
  async #confirm(event) {
    const wanted = this.standing.pending.address;
    await this.#act(event, { path: `${PATH}/confirmation`, body: { code: this.code.trim() } });
    if (this.trouble) return;
    if (this.standing.address === wanted) this.#close();
    else this.trouble = t('mail.wrong-code');
  }

  async #act(event, what) {
    event.preventDefault();
    this.acting = true;
    this.trouble = null;
    try {
      this.#take(await intents.submit(what));
    } catch (problem) {
      this.trouble = await inPageWords(this, problem);
      if (problem.code === 'mail_code_over') await this.#read();
    } finally {
      this.acting = false;
    }
  }

  #close() {
    this.querySelector('dialog').close();
  }
}

customElements.define('chevet-mail-address', MailAddress);
