import { html, nothing } from 'lit';
import * as icons from '../icons.js';
import { intents } from '../intents.js';
import { t } from '../language.js';
import { live } from '../live.js';
import { View } from '../view.js';

const REASON_LENGTH_MAX = 500;

/** Giving up the consultation, with a reason, after a second thought. */
class Cancellation extends View {
  static properties = { consultation: {}, reason: { state: true }, sending: { state: true }, trouble: { state: true } };

  constructor() {
    super();
    this.reason = '';
  }

  render() {
    return html`
      <button class="quiet danger" data-testid="cancel" @click=${() => this.querySelector('dialog').showModal()}>
        ${t('cancellation.open')}
      </button>
      <dialog aria-labelledby="cancellation-title">
        <h2 id="cancellation-title">${t('cancellation.title')}</h2>
        <label for="cancel-reason">${t('cancellation.reason')}</label>
        <textarea
          id="cancel-reason"
          data-testid="cancel-reason"
          rows="3"
          maxlength=${REASON_LENGTH_MAX}
          .value=${this.reason}
          @input=${(event) => (this.reason = event.target.value)}
        ></textarea>
        ${this.trouble ? html`<p class="notice trouble" role="alert">${icons.alert}<span>${this.trouble}</span></p>` : nothing}
        <div class="dialog-act">
          <button class="quiet" @click=${() => this.querySelector('dialog').close()}>${t('cancellation.keep')}</button>
          <button
            class="danger-solid"
            data-testid="confirm-cancel"
            ?disabled=${!this.reason.trim() || this.sending}
            @click=${this.#cancel}
          >
            ${t('cancellation.confirm')}
          </button>
        </div>
      </dialog>
    `;
  }

  async #cancel() {
    this.sending = true;
    this.trouble = null;
    try {
      const body = { reason: this.reason.trim() };
      live.take(await intents.submit({ path: `/api/v1/consultations/${this.consultation}/cancellation`, body }));
      this.querySelector('dialog')?.close();
    } catch (problem) {
      this.trouble = problem.message;
    } finally {
      this.sending = false;
    }
  }
}

customElements.define('chevet-cancellation', Cancellation);
