import { html, nothing } from 'lit';
import { read } from '../api.js';
import { longDayAndHour, startOfDay } from '../calendar.js';
import { age, dayAndHour, fullDate, hour, residentName } from '../format.js';
import * as icons from '../icons.js';
import { intents } from '../intents.js';
import { named, t } from '../language.js';
import '../parts/appointment-form.js';
import { identityChip, stateChip } from '../parts/chips.js';
import '../parts/export.js';
import '../parts/looks.js';
import { readUntil } from '../parts/retry.js';
import { toConsultation, toHome, toRequest } from '../routes.js';
import { SPOKEN, languageName } from '../spoken.js';
import { View } from '../view.js';

const DAYS_AHEAD = 28;

/** A resident as her nurses see her: who she is, what else she has to go to, and her consultations. */
class Resident extends View {
  static properties = { resident: {}, about: { state: true }, appointments: { state: true }, trouble: { state: true } };

  constructor() {
    super();
    this.appointments = null;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#load();
  }

  async #load() {
    try {
      this.about = await readUntil(`/api/v1/residents/${this.resident}`, () => this.isConnected);
      await this.#readAppointments();
    } catch (problem) {
      this.trouble = problem.message;
    }
  }

  get #zone() {
    return this.about.careHome.zone;
  }

  async #readAppointments() {
    const range = new URLSearchParams({ from: startOfDay(this.#zone), to: startOfDay(this.#zone, DAYS_AHEAD) });
    const { items } = await read(`/api/v1/residents/${this.resident}/appointments?${range}`);
    this.appointments = items.filter((one) => one.state !== 'cancelled');
  }

  render() {
    return html`<div class="page resident-page">
      <a class="backward" href=${toHome}>${icons.back}${t('request.back')}</a>
      ${this.trouble ? html`<p class="notice trouble" role="alert">${icons.alert}<span>${this.trouble}</span></p>` : nothing}
      ${this.about ? this.#sheet() : html`<p class="none" role="status">${t('app.loading')}</p>`}
    </div>`;
  }

  #sheet() {
    const { about } = this;
    const past = about.consultations ?? [];
    return html`
      <header>
        <h1>${residentName(about)}</h1>
        <p class="muted facts">
          <span>${age(about.birthDate)} · ${t('resident.born', { sex: about.sex, date: fullDate(about.birthDate) })}</span>
          ${identityChip(about.identityStatus)}<span>${icons.house}${about.careHome.name}</span>
        </p>
      </header>
      ${about.openConsultation
        ? html`<a class="button primary large" href=${toConsultation(about.openConsultation.id)}>${t('nurse.open')}${icons.arrow}</a>`
        : html`<a class="button primary large" data-testid="request-doctor" href=${toRequest(about.id)}>${t('nurse.request')}</a>`}
      ${this.#language()}
      <section aria-labelledby="appointments-title">
        <h2 id="appointments-title">${t('appointment.title')}</h2>
        <p class="muted">${t('appointment.why')}</p>
        ${this.appointments?.length
          ? html`<ul class="rows">${this.appointments.map((one) => this.#appointment(one))}</ul>`
          : html`<p class="none">${this.appointments ? t('appointment.none') : t('app.loading')}</p>`}
        <chevet-appointment-form .resident=${about.id} .zone=${this.#zone} @entered=${() => this.#readAppointments()}></chevet-appointment-form>
      </section>
      ${past.length
        ? html`<section aria-labelledby="past-title">
            <h2 id="past-title">${t('appointment.consultations')}</h2>
            <ul class="rows">${past.map(
              (one) => html`<li><a class="row past" href=${toConsultation(one.id)}>
                <span class="row-main"><strong>${named('specialty', one.specialty)}</strong><span class="muted">${one.requestedAt ? dayAndHour(one.requestedAt, this.#zone) : nothing}</span></span>
                <span class="row-side">${stateChip(one.state)}</span>${icons.arrow}</a></li>`,
            )}</ul>
          </section>`
        : nothing}
      <chevet-export .resident=${about.id} .zone=${this.#zone}></chevet-export>
      <chevet-looks .resident=${about.id} .zone=${this.#zone}></chevet-looks>
    `;
  }

  // Physicians who speak it are looked for first when a time is chosen.
  #language() {
    const { language } = this.about;
    const codes = [...new Set([...SPOKEN, ...(language ? [language] : [])])];
    return html`<div class="field">
      <label for="resident-language">${t('resident.language')}</label>
      <select id="resident-language" data-testid="resident-language" @change=${(event) => this.#tellLanguage(event.target.value || null)}>
        <option value="">${t('resident.language-unknown')}</option>
        ${codes.map((code) => html`<option value=${code} ?selected=${code === language}>${languageName(code)}</option>`)}
      </select>
    </div>`;
  }

  async #tellLanguage(language) {
    const before = this.about;
    this.about = { ...before, language };
    this.trouble = null;
    try {
      await intents.submit({ method: 'PUT', path: `/api/v1/residents/${this.resident}/language`, body: { language } });
    } catch (problem) {
      this.about = before;
      this.trouble = problem.message;
    }
  }

  #appointment(one) {
    return html`<li class="row" data-testid="appointment">
      <span class="row-main"><strong>${named('appointment.kind', one.kind)}</strong>
        <span class="muted">${longDayAndHour(one.start, this.#zone)} – ${hour(one.end, this.#zone)}</span>
        ${one.conflicts?.length ? html`<small class="clash" data-testid="clash">${icons.alert}<span>${t('appointment.conflict')}</span></small>` : nothing}
        ${one.state === 'displaced' ? html`<small class="identity-unsure">${t('appointment.displaced')}</small>` : nothing}</span>
      <button class="quiet danger" aria-label=${t('appointment.remove-named', { what: named('appointment.kind', one.kind) })} @click=${() => this.#remove(one)}>${t('appointment.remove')}</button>
    </li>`;
  }

  async #remove(one) {
    this.trouble = null;
    try {
      await intents.submit({ path: `/api/v1/residents/${this.resident}/appointments/${one.id}/cancellation` });
      await this.#readAppointments();
    } catch (problem) {
      this.trouble = problem.message;
    }
  }
}

customElements.define('chevet-resident', Resident);
