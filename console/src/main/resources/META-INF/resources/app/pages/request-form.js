import { html, nothing } from 'lit';
import { clock } from '../clock.js';
import { age, fullDate, residentName } from '../format.js';
import * as icons from '../icons.js';
import { intents } from '../intents.js';
import { kept } from '../kept.js';
import { language, named, t } from '../language.js';
import { live } from '../live.js';
import { fieldsFor, slips, vitalsOf } from '../measures.js';
import { identityChip } from '../parts/chips.js';
import { checklistOf, missingOf } from '../checklists.js';
import { checklistFields } from '../parts/checklist-fields.js';
import { choices } from '../parts/choices.js';
import '../parts/draft-files.js';
import { measureFields } from '../parts/measure-fields.js';
import { readUntil } from '../parts/retry.js';
import { inPageWords, toFirstFault } from '../pointing.js';
import { EMPTY_REQUEST, draftOf, expertiseBody, requestBody } from '../request.js';
import { toConsultation, toExpertise, toHome, toTime } from '../routes.js';
import { draftTarget, uploads } from '../uploads.js';
import { View, announce } from '../view.js';

const SPECIALTIES = ['general-medicine', 'geriatrics', 'dermatology', 'cardiology', 'psychiatry', 'diabetology'];
const URGENCIES = ['immediate', 'today', 'this-week'];
const GIVERS = ['resident', 'guardian', 'trusted-person', 'oral-witnessed'];
const QUESTION_LENGTH_MAX = 4_000;
const WAYS = ['now', 'time', 'opinion'];

/** Asking for a doctor. Each keystroke is kept on the device until the service has answered. */
class RequestForm extends View {
  static properties = {
    resident: {},
    about: { state: true },
    typed: { state: true },
    faults: { state: true },
    items: { state: true },
    trouble: { state: true },
    sending: { state: true },
  };

  #told = null;

  constructor() {
    super();
    this.faults = {};
    this.about = null;
    this.typed = null;
    this.items = [];
    this.sending = false;
  }

  get #draft() {
    return draftOf(this.resident);
  }

  willUpdate(changed) {
    if (this.#told !== language.code) {
      this.#told = language.code;
      if (this.typed) this.#readChecklist();
    }
    if (!changed.has('resident')) return;
    this.typed = { ...EMPTY_REQUEST, ...kept.get(this.#draft) };
    this.#load();
    this.#readChecklist();
  }

  async #readChecklist() {
    const { specialty } = this.typed;
    if (!specialty) return;
    const checklist = await checklistOf(specialty).catch(() => null);
    if (this.typed.specialty === specialty) this.items = checklist?.items ?? [];
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
        ${this.#choices('specialty', SPECIALTIES)} ${this.#choices('urgency', URGENCIES, 'urgency-hint')}
        ${this.#choices('way', WAYS, 'way-hint')} ${this.#question()}
        ${this.#vitals()} ${this.#checklist()}
        <chevet-draft-files .resident=${this.resident} .home=${this.about?.careHome?.id}></chevet-draft-files>
        ${this.#consent()}
        ${this.trouble ? html`<p class="notice trouble" role="alert">${icons.alert}<span>${this.trouble}</span></p>` : nothing}
        <footer class="act">
          <p class="fine">${unsent?.retryAt ? t('request.kept-until-network') : t('request.kept')}</p>
          <button class="primary large" data-testid="send-request" ?disabled=${wait}>
            ${wait ? t('request.sending') : t(`request.send-${this.typed.way}`)}
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

  #choices(name, codes, hints = null) {
    const fault = this.faults[name] ? t(`request.fault.${name}`) : null;
    return choices({ name, title: t(`request.${name}`), codes, chosen: this.typed[name], fault, hints, take: (code) => this.#choose(name, code) });
  }

  #choose(name, code) {
    this.#take({ [name]: code });
    if (name === 'specialty') this.#readChecklist();
  }

  // What the physician will miss is said at once; it keeps nobody from asking.
  #checklist() {
    if (!this.items.length) return nothing;
    const { answers, vitals, takenAt, question } = this.typed;
    const missing = missingOf(this.items, {
      answers: { ...answers, question },
      vitals: vitalsOf(vitals, takenAt).map((measure) => measure.kind),
      files: uploads.of(draftTarget(this.resident)).map((row) => row.metadata.kind),
    });
    return html`<fieldset>
      <legend>${t('checklist.title')}</legend>
      <p class="hint">${missing.length ? t('checklist.hint', { n: missing.length }) : t('checklist.complete')}</p>
      ${checklistFields({ items: this.items, answers, missing, take: (code, value) => this.#take({ answers: { ...this.typed.answers, [code]: value } }) })}
    </fieldset>`;
  }

  #question() {
    const fault = this.faults.question;
    return html`<fieldset>
      <legend><label for="question">${t('request.question')}</label></legend>
      <p class="hint" id="question-hint">${t('request.question-hint')}</p>
      <textarea
        id="question"
        data-testid="question"
        data-field="question"
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
        measures: fieldsFor(this.items),
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
      await toFirstFault(this);
      return;
    }
    if (this.typed.way === 'time') {
      location.hash = toTime('residents', this.resident);
      return;
    }
    this.sending = true;
    const opinion = this.typed.way === 'opinion';
    try {
      const view = await intents.submit({
        path: opinion ? '/api/v1/expertises' : '/api/v1/consultations',
        body: opinion ? expertiseBody(this.resident, this.typed) : requestBody(this.resident, this.typed),
        about: { draft: this.#draft, who: this.about ? residentName(this.about) : '', ...(opinion && { becomes: 'expertise' }) },
        durable: true,
      });
      if (!opinion) live.take(view);
      if (this.isConnected) location.hash = opinion ? toExpertise(view.id) : toConsultation(view.id);
    } catch (problem) {
      this.trouble = await inPageWords(this, problem);
    } finally {
      this.sending = false;
    }
  }
}

customElements.define('chevet-request', RequestForm);
