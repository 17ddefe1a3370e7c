import { html, nothing } from 'lit';
import { checklistOf } from '../checklists.js';
import * as icons from '../icons.js';
import { intents } from '../intents.js';
import { kept } from '../kept.js';
import { language, t } from '../language.js';
import { live } from '../live.js';
import { View } from '../view.js';
import { checklistFields, isElsewhere } from './checklist-fields.js';
import './reason.js';

const SAVE_AFTER_MS = 1_500;

/**
 * The minimum dossier: the nurse completes it, or says why it cannot be complete; the physician
 * reads what was answered and what is missing.
 */
class Dossier extends View {
  static properties = { view: {}, items: { state: true }, answers: { state: true }, trouble: { state: true }, saving: { state: true } };
  #of = null;
  #timer = null;

  constructor() {
    super();
    this.items = [];
    this.answers = {};
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    if (!this.#timer) return;
    clearTimeout(this.#timer);
    this.#save();
  }

  willUpdate() {
    const wanted = `${this.view.id} ${language.code}`;
    if (this.#of === wanted) return;
    this.#of = wanted;
    this.answers = { ...this.view.checklist?.answers, ...kept.get(this.#name) };
    checklistOf(this.view.specialty)
      .then((found) => (this.items = found?.items ?? []))
      .catch(() => {});
  }

  get #name() {
    return `checklist.${this.view.id}`;
  }

  get #mine() {
    return this.view.actions?.includes('answer-checklist') ?? false;
  }

  render() {
    if (!this.view.checklist || !this.items.length) return nothing;
    const { missing = [], waiver } = this.view.checklist;
    return html`<section class="card dossier" aria-labelledby="dossier-title" data-testid="dossier">
      <div class="section-head"><h2 id="dossier-title">${t('checklist.title')}</h2>
        <p class="saved" role="status">${this.saving ? t('checklist.saving') : missing.length ? t('checklist.missing', { n: missing.length }) : html`${icons.check}${t('checklist.complete')}`}</p></div>
      ${waiver ? html`<p class="notice">${icons.alert}<span>${t('checklist.waived', { reason: waiver.reason })}</span></p>` : nothing}
      ${this.#mine ? checklistFields({ items: this.items, answers: this.answers, missing, take: (code, value) => this.#take(code, value) }) : this.#read(missing)}
      ${this.trouble ? html`<p class="notice trouble" role="alert">${icons.alert}<span>${this.trouble}</span></p>` : nothing}
      ${this.view.actions?.includes('waive-checklist') && missing.length && !waiver
        ? html`<chevet-reason name="waiver" words="waiver" .act=${({ reason }) => this.#waive(reason)}></chevet-reason>`
        : nothing}
    </section>`;
  }

  #read(missing) {
    const answers = this.view.checklist.answers ?? {};
    return html`<dl class="summary">
      ${this.items
        .filter((item) => answers[item.code] !== undefined || (missing.includes(item.code) && !isElsewhere(item)))
        .map((item) => html`<div><dt>${item.label}</dt><dd>${answers[item.code] === undefined ? html`<span class="identity-unsure">${t('checklist.not-said')}</span>` : wordsOf(item, answers[item.code])}</dd></div>`)}
      ${missing.filter((code) => this.items.some((item) => item.code === code && isElsewhere(item))).map((code) => html`<div><dt>${this.items.find((item) => item.code === code).label}</dt><dd><span class="identity-unsure">${t('checklist.not-there')}</span></dd></div>`)}
    </dl>`;
  }

  #take(code, value) {
    this.answers = { ...this.answers, [code]: value };
    kept.put(this.#name, this.answers);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#save(), SAVE_AFTER_MS);
  }

  async #save() {
    this.#timer = null;
    const { answers } = this;
    // An answer that was emptied is taken back; one that never was is not mentioned.
    const held = this.view.checklist.answers ?? {};
    const said = Object.fromEntries(Object.entries(answers).filter(([code, value]) => value !== '' || code in held).map(([code, value]) => [code, value === '' ? null : value]));
    this.saving = true;
    this.trouble = null;
    try {
      live.take(await intents.submit({ method: 'PUT', path: `/api/v1/consultations/${this.view.id}/checklist`, body: { answers: said } }));
      if (this.answers === answers) kept.remove(this.#name);
    } catch (problem) {
      this.trouble = problem.message;
    } finally {
      this.saving = false;
    }
  }

  async #waive(reason) {
    live.take(await intents.submit({ path: `/api/v1/consultations/${this.view.id}/checklist/waiver`, body: { reason } }));
  }
}

function wordsOf(item, value) {
  const choice = (item.choices ?? []).find((one) => (one.code ?? one) === value);
  return choice?.label ?? String(value);
}

customElements.define('chevet-dossier', Dossier);
