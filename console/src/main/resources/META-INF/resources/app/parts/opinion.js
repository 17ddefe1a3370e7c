import { html, nothing } from 'lit';
import { beginning } from '../draft.js';
import * as icons from '../icons.js';
import { intents } from '../intents.js';
import { kept } from '../kept.js';
import { t } from '../language.js';
import { View } from '../view.js';

const SAVE_AFTER_MS = 1_500;
const OPINION_LENGTH_MAX = 20_000;

/** The expert's answer: kept with each keystroke, saved a moment later, then signed. Event: 'changed'. */
class Opinion extends View {
  static properties = { expertise: {}, text: { state: true }, trouble: { state: true }, acting: { state: true }, saved: { state: true } };
  #of = null;
  #timer = null;

  willUpdate() {
    if (this.#of === this.expertise.id) return;
    this.#of = this.expertise.id;
    const served = this.expertise.opinion?.text ?? '';
    const { text, other } = beginning(kept.get(this.#draft), served);
    // The answer has one author and one field: a kept text that was overtaken is set beneath the saved one.
    this.text = other ? `${text}\n\n${other}` : text;
    this.saved = served;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  get #draft() {
    return `opinion.${this.expertise.id}`;
  }

  render() {
    return html`<section class="card report" aria-labelledby="opinion-title">
      <div class="section-head"><h2 id="opinion-title"><label for="opinion-text">${t('expertise.your-opinion')}</label></h2>
        <p class="saved" role="status">${this.text ? t(this.text === this.saved ? 'report.saved' : 'report.saving') : nothing}</p></div>
      <textarea id="opinion-text" data-testid="opinion-text" maxlength=${OPINION_LENGTH_MAX} .value=${this.text} @input=${(event) => this.#type(event.target.value)}></textarea>
      ${this.trouble ? html`<p class="notice trouble" role="alert">${icons.alert}<span>${this.trouble}</span></p>` : nothing}
      <div class="report-act"><button type="button" class="primary" data-testid="sign-opinion" ?disabled=${!this.text.trim() || this.acting} @click=${() => this.querySelector('dialog').showModal()}>${icons.pen}${t('expertise.sign')}</button></div>
      <dialog aria-labelledby="opinion-dialog"><h2 id="opinion-dialog">${t('expertise.signing')}</h2><p class="report-signed">${this.text}</p>
        <div class="dialog-act"><button type="button" class="quiet" @click=${() => this.querySelector('dialog').close()}>${t('signing.back')}</button>
          <button type="button" class="primary" data-testid="confirm-opinion" ?disabled=${this.acting} @click=${this.#sign}>${icons.pen}${t('signing.confirm')}</button></div></dialog>
    </section>`;
  }

  #type(text) {
    this.text = text;
    kept.put(this.#draft, { text, base: this.saved });
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#save().catch((problem) => (this.trouble = problem.message)), SAVE_AFTER_MS);
  }

  async #save() {
    clearTimeout(this.#timer);
    const { text } = this;
    if (text === this.saved) return;
    this.trouble = null;
    await intents.submit({ method: 'PUT', path: `/api/v1/expertises/${this.expertise.id}/opinion`, body: { text } });
    this.saved = text;
    if (this.text === text) kept.remove(this.#draft);
  }

  async #sign() {
    this.acting = true;
    this.trouble = null;
    try {
      await this.#save();
      const detail = await intents.submit({ path: `/api/v1/expertises/${this.expertise.id}/opinion/signature` });
      kept.remove(this.#draft);
      this.querySelector('dialog')?.close();
      this.dispatchEvent(new CustomEvent('changed', { detail }));
    } catch (problem) {
      this.trouble = problem.message;
      this.querySelector('dialog')?.close();
    } finally {
      this.acting = false;
    }
  }
}

customElements.define('chevet-opinion', Opinion);
