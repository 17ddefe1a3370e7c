import { html, nothing } from 'lit';
import { intents } from '../intents.js';
import { named, t } from '../language.js';
import { live } from '../live.js';
import { SPECIALTIES } from '../specialties.js';
import { View } from '../view.js';
import './reason.js';

const KINDS = ['absent', 'patient-unwell', 'refused-by-patient', 'physician-unavailable', 'technical-failure', 'misrouted'];

/** The ways in which this person may end this consultation before its time. */
const exitsOf = (view) => KINDS.filter((kind) => view.actions?.includes(kind));

/** Ending it because it cannot take place: what happened, why, and for a misroute where it belongs. */
class Exit extends View {
  static properties = { view: {}, kind: { state: true }, specialty: { state: true } };

  constructor() {
    super();
    this.specialty = '';
  }

  render() {
    const kinds = exitsOf(this.view);
    if (!kinds.length) return nothing;
    return html`<chevet-reason
      name="exit"
      words="exit"
      tone="quiet danger"
      .choices=${kinds.map((code) => ({ code, label: t(`exit.kind.${code}`) }))}
      .extra=${this.kind === 'misrouted' ? this.#whereTo() : nothing}
      .act=${(said) => this.#leave(said)}
      @choice=${(event) => (this.kind = event.detail.code)}
    ></chevet-reason>`;
  }

  #whereTo() {
    return html`<div class="field"><label for="suggested">${t('exit.suggested')}</label>
      <select id="suggested" data-testid="suggested-specialty" @change=${(event) => (this.specialty = event.target.value)}>
        <option value="">${t('exit.no-suggestion')}</option>
        ${SPECIALTIES.filter((code) => code !== this.view.specialty).map((code) => html`<option value=${code} ?selected=${code === this.specialty}>${named('specialty', code)}</option>`)}
      </select></div>`;
  }

  async #leave({ reason, choice }) {
    const suggestedSpecialty = choice === 'misrouted' && this.specialty ? this.specialty : null;
    const body = { kind: choice, reason, ...(suggestedSpecialty && { suggestedSpecialty }) };
    live.take(await intents.submit({ path: `/api/v1/consultations/${this.view.id}/exit`, body }));
  }
}

customElements.define('chevet-exit', Exit);
