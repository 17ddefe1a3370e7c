import { html, nothing } from 'lit';
import * as icons from '../icons.js';
import { t } from '../language.js';
import { inPageWords } from '../pointing.js';
import { View } from '../view.js';

const REASON_LENGTH_MAX = 500;
let made = 0;

/**
 * A step that is taken only with a reason, after a second thought: a button and its dialog.
 *
 * `name` is the handle of its parts; `words` the family of its sentences (open, title, reason, keep,
 * confirm, and optionally hint); `choices` are [{code, label}] of which one must be picked; `extra`
 * is shown beneath them, and `ready` says whether what it asks for is there; `optional` lets the
 * reason be empty; `act({reason, choice})` does it.
 */
class Reason extends View {
  static properties = {
    name: {},
    words: {},
    tone: {},
    choices: {},
    extra: {},
    ready: {},
    optional: { type: Boolean },
    act: {},
    reason: { state: true },
    choice: { state: true },
    sending: { state: true },
    trouble: { state: true },
  };

  // A page may hold several of one name, a row each; their labels must not meet.
  #id = `reason-${++made}`;

  constructor() {
    super();
    Object.assign(this, { reason: '', choice: null, choices: [], tone: '', ready: true, extra: nothing });
  }

  render() {
    const handle = `${this.name}-reason`;
    return html`
      <button type="button" class=${this.tone || 'quiet'} data-testid=${this.name} @click=${this.#open}>${t(`${this.words}.open`)}</button>
      <dialog aria-labelledby="${this.#id}-title">
        <h2 id="${this.#id}-title">${t(`${this.words}.title`)}</h2>
        ${this.choices.length ? this.#options() : nothing} ${this.extra}
        <div class="field">
          <label for=${this.#id}>${t(`${this.words}.reason`)}</label>
          <textarea id=${this.#id} data-testid=${handle} data-field="reason" rows="3" maxlength=${REASON_LENGTH_MAX} .value=${this.reason} @input=${(event) => (this.reason = event.target.value)}></textarea>
        </div>
        ${this.trouble ? html`<p class="notice trouble" role="alert">${icons.alert}<span>${this.trouble}</span></p>` : nothing}
        <div class="dialog-act">
          <button type="button" class="quiet" @click=${() => this.#dialog.close()}>${t(`${this.words}.keep`)}</button>
          <button type="button" class=${this.tone.includes('danger') ? 'danger-solid' : 'primary'} data-testid="confirm-${this.name}" ?disabled=${!this.#complete || this.sending} @click=${this.#confirm}>
            ${t(`${this.words}.confirm`)}
          </button>
        </div>
      </dialog>
    `;
  }

  #options() {
    return html`<div class="choices" role="radiogroup" aria-labelledby="${this.#id}-title">
      ${this.choices.map(
        ({ code, label }) => html`<label class="choice"><input
            type="radio" name="${this.#id}-choice" value=${code} data-testid="${this.name}-${code}"
            .checked=${this.choice === code}
            @change=${() => this.#choose(code)}
          /><span>${label}</span></label>`,
      )}
    </div>`;
  }

  #choose(code) {
    this.choice = code;
    this.dispatchEvent(new CustomEvent('choice', { detail: { code } }));
  }

  get #dialog() {
    return this.querySelector('dialog');
  }

  get #complete() {
    return this.ready && (this.optional || this.reason.trim()) && (!this.choices.length || this.choice);
  }

  #open() {
    this.trouble = null;
    this.#dialog.showModal();
  }

  async #confirm() {
    this.sending = true;
    this.trouble = null;
    try {
      await this.act({ reason: this.reason.trim(), choice: this.choice });
      this.#dialog?.close();
      Object.assign(this, { reason: '', choice: null });
    } catch (problem) {
      this.trouble = await inPageWords(this, problem);
    } finally {
      this.sending = false;
    }
  }
}

customElements.define('chevet-reason', Reason);
