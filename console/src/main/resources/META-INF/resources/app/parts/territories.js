import { html, nothing } from 'lit';
import { readIfOffered } from '../api.js';
import * as icons from '../icons.js';
import { intents } from '../intents.js';
import { t } from '../language.js';
import { View } from '../view.js';

/** Where a physician answers; without any territory she answers everywhere. A coordinator changes it. */
class Territories extends View {
  static properties = { physician: {}, mayChange: { type: Boolean }, items: { state: true }, trouble: { state: true } };

  willUpdate(changed) {
    if (changed.has('physician')) this.#load();
  }

  get #path() {
    return `/api/v1/physicians/${this.physician}/territories`;
  }

  async #load() {
    const found = await readIfOffered(this.#path).catch(() => null);
    this.items = found?.items ?? null;
  }

  render() {
    if (!this.items?.length) return nothing;
    const bound = this.items.some((one) => one.chosen);
    return html`<section aria-labelledby="territories-title" data-testid="territories">
      <h2 id="territories-title">${t('territories.title')}</h2>
      <p class="muted">${t(bound ? 'territories.bound' : 'territories.all')}</p>
      ${this.trouble ? html`<p class="notice trouble" role="alert">${icons.alert}<span>${this.trouble}</span></p>` : nothing}
      <div class="choices small-choices">
        ${this.items.map((one) => html`<label class="tick"><input type="checkbox" data-testid="territory-${one.id}" .checked=${one.chosen} ?disabled=${!this.mayChange} @change=${(event) => this.#bind(one.id, event.target.checked)} /><span>${one.name}</span></label>`)}
      </div>
    </section>`;
  }

  async #bind(id, chosen) {
    const before = this.items;
    this.items = before.map((one) => (one.id === id ? { ...one, chosen } : one));
    this.trouble = null;
    try {
      const territories = this.items.filter((one) => one.chosen).map((one) => one.id);
      await intents.submit({ method: 'PUT', path: this.#path, body: { territories } });
    } catch (problem) {
      this.items = before;
      this.trouble = problem.message;
    }
  }
}

customElements.define('chevet-territories', Territories);
