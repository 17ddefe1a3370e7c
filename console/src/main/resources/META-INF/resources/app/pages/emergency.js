import { html, nothing } from 'lit';
import { read, write } from '../api.js';
import { age, fullDate, hour, residentName } from '../format.js';
import * as icons from '../icons.js';
import { t } from '../language.js';
import { hospitalRecords } from '../parts/hospital-record.js';
import { toHome } from '../routes.js';
import { session } from '../session.js';
import { View } from '../view.js';

const REASON_LENGTH_MIN = 20;
const REASON_LENGTH_MAX = 500;

/** A physician opens the record of somebody whom she does not take care of, and says why. */
class Emergency extends View {
  static properties = { typed: { state: true }, opened: { state: true }, about: { state: true }, trouble: { state: true }, sending: { state: true } };

  // A request that is sent again, for want of an answer, opens nothing twice.
  #key = crypto.randomUUID();

  constructor() {
    super();
    this.typed = { ins: '', name: '', birthDate: '', reason: '' };
  }

  render() {
    return html`<div class="page">
      <a class="backward" href=${toHome}>${icons.back}${t('request.back')}</a>
      <h1>${t('emergency.title')}</h1>
      ${this.trouble ? html`<p class="notice trouble" role="alert">${icons.alert}<span>${this.trouble}</span></p>` : nothing}
      ${this.about ? this.#record() : this.#form()}
    </div>`;
  }

  #form() {
    const { ins, name, birthDate, reason } = this.typed;
    const ready = (ins || (name && birthDate)) && reason.trim().length >= REASON_LENGTH_MIN;
    return html`<form class="card" novalidate @submit=${this.#open}>
      <p class="notice">${icons.alert}<span>${t('emergency.told')}</span></p>
      ${this.#field('ins', 'text', ins)}
      <p class="muted">${t('emergency.or')}</p>
      ${this.#field('name', 'text', name)} ${this.#field('birthDate', 'date', birthDate)}
      <div class="field"><label for="emergency-reason">${t('emergency.reason')}</label>
        <textarea id="emergency-reason" data-testid="emergency-reason" rows="3" maxlength=${REASON_LENGTH_MAX} .value=${reason}
          @input=${(event) => this.#take({ reason: event.target.value })}></textarea>
        <small class="muted">${t('emergency.reason-hint', { n: REASON_LENGTH_MIN })}</small></div>
      <div class="dialog-act"><button class="primary" data-testid="break-glass" ?disabled=${this.sending || !ready}>${t('emergency.open')}</button></div>
    </form>`;
  }

  #field(name, type, value) {
    return html`<div class="field"><label for="emergency-${name}">${t(`emergency.${name}`)}</label>
      <input id="emergency-${name}" data-testid="emergency-${name}" type=${type} autocomplete="off" .value=${value} @input=${(event) => this.#take({ [name]: event.target.value })} /></div>`;
  }

  #record() {
    const { about } = this;
    return html`<section class="card" data-testid="emergency-record">
        <h2>${residentName(about)}</h2>
        <p class="muted">${age(about.birthDate)} · ${t('resident.born', { sex: about.sex, date: fullDate(about.birthDate) })} · ${about.careHome.name}</p>
        <p>${t('emergency.until', { hour: hour(this.opened.until, session.me.zone) })}</p>
      </section>
      ${hospitalRecords(about, () => this.#read())}`;
  }

  #take(part) {
    this.typed = { ...this.typed, ...part };
    this.#key = crypto.randomUUID();
  }

  async #open(event) {
    event.preventDefault();
    const { ins, name, birthDate, reason } = this.typed;
    this.sending = true;
    this.trouble = null;
    try {
      const who = ins ? { ins } : { name, birthDate };
      this.opened = await write('POST', '/api/v1/emergency-accesses', { ...who, reason }, this.#key);
      await this.#read();
    } catch (problem) {
      this.trouble = problem.message;
    } finally {
      this.sending = false;
    }
  }

  async #read() {
    this.about = await read(`/api/v1/residents/${this.opened.resident}`);
  }
}

customElements.define('chevet-emergency', Emergency);
