import { html, nothing } from 'lit';
import { readIfOffered } from '../api.js';
import { named, t } from '../language.js';
import { SPECIALTIES } from '../specialties.js';
import { View } from '../view.js';

/** Choosing a physician by her specialty. Event: 'chosen' with {physician, specialty}. */
class PhysicianChoice extends View {
  static properties = { specialty: { state: true }, found: { state: true } };

  constructor() {
    super();
    Object.assign(this, { specialty: '', found: [] });
  }

  render() {
    return html`<div class="wishes">
      <div class="field"><label for="choice-specialty">${t('availability.specialty')}</label>
        <select id="choice-specialty" data-testid="choice-specialty" @change=${(event) => this.#look(event.target.value)}>
          <option value="">${t('availability.choose')}</option>
          ${SPECIALTIES.map((code) => html`<option value=${code} ?selected=${code === this.specialty}>${named('specialty', code)}</option>`)}
        </select></div>
      ${this.specialty
        ? html`<div class="field"><label for="choice-physician">${t('override.physician')}</label>
            <select id="choice-physician" data-testid="choice-physician" @change=${(event) => this.#tell(event.target.value)}>
              <option value="">${t('availability.choose')}</option>
              ${this.found.map((one) => html`<option value=${one.id}>${one.displayName}</option>`)}
            </select></div>`
        : nothing}
    </div>`;
  }

  async #look(specialty) {
    this.specialty = specialty;
    this.found = specialty ? ((await readIfOffered(`/api/v1/physicians?specialty=${specialty}`).catch(() => null)) ?? []) : [];
  }

  #tell(id) {
    const physician = this.found.find((one) => one.id === id);
    if (physician) this.dispatchEvent(new CustomEvent('chosen', { detail: { physician, specialty: this.specialty } }));
  }
}

customElements.define('chevet-physician-choice', PhysicianChoice);
