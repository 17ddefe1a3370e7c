import { html, nothing } from 'lit';
import { write } from '../api.js';
import * as icons from '../icons.js';
import { t } from '../language.js';
import { View } from '../view.js';

let made = 0;

/**
 * A resident sought by the number of the identity, or by family name and date of birth; `row(resident)` shows each one
 * found, of whom no more than the traits is told.
 */
class ResidentSearch extends View {
  static properties = { row: {}, found: { state: true }, sending: { state: true }, trouble: { state: true } };

  // A page may hold several; their labels must not meet.
  #id = `search-${++made}`;

  render() {
    return html`
      <form novalidate @submit=${this.#seek}>
        ${this.#field('ins', 'text')} ${this.#field('name', 'text')} ${this.#field('birthDate', 'date')}
        <button ?disabled=${this.sending} data-testid="seek-start">${t('matching.seek-start')}</button>
      </form>
      ${this.trouble ? html`<p class="notice trouble" role="alert">${icons.alert}<span>${this.trouble}</span></p>` : nothing}
      <div role="status">
        ${this.found && !this.found.length ? html`<p class="none">${t('matching.seek-none')}</p>` : nothing}
        ${this.found?.length ? html`<ul class="rows">${this.found.map((resident) => this.row(resident))}</ul>` : nothing}
      </div>
    `;
  }

  #field(name, type) {
    const id = `${this.#id}-${name}`;
    return html`<div class="field"><label for=${id}>${t(`matching.seek-${name}`)}</label>
      <input id=${id} name=${name} type=${type} autocomplete="off" data-testid="seek-${name}" /></div>`;
  }

  async #seek(event) {
    event.preventDefault();
    const words = Object.fromEntries([...new FormData(event.target)].filter(([, value]) => value.trim()));
    this.sending = true;
    try {
      ({ residents: this.found } = await write('POST', '/api/v1/matches/search', words, crypto.randomUUID()));
      this.trouble = null;
    } catch (problem) {
      this.trouble = problem.message;
    } finally {
      this.sending = false;
    }
  }
}

customElements.define('chevet-resident-search', ResidentSearch);
