import { html, nothing } from 'lit';
import { hour } from '../format.js';
import { clock } from '../clock.js';
import { beginning } from '../draft.js';
import * as icons from '../icons.js';
import { intents } from '../intents.js';
import { kept } from '../kept.js';
import { t } from '../language.js';
import { live } from '../live.js';
import { session } from '../session.js';
import { SIDE_EXITS } from '../states.js';
import { View } from '../view.js';
import { outcome } from './outcome.js';
import { signingDialog } from './signing.js';

const SAVE_AFTER_MS = 1_000;
const REPORT_LENGTH_MAX = 20_000;
const BEFORE = ['requested', 'scheduled', 'accepted', 'at-bedside'];

/**
 * The report, beside the video. Each keystroke is kept on this computer and, a moment later, by
 * the service; it is signed once the consultation is over, and then changes only by a new version.
 */
class ReportEditor extends View {
  static properties = {
    view: {},
    text: { state: true },
    saved: { state: true },
    other: { state: true },
    trouble: { state: true },
    acting: { state: true },
  };
  #edited = null;
  #timer = null;
  #saving = null;
  #sent = new Set();

  willUpdate() {
    const served = this.view.report?.text ?? '';
    if (this.#edited !== this.#which) {
      this.#edited = this.#which;
      this.#begin(served);
    } else if (served !== this.saved.text && !this.#sent.has(served)) {
      this.#overtaken(served);
    }
    if (this.#unsaved && this.#accepts && !this.#timer && !this.#saving && !this.trouble) this.#later();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.#timer = null;
  }

  get #which() {
    return `${this.view.id}.${this.view.report?.version ?? 1}`;
  }

  get #draft() {
    return `report.${this.view.id}`;
  }

  get #accepts() {
    const actions = this.view.actions ?? [];
    return actions.includes('draft-report') || (this.#amending && actions.includes('amend'));
  }

  get #unsaved() {
    return this.other === null && this.text !== this.saved.text;
  }

  #begin(served) {
    const { text, other = null, stale } = beginning(kept.get(this.#draft), served);
    if (stale) kept.remove(this.#draft);
    Object.assign(this, { text, other, trouble: null, saved: { text: served, at: null } });
    this.#sent = new Set([served]);
  }

  // Another page of hers has written: what is unsaved here is set beside it, never over it.
  #overtaken(served) {
    clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#unsaved && this.text !== served) this.other = this.text;
    Object.assign(this, { text: served, saved: { text: served, at: null } });
    this.#sent.add(served);
  }

  render() {
    if (SIDE_EXITS.includes(this.view.state)) return nothing;
    if (this.view.report?.signedAt) return outcome(this.view);
    const over = this.#signable;
    return html`<section class="card report" aria-labelledby="report-title">
      <div class="section-head">
        <h2 id="report-title"><label for="report-text">${this.#title()}</label></h2>
        <p class="saved" role="status" data-testid="report-saved">${this.#status()}</p>
      </div>
      ${this.other === null ? nothing : this.#choice()}
      <textarea
        id="report-text"
        data-testid="report-text"
        maxlength=${REPORT_LENGTH_MAX}
        placeholder=${t('report.placeholder')}
        ?readonly=${this.other !== null}
        .value=${this.text}
        @input=${this.#type}
        @blur=${() => this.#save()}
      ></textarea>
      ${this.trouble ? html`<p class="notice trouble" role="alert">${icons.alert}<span>${this.trouble}</span></p>` : nothing}
      <div class="report-act">${over ? nothing : this.#concludeButton()} ${this.#signButton(over)}</div>
      <p class="fine">${this.#nextStep(over)}</p>
      ${signingDialog({
        view: this.view,
        name: 'report',
        title: t('signing.title'),
        label: t('signing.report'),
        text: this.text,
        trouble: this.trouble,
        busy: this.acting,
        back: () => this.#dialog.close(),
        sign: () => this.#sign(),
      })}
    </section>`;
  }

  get #signable() {
    return this.view.state === 'concluded' || this.#amending;
  }

  // A signed report is on file, and its next version is being written.
  get #amending() {
    return (this.view.report?.version ?? 1) > 1;
  }

  #title() {
    const version = this.view.report?.version ?? 1;
    return version > 1 ? t('report.amended-title', { n: version }) : t('report.title');
  }

  #concludeButton() {
    return html`<button
      class=${this.text.trim() ? 'primary' : ''}
      data-testid="conclude"
      ?disabled=${this.acting || !this.view.actions?.includes('conclude')}
      @click=${this.#conclude}
    >
      ${t('report.conclude')}
    </button>`;
  }

  #signButton(over) {
    return html`<button
      class=${over ? 'primary' : ''}
      data-testid="sign"
      ?disabled=${this.acting || !over || !this.text.trim() || this.other !== null}
      @click=${this.#review}
    >
      ${icons.pen}${t('report.sign')}
    </button>`;
  }

  #choice() {
    return html`<div class="two-texts" role="alert" data-testid="two-texts">
      <p class="notice">${icons.alert}<span>${t('report.two-texts')}</span></p>
      <details><summary>${t('report.see-other')}</summary><p class="report-signed">${this.other}</p></details>
      <div class="report-act">
        <button class="tonal" data-testid="take-served" @click=${this.#takeServed}>${t('report.take-served')}</button>
        <button data-testid="take-kept" @click=${this.#takeKept}>${t('report.take-kept')}</button>
      </div>
    </div>`;
  }

  #takeServed() {
    this.other = null;
    kept.remove(this.#draft);
  }

  #takeKept() {
    this.text = this.other;
    this.other = null;
    this.#keep();
    this.#later();
  }

  #nextStep(over) {
    if (BEFORE.includes(this.view.state)) return t('report.before');
    if (!over) return t('report.during');
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

  get #dialog() {
    return this.querySelector('dialog.signing');
  }

  #type(event) {
    this.text = event.target.value;
    this.trouble = null;
    this.#keep();
    this.#later();
  }

  #keep() {
    kept.put(this.#draft, { text: this.text, base: this.saved.text });
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
    if (!this.#unsaved || !this.#accepts) return;
    this.#saving = this.#put(this.text);
    await this.#saving;
  }

  async #put(text) {
    this.#sent.add(text);
    try {
      await intents.submit({
        method: 'PUT',
        path: `/api/v1/consultations/${this.view.id}/report`,
        body: { text },
        about: { report: this.view.id },
      });
      this.saved = { text, at: clock.now() };
      if (this.text === text) kept.remove(this.#draft);
      else this.#keep();
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
    if (!this.trouble) this.#dialog.showModal();
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
