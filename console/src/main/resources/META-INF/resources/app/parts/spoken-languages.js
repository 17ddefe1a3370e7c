import { html, nothing } from 'lit';
import { readIfOffered } from '../api.js';
import * as icons from '../icons.js';
import { intents } from '../intents.js';
import { t } from '../language.js';
import { SPOKEN, languageName } from '../spoken.js';
import { View } from '../view.js';

/** The languages a physician speaks with patients, told at a touch. */
class SpokenLanguages extends View {
  static properties = { physician: {}, languages: { state: true }, trouble: { state: true } };

  willUpdate(changed) {
    if (changed.has('physician')) this.#load();
  }

  get #path() {
    return `/api/v1/physicians/${this.physician}/languages`;
  }

  async #load() {
    const found = await readIfOffered(this.#path).catch(() => null);
    this.languages = found?.languages ?? null;
  }

  render() {
    if (!this.languages) return nothing;
    const shown = [...new Set([...SPOKEN, ...this.languages])];
    return html`<section aria-labelledby="languages-title">
      <h2 id="languages-title">${t('availability.languages')}</h2>
      ${this.trouble ? html`<p class="notice trouble" role="alert">${icons.alert}<span>${this.trouble}</span></p>` : nothing}
      <div class="choices small-choices">
        ${shown.map((code) => html`<label class="tick"><input type="checkbox" data-testid="speaks-${code}" .checked=${this.languages.includes(code)} @change=${(event) => this.#tell(code, event.target.checked)} /><span>${languageName(code)}</span></label>`)}
      </div>
    </section>`;
  }

  async #tell(code, speaks) {
    const before = this.languages;
    this.languages = speaks ? [...before, code] : before.filter((one) => one !== code);
    this.trouble = null;
    try {
      await intents.submit({ method: 'PUT', path: this.#path, body: { languages: this.languages } });
    } catch (problem) {
      this.languages = before;
      this.trouble = problem.message;
    }
  }
}

customElements.define('chevet-spoken-languages', SpokenLanguages);
