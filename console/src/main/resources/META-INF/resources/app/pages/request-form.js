import { html, nothing } from 'lit';
import { clock } from '../clock.js';
import { age, fullDate, residentName } from '../format.js';
import * as icons from '../icons.js';
import { intents } from '../intents.js';
import { kept } from '../kept.js';
import { named, t } from '../language.js';
import { live } from '../live.js';
import { slips, vitalsOf } from '../measures.js';
import { identityChip } from '../parts/chips.js';
import { measureFields } from '../parts/measure-fields.js';
import { readUntil } from '../parts/retry.js';
import { toConsultation, toHome } from '../routes.js';
import { View, announce } from '../view.js';

const SPECIALTIES = ['general-medicine', 'geriatrics', 'dermatology', 'cardiology', 'psychiatry', 'diabetology'];
const URGENCIES = ['immediate', 'today', 'this-week'];
const GIVERS = ['resident', 'guardian', 'trusted-person', 'oral-witnessed'];
const QUESTION_LENGTH_MAX = 4_000;
const EMPTY = { specialty: '', urgency: '', question: '', vitals: {}, takenAt: {}, consent: false, givenBy: 'resident', gpAgreement: false };

/** Asking for a doctor. Each keystroke is kept on the device until the service has answered. */
class RequestForm extends View {
  static properties = {
    resident: {},
    about: { state: true },
    typed: { state: true },
    faults: { state: true },
    trouble: { state: true },
    sending: { state: true },
  };

  constructor() {
    super();
    this.faults = {};
    this.about = null;
    this.typed = null;
    this.sending = false;
  }

  get #draft() {
    return `request.${this.resident}`;
  }

  willUpdate(changed) {
    if (!changed.has('resident')) return;
    this.typed = { ...EMPTY, ...kept.get(this.#draft) };
    this.#load();
  }

  async #load() {
    try {
      this.about = await readUntil(`/api/v1/residents/${this.resident}`, () => this.isConnected);
    } catch (problem) {
      this.trouble = problem.message;
    }
  }

  render() {
    const unsent = intents.pending.find((intent) => intent.about?.draft === this.#draft);
    const wait = this.sending || unsent;
    return html`
      <form class="page request" novalidate @submit=${this.#send} aria-busy=${wait ? 'true' : 'false'}>
        <a class="backward" href=${toHome}>${icons.back}${t('request.back')}</a>
        <h1>${t('request.title')}</h1>
        ${this.#who()}
        ${choices('specialty', SPECIALTIES, this.typed.specialty, this.faults, (value) => this.#take({ specialty: value }))}
        ${choices('urgency', URGENCIES, this.typed.urgency, this.faults, (value) => this.#take({ urgency: value }))}
        ${this.#question()} ${this.#vitals()} ${this.#consent()}
        ${this.trouble ? html`<p class="notice trouble" role="alert">${icons.alert}<span>${this.trouble}</span></p>` : nothing}
        <footer class="act">
          <p class="fine">${unsent?.retryAt ? t('request.kept-until-network') : t('request.kept')}</p>
          <button class="primary large" data-testid="send-request" ?disabled=${wait}>
            ${wait ? t('request.sending') : t('request.send')}
          </button>
        </footer>
      </form>
    `;
  }

  #who() {
    if (!this.about) return html`<div class="who"><p class="none" role="status">${t('app.loading')}</p></div>`;
    return html`<div class="who">
      <strong>${residentName(this.about)}</strong>
      <span class="muted">${age(this.about.birthDate)} · ${t('resident.born', { sex: this.about.sex, date: fullDate(this.about.birthDate) })}</span>
      ${identityChip(this.about.identityStatus)}
    </div>`;
  }

  #question() {
    const fault = this.faults.question;
    return html`<fieldset>
      <legend><label for="question">${t('request.question')}</label></legend>
      <p class="hint" id="question-hint">${t('request.question-hint')}</p>
      <textarea
        id="question"
        data-testid="question"
        rows="4"
        maxlength=${QUESTION_LENGTH_MAX}
        aria-describedby="question-hint question-fault"
        aria-invalid=${fault ? 'true' : 'false'}
        .value=${this.typed.question}
        @input=${(event) => this.#take({ question: event.target.value })}
      ></textarea>
      <p class="fault" id="question-fault">${fault ? t('request.fault.question') : nothing}</p>
    </fieldset>`;
  }

  #vitals() {
    return html`<fieldset>
      <legend>${t('request.vitals')}</legend>
      <p class="hint">${t('request.vitals-hint')}</p>
      ${measureFields({
        typed: this.typed.vitals,
        faults: this.faults,
        take: (field, text) => this.#takeVital(field, text),
        left: (field) => this.#checkVitals(field),
      })}
    </fieldset>`;
  }

  #consent() {
    const fault = this.faults.consent;
    return html`<fieldset>
      <legend>${t('request.consent')}</legend>
      <label class="tick">
        <input
          type="checkbox"
          id="consent"
          data-testid="consent"
          aria-describedby="consent-fault"
          aria-invalid=${fault ? 'true' : 'false'}
          .checked=${this.typed.consent}
          @change=${(event) => this.#take({ consent: event.target.checked })}
        />
        <span>${t('request.consent-given')}</span>
      </label>
      <p class="fault" id="consent-fault">${fault ? t('request.fault.consent') : nothing}</p>
      <div class="beside">
        <label for="given-by">${t('request.given-by')}</label>
        <select
          id="given-by"
          data-testid="consent-given-by"
          @change=${(event) => this.#take({ givenBy: event.target.value })}
        >
          ${GIVERS.map((giver) => html`<option value=${giver} ?selected=${giver === this.typed.givenBy}>${named('giver', giver)}</option>`)}
        </select>
      </div>
      <label class="tick plain">
        <input
          type="checkbox"
          data-testid="gp-agreement"
          .checked=${this.typed.gpAgreement}
          @change=${(event) => this.#take({ gpAgreement: event.target.checked })}
        />
        <span>${t('request.gp-agreement')}</span>
      </label>
    </fieldset>`;
  }

  #take(part) {
    this.typed = { ...this.typed, ...part };
    kept.put(this.#draft, this.typed);
    const { [Object.keys(part)[0]]: _, ...others } = this.faults;
    this.faults = others;
  }

  #takeVital(field, text) {
    const takenAt = { ...this.typed.takenAt, [field]: new Date(clock.now()).toISOString() };
    this.#take({ vitals: { ...this.typed.vitals, [field]: text }, takenAt });
    if (this.faults[field]) this.#checkVitals(field);
  }

  // Only the field just left is judged: half a blood pressure is not a fault while the other half is being typed.
  #checkVitals(field) {
    const { [field]: fault } = slips(this.typed.vitals);
    const { [field]: _, ...others } = this.faults;
    this.faults = fault === 'range' ? { ...others, [field]: fault } : others;
  }

  #judge() {
    const { specialty, urgency, question, vitals, consent } = this.typed;
    const faults = { ...slips(vitals) };
    if (!specialty) faults.specialty = 'missing';
    if (!urgency) faults.urgency = 'missing';
    if (!question.trim()) faults.question = 'missing';
    if (!consent) faults.consent = 'missing';
    return faults;
  }

  async #send(event) {
    event.preventDefault();
    this.trouble = null;
    this.faults = this.#judge();
    if (Object.keys(this.faults).length) {
      announce(t('request.incomplete'));
      await this.updateComplete;
      this.querySelector('[aria-invalid=true]')?.focus();
      return;
    }
    this.sending = true;
    try {
      const view = await intents.submit({
        path: '/api/v1/consultations',
        body: this.#body(),
        about: { draft: this.#draft, who: this.about ? residentName(this.about) : '' },
        durable: true,
      });
      live.take(view);
      if (this.isConnected) location.hash = toConsultation(view.id);
    } catch (problem) {
      this.trouble = problem.message;
    } finally {
      this.sending = false;
    }
  }

  #body() {
    const { specialty, urgency, question, vitals, takenAt, givenBy, gpAgreement } = this.typed;
    return {
      resident: this.resident,
      specialty,
      urgency,
      question: question.trim(),
      placeType: 'care-home',
      vitals: vitalsOf(vitals, takenAt),
      consent: { givenBy, ...(gpAgreement && { gpAgreement }) },
    };
  }
}

function choices(name, codes, chosen, faults, take) {
  const fault = faults[name];
  return html`<fieldset data-testid=${name}>
    <legend>${t(`request.${name}`)}</legend>
    <div class="choices ${name}" role="radiogroup" aria-label=${t(`request.${name}`)} aria-describedby="${name}-fault">
      ${codes.map(
        (code) => html`<label class="choice" data-choice=${code}>
          <input
            type="radio"
            name=${name}
            value=${code}
            data-testid="${name}-${code}"
            aria-invalid=${fault ? 'true' : 'false'}
            .checked=${chosen === code}
            @change=${() => take(code)}
          />
          <span>${named(name, code)}${name === 'urgency' ? html`<small>${t(`urgency-hint.${code}`)}</small>` : nothing}</span>
        </label>`,
      )}
    </div>
    <p class="fault" id="${name}-fault">${fault ? t(`request.fault.${name}`) : nothing}</p>
  </fieldset>`;
}

customElements.define('chevet-request', RequestForm);
