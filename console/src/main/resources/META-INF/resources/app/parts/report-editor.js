import { html, nothing } from 'lit';
import { age, fullDate, hour, residentName } from '../format.js';
import { clock } from '../clock.js';
import * as icons from '../icons.js';
import { intents } from '../intents.js';
import { kept } from '../kept.js';
import { t } from '../language.js';
import { live } from '../live.js';
import { session } from '../session.js';
import { View } from '../view.js';
import { outcome } from './outcome.js';

const SAVE_AFTER_MS = 1_000;
const REPORT_LENGTH_MAX = 20_000;
const BEFORE = ['requested', 'accepted', 'at-bedside'];

/**
 * The report, beside the video. Each keystroke is kept on this computer and, a moment later, by
 * the service; it is signed once the consultation is over, and then no longer changes.
 */
class ReportEditor extends View {
  static properties = {
    view: {},
    text: { state: true },
    saved: { state: true },
    trouble: { state: true },
    acting: { state: true },
  };
  #consultation = null;
  #timer = null;
  #saving = null;

  willUpdate() {
    if (this.#consultation !== this.view.id) {
      this.#consultation = this.view.id;
      const draft = kept.get(this.#draft);
      this.text = draft?.text ?? this.view.report?.text ?? '';
      this.saved = { text: this.view.report?.text ?? '', at: null };
      this.trouble = null;
    }
    if (this.text !== this.saved.text && this.#accepts && !this.#timer && !this.#saving && !this.trouble) {
      this.#later();
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.#timer = null;
  }

  get #draft() {
    return `report.${this.#consultation}`;
  }

  get #accepts() {
    return this.view.actions?.includes('draft-report') ?? false;
  }

  render() {
    if (this.view.state === 'cancelled') return nothing;
    if (this.view.report?.signedAt) return outcome(this.view);
    const concluded = this.view.state === 'concluded';
    return html`<section class="card report" aria-labelledby="report-title">
      <div class="section-head">
        <h2 id="report-title"><label for="report-text">${t('report.title')}</label></h2>
        <p class="saved" role="status" data-testid="report-saved">${this.#status()}</p>
      </div>
      <textarea
        id="report-text"
        data-testid="report-text"
        maxlength=${REPORT_LENGTH_MAX}
        placeholder=${t('report.placeholder')}
        .value=${this.text}
        @input=${this.#type}
        @blur=${() => this.#save()}
      ></textarea>
      ${this.trouble ? html`<p class="notice trouble" role="alert">${icons.alert}<span>${this.trouble}</span></p>` : nothing}
      <div class="report-act">
        ${concluded
          ? nothing
          : html`<button
              class=${this.text.trim() ? 'primary' : ''}
              data-testid="conclude"
              ?disabled=${this.acting || !this.view.actions?.includes('conclude')}
              @click=${this.#conclude}
            >
              ${t('report.conclude')}
            </button>`}
        <button
          class=${concluded ? 'primary' : ''}
          data-testid="sign"
          ?disabled=${this.acting || !concluded || !this.text.trim()}
          @click=${this.#review}
        >
          ${icons.pen}${t('report.sign')}
        </button>
      </div>
      <p class="fine">${this.#nextStep(concluded)}</p>
      ${this.#dialog()}
    </section>`;
  }

  #nextStep(concluded) {
    if (BEFORE.includes(this.view.state)) return t('report.before');
    if (!concluded) return t('report.during');
    return this.text.trim() ? t('report.after') : t('report.after-empty');
  }

  #status() {
    if (this.text === this.saved.text) {
      if (!this.text) return nothing;
      return html`${icons.check}${this.saved.at ? t('report.saved-at', { hour: hour(this.saved.at, session.me.zone) }) : t('report.saved')}`;
    }
    const unsent = intents.pending.some((intent) => intent.about?.report === this.view.id && intent.retryAt);
    if (unsent || !this.#accepts || session.expired) return t('report.kept-here');
    return t('report.saving');
  }

  #dialog() {
    const { resident, careHome } = this.view;
    return html`<dialog class="signing" aria-labelledby="signing-title">
      <h2 id="signing-title">${t('signing.title')}</h2>
      <dl class="summary">
        <div><dt>${t('signing.patient')}</dt><dd><strong>${residentName(resident)}</strong>, ${age(resident.birthDate)}, ${t('resident.born', { sex: resident.sex, date: fullDate(resident.birthDate) })}</dd></div>
        <div><dt>${t('signing.where')}</dt><dd>${careHome.name} · ${this.view.nurse.displayName}</dd></div>
        <div><dt>${t('signing.signer')}</dt><dd>${session.me.displayName}</dd></div>
        <div><dt>${t('signing.report')}</dt><dd class="report-signed">${this.text}</dd></div>
      </dl>
      <p class="notice">${icons.shield}<span>${t('signing.final')}</span></p>
      ${this.trouble ? html`<p class="notice trouble" role="alert">${icons.alert}<span>${this.trouble}</span></p>` : nothing}
      <div class="dialog-act">
        <button class="quiet" @click=${() => this.#dialogElement.close()}>${t('signing.back')}</button>
        <button class="primary" data-testid="confirm-sign" ?disabled=${this.acting} @click=${this.#sign}>
          ${icons.pen}${this.acting ? t('signing.sending') : t('signing.confirm')}
        </button>
      </div>
    </dialog>`;
  }

  get #dialogElement() {
    return this.querySelector('dialog.signing');
  }

  #type(event) {
    this.text = event.target.value;
    this.trouble = null;
    kept.put(this.#draft, { text: this.text });
    this.#later();
  }

  #later() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#save(), SAVE_AFTER_MS);
  }

  /** Saves what is written now; resolves once the service holds it, or at once when it may not yet. */
  async #save() {
    clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#saving) await this.#saving;
    if (this.text === this.saved.text || !this.#accepts) return;
    this.#saving = this.#put(this.text);
    await this.#saving;
  }

  async #put(text) {
    try {
      await intents.submit({
        method: 'PUT',
        path: `/api/v1/consultations/${this.view.id}/report`,
        body: { text },
        about: { report: this.view.id },
      });
      this.saved = { text, at: clock.now() };
      if (this.text === text) kept.remove(this.#draft);
    } catch (problem) {
      this.trouble = problem.message;
    } finally {
      this.#saving = null;
      this.requestUpdate();
    }
  }

  async #conclude() {
    await this.#act(async () => {
      await this.#save();
      live.take(await intents.submit({ path: `/api/v1/consultations/${this.view.id}/conclusion` }));
    });
  }

  async #review() {
    this.trouble = null;
    await this.#act(() => this.#save());
    if (!this.trouble) this.#dialogElement.showModal();
  }

  async #sign() {
    await this.#act(async () => {
      live.take(await intents.submit({ path: `/api/v1/consultations/${this.view.id}/report/signature`, body: { text: this.text } }));
      kept.remove(this.#draft);
    });
  }

  async #act(action) {
    this.acting = true;
    try {
      await action();
    } catch (problem) {
      this.trouble = problem.message;
    } finally {
      this.acting = false;
    }
  }
}

customElements.define('chevet-report', ReportEditor);
