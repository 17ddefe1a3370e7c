import { html, nothing } from 'lit';
import { dayAndHour } from '../format.js';
import * as icons from '../icons.js';
import { intents } from '../intents.js';
import { kept } from '../kept.js';
import { t } from '../language.js';
import { live } from '../live.js';
import { inPageWords, toFirstFault } from '../pointing.js';
import { EMPTY_LINE, faultsOf, linesOf, sentenceOf } from '../prescriptions.js';
import { session } from '../session.js';
import { View } from '../view.js';
import { prescriptionLine } from './prescription-line.js';
import { signingDialog } from './signing.js';
import './versions.js';

const SAVE_AFTER_MS = 1_500;
const NOTE_LENGTH_MAX = 2_000;

/** The prescription: written beside the report, signed by itself, changed only by a new version. */
class Prescription extends View {
  static properties = { view: {}, lines: { state: true }, note: { state: true }, trouble: { state: true }, acting: { state: true }, saved: { state: true }, refused: { state: true }, other: { state: true } };
  #edited = null;
  #base = '[]';
  #timer = null;

  willUpdate() {
    const { id, prescription } = this.view;
    const which = `${id}.${prescription?.version ?? 1}.${Boolean(prescription?.signedAt)}`;
    if (which === this.#edited) return;
    this.#edited = which;
    const draft = kept.get(this.#draft);
    this.#base = JSON.stringify(linesOf(prescription?.lines ?? []));
    // Lines typed over others than the service now holds are offered, never put in their place.
    const fresh = draft?.base === this.#base;
    this.#show(fresh ? draft : { lines: prescription?.lines ?? [], note: prescription?.note ?? '' });
    this.other = draft && !fresh ? draft : null;
  }

  #show({ lines, note }) {
    Object.assign(this, { lines: lines.map((line) => ({ ...EMPTY_LINE, ...line })), note: note ?? '', trouble: null, saved: true, refused: false });
  }

  #takeUp() {
    this.#show(this.other);
    this.other = null;
    this.#write(this.lines);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  get #draft() {
    return `prescription.${this.view.id}`;
  }

  get #may() {
    return this.view.actions?.includes('prescribe') ?? false;
  }

  render() {
    const { prescription } = this.view;
    if (prescription?.signedAt) return this.#signed(prescription);
    if (!this.#may) return nothing;
    return html`<section class="card prescription" aria-labelledby="prescription-title" data-testid="prescription">
      <div class="section-head"><h2 id="prescription-title">${prescription?.version > 1 ? t('prescription.amended-title', { n: prescription.version }) : t('prescription.title')}</h2>
        <p class="saved" role="status">${this.lines.length ? this.#status() : nothing}</p></div>
      ${this.other ? html`<div class="notice knock" role="status">${icons.alert}<span>${t('prescription.kept-here')}</span><button type="button" data-testid="take-kept-lines" @click=${this.#takeUp}>${t('prescription.take-kept')}</button></div>` : nothing}
      ${this.lines.map((line, place) => prescriptionLine(line, place, this.trouble ? faultsOf(line) : {}, { take: (part) => this.#take(place, part), remove: () => this.#write(this.lines.filter((_, at) => at !== place)) }))}
      <button type="button" data-testid="add-line" @click=${() => this.#write([...this.lines, { ...EMPTY_LINE }])}>${icons.plus}${t('prescription.add')}</button>
      ${this.lines.length ? this.#end() : nothing}
      ${signingDialog({
        view: this.view,
        name: 'prescription',
        title: t('prescription.signing'),
        label: t('prescription.title'),
        text: html`<ul>${linesOf(this.lines).map((line) => html`<li>${sentenceOf(line, t)}</li>`)}</ul>${this.note}`,
        trouble: this.trouble,
        busy: this.acting,
        back: () => this.#dialog.close(),
        sign: () => this.#sign(),
      })}
    </section>`;
  }

  #status() {
    if (this.saved) return t('report.saved');
    const waits = intents.pending.some((intent) => intent.about?.prescription === this.view.id && intent.retryAt);
    return t(this.refused || waits ? 'report.kept-here' : 'report.saving');
  }

  #end() {
    return html`<div class="field"><label for="prescription-note">${t('prescription.note')}</label>
        <textarea id="prescription-note" data-testid="prescription-note" data-field="note" rows="2" maxlength=${NOTE_LENGTH_MAX} .value=${this.note} @input=${(event) => this.#takeNote(event.target.value)}></textarea></div>
      ${this.trouble ? html`<p class="notice trouble" role="alert">${icons.alert}<span>${this.trouble}</span></p>` : nothing}
      <div class="report-act"><button type="button" class="primary" data-testid="sign-prescription" ?disabled=${this.acting} @click=${this.#review}>${icons.pen}${t('prescription.sign')}</button></div>`;
  }

  #signed(prescription) {
    return html`<section class="card prescription" aria-labelledby="prescription-title" data-testid="prescription">
      <h2 id="prescription-title">${t('prescription.title')}</h2>
      <ul class="prescribed">${prescription.lines.map((line) => html`<li>${icons.pill}<span>${sentenceOf(line, t)}</span></li>`)}</ul>
      ${prescription.note ? html`<p>${prescription.note}</p>` : nothing}
      <p class="muted">${icons.check} ${t('outcome.signed', { who: this.view.physician?.displayName ?? '', at: dayAndHour(prescription.signedAt, session.me.zone) })}</p>
      ${prescription.pdf ? html`<a class="button" data-testid="prescription-pdf" href=${prescription.pdf.href ?? prescription.pdf} target="_blank">${icons.paper}${t('outcome.pdf')}</a>` : nothing}
      <chevet-versions .view=${this.view} kind="prescription"></chevet-versions>
    </section>`;
  }

  get #dialog() {
    return this.querySelector('dialog.signing');
  }

  #take(place, part) {
    this.#write(this.lines.map((line, at) => (at === place ? { ...line, ...part } : line)));
  }

  #takeNote(note) {
    this.note = note;
    this.#write(this.lines);
  }

  #write(lines) {
    Object.assign(this, { lines, saved: false, refused: false, trouble: null });
    kept.put(this.#draft, { lines, note: this.note, base: this.#base });
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#save().catch(() => {}), SAVE_AFTER_MS);
  }

  get #body() {
    return { lines: linesOf(this.lines), ...(this.note.trim() && { note: this.note.trim() }) };
  }

  async #save() {
    clearTimeout(this.#timer);
    const { lines, note } = this;
    try {
      await intents.submit({ method: 'PUT', path: `/api/v1/consultations/${this.view.id}/prescription`, body: this.#body, about: { prescription: this.view.id } });
      if (this.lines !== lines || this.note !== note) return;
      this.saved = true;
      this.#base = JSON.stringify(this.#body.lines);
      kept.remove(this.#draft);
    } catch (problem) {
      // Half a line is no fault while it is being typed: the service judges when it is signed.
      this.refused = this.lines === lines && this.note === note;
      if (problem.status >= 500 || problem.status === 403) this.trouble = problem.message;
      throw problem;
    }
  }

  async #review() {
    this.trouble = null;
    const wrong = this.lines.some((line) => Object.keys(faultsOf(line)).length);
    if (wrong) {
      this.trouble = t('prescription.incomplete');
      await toFirstFault(this);
      return;
    }
    await this.#act(() => this.#save());
    if (!this.trouble) this.#dialog.showModal();
  }

  #sign() {
    return this.#act(async () => {
      live.take(await intents.submit({ path: `/api/v1/consultations/${this.view.id}/prescription/signature`, body: this.#body }));
      kept.remove(this.#draft);
    });
  }

  async #act(action) {
    this.acting = true;
    try {
      await action();
    } catch (problem) {
      if (problem.field) this.#dialog.close();
      this.trouble = await inPageWords(this, problem);
    } finally {
      this.acting = false;
    }
  }
}

customElements.define('chevet-prescription', Prescription);
