import { html, nothing } from 'lit';
import { dayAndHour, fullDate } from '../format.js';
import * as icons from '../icons.js';
import { intents } from '../intents.js';
import { named, t } from '../language.js';
import { live } from '../live.js';
import { consentOf } from '../request.js';
import { GIVERS } from '../specialties.js';
import { View } from '../view.js';

const TRAITS = ['birth-name', 'birth-date'];

/** The check at the bedside: the patient is the right one, by two traits, and agrees, before the doctor sees her. */
class Readiness extends View {
  static properties = {
    view: {},
    resident: {},
    confirmed: { state: true },
    agreed: { state: true },
    givenBy: { state: true },
    sending: { state: true },
    trouble: { state: true },
  };

  #confirming = null;

  constructor() {
    super();
    this.confirmed = new Set();
    this.agreed = false;
  }

  render() {
    return html`
      <fieldset class="traits">
        <legend>${t('readiness.title')}</legend>
        ${TRAITS.map((trait) => this.#trait(trait))}
      </fieldset>
      ${this.#consent()}
      ${this.trouble ? html`<p class="notice trouble" role="alert">${icons.alert}<span>${this.trouble}</span></p>` : nothing}
      <button
        class="primary large"
        data-testid="ready"
        ?disabled=${this.confirmed.size < TRAITS.length || !this.agreed || this.sending || !this.view.actions?.includes('ready')}
        @click=${this.#ready}
      >
        ${this.sending ? t('readiness.sending') : t('readiness.ready')}
      </button>
    `;
  }

  /** What was confirmed of one consultation says nothing of the next. */
  willUpdate() {
    if (this.#confirming === this.view.id) return;
    this.#confirming = this.view.id;
    this.confirmed = new Set();
    this.agreed = false;
    this.givenBy = this.view.consent?.givenBy ?? GIVERS[0];
  }

  #consent() {
    const { consent } = this.view;
    return html`<fieldset class="traits" data-testid="bedside-consent">
      <legend>${t('readiness.consent-title')}</legend>
      <p class="fine">${consent
        ? t('readiness.consent-asked', { giver: named('giver', consent.givenBy), at: dayAndHour(consent.recordedAt, this.view.careHome.zone) })
        : t('readiness.consent-none')}</p>
      <label class="tick trait">
        <input type="checkbox" data-testid="confirm-consent" .checked=${this.agreed} @change=${(event) => (this.agreed = event.target.checked)} />
        <span><strong>${t(consent ? 'readiness.consent' : 'readiness.consent-first')}</strong></span>
      </label>
      <div class="field"><label for="bedside-giver">${t('readiness.given-by')}</label>
        <select id="bedside-giver" data-testid="bedside-giver" @change=${(event) => (this.givenBy = event.target.value)}>
          ${GIVERS.map((code) => html`<option value=${code} ?selected=${code === this.givenBy}>${named('giver', code)}</option>`)}
        </select></div>
    </fieldset>`;
  }

  #trait(trait) {
    const value = trait === 'birth-date' ? fullDate(this.view.resident.birthDate) : this.resident?.birthName;
    return html`<label class="tick trait">
      <input
        type="checkbox"
        data-testid="confirm-${trait}"
        ?disabled=${!value}
        .checked=${this.confirmed.has(trait)}
        @change=${(event) => this.#confirm(trait, event.target.checked)}
      />
      <span><small>${t(`readiness.${trait}`)}</small><strong>${value ?? '…'}</strong></span>
    </label>`;
  }

  #confirm(trait, yes) {
    const confirmed = new Set(this.confirmed);
    if (yes) confirmed.add(trait);
    else confirmed.delete(trait);
    this.confirmed = confirmed;
  }

  async #ready() {
    this.sending = true;
    this.trouble = null;
    try {
      const consent = consentOf({ givenBy: this.givenBy, gpAgreement: this.view.consent?.gpAgreement });
      const body = { confirmedTraits: TRAITS.filter((trait) => this.confirmed.has(trait)), consent };
      live.take(await intents.submit({ path: `/api/v1/consultations/${this.view.id}/readiness`, body }));
    } catch (problem) {
      this.trouble = problem.message;
    } finally {
      this.sending = false;
    }
  }
}

customElements.define('chevet-readiness', Readiness);
