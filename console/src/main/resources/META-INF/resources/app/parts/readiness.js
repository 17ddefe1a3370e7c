import { html, nothing } from 'lit';
import { fullDate } from '../format.js';
import * as icons from '../icons.js';
import { intents } from '../intents.js';
import { t } from '../language.js';
import { live } from '../live.js';
import { View } from '../view.js';

const TRAITS = ['birth-name', 'birth-date'];

/** The check at the bedside: the patient is the right one, by two traits, before the doctor sees her. */
class Readiness extends View {
  static properties = {
    view: {},
    resident: {},
    confirmed: { state: true },
    sending: { state: true },
    trouble: { state: true },
  };

  #confirming = null;

  constructor() {
    super();
    this.confirmed = new Set();
  }

  render() {
    return html`
      <fieldset class="traits">
        <legend>${t('readiness.title')}</legend>
        ${TRAITS.map((trait) => this.#trait(trait))}
      </fieldset>
      ${this.trouble ? html`<p class="notice trouble" role="alert">${icons.alert}<span>${this.trouble}</span></p>` : nothing}
      <button
        class="primary large"
        data-testid="ready"
        ?disabled=${this.confirmed.size < TRAITS.length || this.sending || !this.view.actions?.includes('ready')}
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
      const body = { confirmedTraits: TRAITS.filter((trait) => this.confirmed.has(trait)) };
      live.take(await intents.submit({ path: `/api/v1/consultations/${this.view.id}/readiness`, body }));
    } catch (problem) {
      this.trouble = problem.message;
    } finally {
      this.sending = false;
    }
  }
}

customElements.define('chevet-readiness', Readiness);
