import { html, nothing } from 'lit';
import { dayOf, instantOf } from '../calendar.js';
import { clock } from '../clock.js';
import * as icons from '../icons.js';
import { intents } from '../intents.js';
import { t } from '../language.js';
import { View } from '../view.js';

const KINDS = ['physiotherapy', 'dialysis', 'outing', 'hospital', 'other'];

/** Entering what else occupies a resident, so that nobody books her then. Event: 'entered'. */
class AppointmentForm extends View {
  static properties = { resident: {}, zone: {}, typed: { state: true }, trouble: { state: true }, sending: { state: true } };

  constructor() {
    super();
    this.typed = { kind: 'physiotherapy', opens: '10:00', closes: '11:00' };
  }

  render() {
    const day = this.typed.day ?? dayOf(clock.now(), this.zone);
    return html`<form class="card appointment-form" novalidate @submit=${this.#enter}>
      <h3>${t('appointment.enter')}</h3>
      <div class="stretches">
        <div class="field"><label for="appointment-kind">${t('appointment.what')}</label>
          <select id="appointment-kind" data-testid="appointment-kind" @change=${(event) => this.#take({ kind: event.target.value })}>
            ${KINDS.map((kind) => html`<option value=${kind} ?selected=${kind === this.typed.kind}>${t(`appointment.kind.${kind}`)}</option>`)}
          </select></div>
        ${this.#field('day', 'date', day)} ${this.#field('opens', 'time', this.typed.opens)} ${this.#field('closes', 'time', this.typed.closes)}
      </div>
      ${this.trouble ? html`<p class="notice trouble" role="alert">${icons.alert}<span>${this.trouble}</span></p>` : nothing}
      <div class="dialog-act"><button class="tonal" data-testid="enter-appointment" ?disabled=${this.sending}>${t('appointment.save')}</button></div>
    </form>`;
  }

  #field(name, type, value) {
    return html`<div class="field"><label for="appointment-${name}">${t(`appointment.${name}`)}</label>
      <input id="appointment-${name}" data-testid="appointment-${name}" type=${type} .value=${value ?? nothing} @change=${(event) => this.#take({ [name]: event.target.value })} /></div>`;
  }

  #take(part) {
    this.typed = { ...this.typed, ...part };
  }

  async #enter(event) {
    event.preventDefault();
    const { kind, day = dayOf(clock.now(), this.zone), opens, closes } = this.typed;
    if (!day || !opens || !closes || closes <= opens) {
      this.trouble = t('appointment.wrong');
      return;
    }
    this.sending = true;
    this.trouble = null;
    try {
      const body = { kind, start: instantOf(day, opens, this.zone), end: instantOf(day, closes, this.zone) };
      await intents.submit({ path: `/api/v1/residents/${this.resident}/appointments`, body });
      this.dispatchEvent(new Event('entered'));
    } catch (problem) {
      this.trouble = problem.message;
    } finally {
      this.sending = false;
    }
  }
}

customElements.define('chevet-appointment-form', AppointmentForm);
