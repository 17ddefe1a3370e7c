import { html, nothing } from 'lit';
import { hour } from '../format.js';
import * as icons from '../icons.js';
import { intents } from '../intents.js';
import { named, t } from '../language.js';
import { inPageWords } from '../pointing.js';
import { session } from '../session.js';
import { View, announce } from '../view.js';

const ROLES = ['interpreter', 'general-practitioner', 'expert', 'relative'];
const NAME_LENGTH_MAX = 100;

/** Those asked into the call from outside, each by a link for this one room, shown once. */
class Guests extends View {
  static properties = {
    view: {},
    added: { state: true },
    gone: { state: true },
    invited: { state: true },
    role: { state: true },
    name: { state: true },
    copied: { state: true },
    trouble: { state: true },
    sending: { state: true },
  };

  constructor() {
    super();
    Object.assign(this, { added: [], gone: [], invited: null, role: 'interpreter', name: '' });
  }

  get #path() {
    return `/api/v1/consultations/${this.view.id}/guests`;
  }

  render() {
    const known = this.#known();
    const may = this.view.actions?.includes('invite');
    if (!may && !known.length) return nothing;
    return html`<section class="card guests" aria-labelledby="guests-title" data-testid="guests">
      <div class="section-head"><h2 id="guests-title">${t('guest.title')}</h2>
        ${may ? html`<button type="button" class="tonal" data-testid="invite" @click=${this.#open}>${icons.people}${t('guest.invite')}</button>` : nothing}</div>
      ${known.length ? html`<ul class="files">${known.map((guest) => this.#row(guest, may))}</ul>` : html`<p class="none">${t('guest.none')}</p>`}
      ${this.trouble && !this.querySelector('dialog')?.open ? html`<p class="notice trouble" role="alert">${icons.alert}<span>${this.trouble}</span></p>` : nothing}
      <dialog aria-labelledby="invite-title" @close=${() => (this.invited = null)}>${this.invited ? this.#link() : this.#form()}</dialog>
    </section>`;
  }

  // What was done here shows at once; the view follows.
  #known() {
    const viewed = this.view.guests ?? [];
    const added = this.added.filter((guest) => !viewed.some((one) => one.id === guest.id));
    return [...viewed, ...added].filter((guest) => !this.gone.includes(guest.id));
  }

  #row(guest, may) {
    return html`<li class="file">
      <span class="file-sign">${icons.person}</span>
      <span class="file-words"><strong>${guest.name}</strong>
        <small>${named('guest-role', guest.role)} · ${guest.joinedAt ? t('guest.joined', { hour: hour(guest.joinedAt, session.me.zone) }) : t('guest.invited-by', { who: guest.invitedBy?.displayName ?? guest.invitedBy ?? '' })}</small></span>
      ${may && guest.id ? html`<button type="button" class="quiet danger small" aria-label=${t('guest.revoke-named', { who: guest.name })} data-testid="revoke" @click=${() => this.#revoke(guest)}>${t('guest.revoke')}</button>` : nothing}
    </li>`;
  }

  #form() {
    return html`
      <h2 id="invite-title">${t('guest.invite-title')}</h2>
      <div class="field"><label for="guest-role">${t('guest.role')}</label>
        <select id="guest-role" data-testid="guest-role" @change=${(event) => (this.role = event.target.value)}>
          ${ROLES.map((role) => html`<option value=${role} ?selected=${role === this.role}>${t(`guest-role.${role}`)}</option>`)}
        </select></div>
      <div class="field"><label for="guest-name">${t('guest.name')}</label>
        <input id="guest-name" data-testid="guest-name" data-field="name" type="text" autocomplete="off" maxlength=${NAME_LENGTH_MAX} .value=${this.name} @input=${(event) => (this.name = event.target.value)} /></div>
      <p class="fine">${t('guest.invite-hint')}</p>
      ${this.trouble ? html`<p class="notice trouble" role="alert">${icons.alert}<span>${this.trouble}</span></p>` : nothing}
      <div class="dialog-act">
        <button type="button" class="quiet" @click=${() => this.#dialog.close()}>${t('guest.back')}</button>
        <button type="button" class="primary" data-testid="make-link" ?disabled=${!this.name.trim() || this.sending} @click=${this.#invite}>${t('guest.make-link')}</button>
      </div>`;
  }

  #link() {
    const { name, link, expiresAt } = this.invited;
    return html`
      <h2 id="invite-title">${t('guest.link-title', { who: name })}</h2>
      <p>${t('guest.link-hint', { hour: hour(expiresAt, session.me.zone) })}</p>
      <input type="text" readonly class="guest-link" data-testid="guest-link" aria-label=${t('guest.link')} .value=${link} @focus=${(event) => event.target.select()} />
      <div class="dialog-act">
        <button type="button" class="quiet" @click=${() => this.#dialog.close()}>${t('guest.done')}</button>
        <button type="button" class="primary" data-testid="copy-link" @click=${this.#copy}>${icons.link}${t(this.copied ? 'guest.copied' : 'guest.copy')}</button>
      </div>`;
  }

  get #dialog() {
    return this.querySelector('dialog');
  }

  #open() {
    Object.assign(this, { trouble: null, copied: false });
    this.#dialog.showModal();
  }

  async #invite() {
    this.sending = true;
    this.trouble = null;
    try {
      this.invited = await intents.submit({ path: this.#path, body: { role: this.role, name: this.name.trim() } });
      this.added = [...this.added, { ...this.invited, invitedBy: session.me.displayName }];
      this.name = '';
    } catch (problem) {
      this.trouble = await inPageWords(this, problem);
    } finally {
      this.sending = false;
    }
  }

  async #copy() {
    try {
      await navigator.clipboard.writeText(this.invited.link);
      this.copied = true;
      announce(t('guest.copied'));
    } catch {
      this.querySelector('.guest-link').select();
    }
  }

  async #revoke(guest) {
    this.trouble = null;
    try {
      await intents.submit({ method: 'DELETE', path: `${this.#path}/${guest.id}` });
      this.gone = [...this.gone, guest.id];
    } catch (problem) {
      this.trouble = problem.message;
    }
  }
}

customElements.define('chevet-guests', Guests);
