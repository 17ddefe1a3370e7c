import { html, nothing } from 'lit';
import { clock } from '../clock.js';
import * as icons from '../icons.js';
import { intents } from '../intents.js';
import { t } from '../language.js';
import { live } from '../live.js';
import { slips, vitalsOf } from '../measures.js';
import { View } from '../view.js';
import { measureFields } from './measure-fields.js';

/** One more measurement, taken while the doctor looks on. */
class Recording extends View {
  static properties = {
    consultation: {},
    typed: { state: true },
    faults: { state: true },
    trouble: { state: true },
    sending: { state: true },
  };
  #takenAt = {};

  constructor() {
    super();
    this.typed = {};
    this.faults = {};
  }

  render() {
    return html`
      <button class="tonal" data-testid="record-vitals" @click=${() => this.#dialog.showModal()}>
        ${t('recording.open')}
      </button>
      <dialog aria-labelledby="recording-title">
        <h2 id="recording-title">${t('recording.title')}</h2>
        ${measureFields({
          typed: this.typed,
          faults: this.faults,
          prefix: 'more-',
          take: (field, text) => this.#take(field, text),
          left: () => {},
        })}
        ${this.trouble ? html`<p class="notice trouble" role="alert">${icons.alert}<span>${this.trouble}</span></p>` : nothing}
        <div class="dialog-act">
          <button class="quiet" @click=${() => this.#dialog.close()}>${t('recording.back')}</button>
          <button class="primary" data-testid="send-vitals" ?disabled=${this.sending} @click=${this.#send}>
            ${t('recording.send')}
          </button>
        </div>
      </dialog>
    `;
  }

  get #dialog() {
    return this.querySelector('dialog');
  }

  #take(field, text) {
    this.typed = { ...this.typed, [field]: text };
    this.#takenAt[field] = new Date(clock.now()).toISOString();
    const { [field]: _, ...others } = this.faults;
    this.faults = others;
  }

  async #send() {
    this.faults = slips(this.typed);
    if (Object.keys(this.faults).length) return;
    const body = vitalsOf(this.typed, this.#takenAt);
    this.trouble = body.length ? null : t('recording.empty');
    if (this.trouble) return;
    this.sending = true;
    try {
      const view = await intents.submit({ path: `/api/v1/consultations/${this.consultation}/vitals`, body });
      if (view?.state) live.take(view);
      this.typed = {};
      this.#dialog?.close();
    } catch (problem) {
      this.trouble = problem.message;
    } finally {
      this.sending = false;
    }
  }
}

customElements.define('chevet-recording', Recording);
