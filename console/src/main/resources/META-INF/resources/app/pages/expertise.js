import { html, nothing } from 'lit';
import { Problem, read } from '../api.js';
import { checklistOf } from '../checklists.js';
import { age, dayAndHour, fullDate, residentName } from '../format.js';
import * as icons from '../icons.js';
import { intents } from '../intents.js';
import { named, t } from '../language.js';
import { live } from '../live.js';
import '../parts/attachments.js';
import '../parts/next-steps.js';
import '../parts/opinion.js';
import '../parts/reason.js';
import { vitalTiles } from '../parts/vitals.js';
import { withdrawal } from '../parts/withdrawal.js';
import { toConsultation, toExpertises } from '../routes.js';
import { session } from '../session.js';
import { View } from '../view.js';

const READ_AGAIN_MS = 60_000;
const OPEN = ['requested', 'assigned', 'pieces-wanted'];

/** One opinion asked for in writing: the question, the pieces, the answer, or a call after all. */
class Expertise extends View {
  static properties = { expertise: {}, about: { state: true }, items: { state: true }, trouble: { state: true }, acting: { state: true } };
  #timer = null;
  #again = () => this.#load();

  constructor() {
    super();
    this.items = [];
  }

  connectedCallback() {
    super.connectedCallback();
    live.addEventListener('expertise', this.#again);
    this.#timer = setInterval(this.#again, READ_AGAIN_MS);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    live.removeEventListener('expertise', this.#again);
    clearInterval(this.#timer);
  }

  willUpdate(changed) {
    if (!changed.has('expertise')) return;
    this.about = null;
    this.#load();
  }

  async #load() {
    try {
      this.about = await read(`/api/v1/expertises/${this.expertise}`);
      const checklist = await checklistOf(this.about.specialty).catch(() => null);
      this.items = checklist?.items ?? [];
    } catch (problem) {
      if (problem instanceof Problem || !this.about) this.trouble = problem.message;
    }
  }

  render() {
    return html`<div class="page expertise" data-testid="expertise">
      <a class="backward" href=${toExpertises}>${icons.back}${t('expertise.back')}</a>
      ${this.trouble ? html`<p class="notice trouble" role="alert">${icons.alert}<span>${this.trouble}</span></p>` : nothing}
      ${this.about ? this.#sheet(this.about) : html`<p class="none" role="status">${t('app.loading')}</p>`}
    </div>`;
  }

  #sheet(one) {
    const open = OPEN.includes(one.state);
    return html`
      <header class="patient"><div>
        <div class="patient-name"><h1>${residentName(one.resident)}</h1><span class="chip state" data-testid="state" data-state=${one.state}>${named('expertise-state', one.state)}</span></div>
        <p class="muted facts">
          ${one.resident ? html`<span>${age(one.resident.birthDate)} · ${t('resident.born', { sex: one.resident.sex, date: fullDate(one.resident.birthDate) })}</span>` : nothing}
          ${one.careHome ? html`<span>${icons.house}${one.careHome.name}</span>` : nothing}
          <span>${named('specialty', one.specialty)}</span>
          ${open ? html`<span>${icons.clockFace}${t('expertise.due', { at: dayAndHour(one.dueAt, session.me.zone) })}</span>` : nothing}
          ${one.piecesDueAt ? html`<span data-testid="pieces-due">${t('expertise.pieces-due', { at: dayAndHour(one.piecesDueAt, session.me.zone) })}</span>` : nothing}
        </p>
      </div></header>
      <section class="card" aria-labelledby="question-title"><h2 id="question-title">${t('expertise.question')}</h2><blockquote>${one.question}</blockquote>
        ${one.vitals?.length ? vitalTiles(one.vitals, one.careHome?.zone ?? session.me.zone) : nothing} ${this.#answers(one)}
        ${one.requestedAt ? html`<p class="muted">${t('expertise.asked', { who: one.nurse?.displayName ?? '', at: dayAndHour(one.requestedAt, session.me.zone) })}</p>` : nothing}</section>
      ${this.#conversation(one.messages ?? [])}
      <chevet-attachments .target=${{ kind: 'expertise', id: one.id }} .home=${one.careHome?.id} .may=${session.me.role === 'nurse' && open}></chevet-attachments>
      ${this.#physician(one)} ${this.#nurse(one)}
      ${one.opinion?.signedAt ? html`<section class="card" aria-labelledby="opinion-title"><h2 id="opinion-title">${t('expertise.opinion')}</h2><p class="report-signed">${one.opinion.text}</p>
        <p class="muted">${icons.check} ${t('outcome.signed', { who: one.expert?.displayName ?? '', at: dayAndHour(one.opinion.signedAt, session.me.zone) })}</p>
        ${one.opinion.pdf ? html`<a class="button" data-testid="opinion-pdf" href=${one.opinion.pdf} target="_blank">${icons.paper}${t('outcome.pdf')}</a>` : nothing}</section>` : nothing}
      ${one.followedBy ? html`<p><a class="button tonal" href=${toConsultation(one.followedBy.id)}>${t('expertise.followed')}${icons.arrow}</a></p>` : nothing}
      ${this.#escalations(one)}
    `;
  }

  #answers(one) {
    const answers = Object.entries(one.checklist?.answers ?? {});
    return answers.length ? html`<dl class="summary">${answers.map(([code, value]) => html`<div><dt>${this.#item(code)?.label ?? code}</dt><dd>${this.#item(code)?.choices?.find((one) => one.code === value)?.label ?? value}</dd></div>`)}</dl>` : nothing;
  }

  #item(code) {
    return this.items.find((item) => item.code === code);
  }

  // What passed between expert and nurse: what is wanted stands out as long as it is.
  #conversation(messages) {
    if (!messages.length) return nothing;
    return html`<section class="card" aria-labelledby="said-title"><h2 id="said-title">${t('expertise.said')}</h2>
      <ol class="said">${messages.map(({ kind, by, at, text }) => html`<li data-testid=${kind}>
        <p><strong>${by.displayName}</strong> <small class="muted">${dayAndHour(at, session.me.zone)}</small></p>
        <p>${kind === 'pieces-wanted' ? t('expertise.wanted', { text }) : text}</p></li>`)}</ol></section>`;
  }

  #physician(one) {
    if (session.me.role !== 'physician') return nothing;
    if (one.actions.includes('accept')) {
      return html`<button type="button" class="primary large" data-testid="accept-expertise" ?disabled=${this.acting} @click=${() => this.#act('acceptance', {})}>${t('expertise.accept')}</button>`;
    }
    if (!one.actions.includes('sign')) return nothing;
    return html`<chevet-opinion .expertise=${one} @changed=${(event) => (this.about = event.detail)}></chevet-opinion>
      <div class="next-ways">
        ${one.actions.includes('want-pieces') ? html`<chevet-reason name="ask-pieces" words="ask-pieces" tone="tonal" .act=${({ reason }) => this.#post('pieces-request', { text: reason })}></chevet-reason>` : nothing}
        ${this.#conversion(one)}
      </div>`;
  }

  #conversion(one) {
    if (!one.actions.includes('convert')) return nothing;
    if (session.me.role === 'nurse') return html`<chevet-next brief .view=${one}></chevet-next>`;
    return html`<button type="button" data-testid="convert" title=${t('expertise.convert-hint')} ?disabled=${this.acting} @click=${() => this.#act('conversion', { urgency: one.urgency })}>${icons.video}${t('expertise.convert')}</button>`;
  }

  #nurse(one) {
    if (session.me.role !== 'nurse') return nothing;
    return html`<div class="next-ways">
      ${this.#conversion(one)}
      ${one.state === 'pieces-wanted' ? html`<chevet-reason name="send-pieces" words="send-pieces" tone="primary" .act=${({ reason }) => this.#post('pieces', { text: reason })}></chevet-reason>` : nothing}
      ${withdrawal(one, `/api/v1/expertises/${one.id}`, (now) => (this.about = now))}
      ${one.actions.includes('cancel') ? html`<chevet-reason name="cancel" words="expertise-cancel" tone="quiet danger" .act=${({ reason }) => this.#post('cancellation', { reason })}></chevet-reason>` : nothing}
    </div>`;
  }

  #escalations(one) {
    if (!one.escalations?.length) return nothing;
    return html`<details class="card"><summary>${t('expertise.history', { n: one.escalations.length })}</summary>
      <ul class="files">${one.escalations.map((step) => html`<li class="file"><span class="file-words"><strong>${step.expert?.displayName ?? step.expert}</strong>
        <small>${t('expertise.step', { from: dayAndHour(step.from, session.me.zone), until: step.until ? dayAndHour(step.until, session.me.zone) : '…' })}${step.why ? ` · ${named('expertise.why', step.why)}` : ''}</small></span></li>`)}</ul></details>`;
  }

  async #post(act, body) {
    const answer = await intents.submit({ path: `/api/v1/expertises/${this.expertise}/${act}`, body });
    if (answer?.placeType) {
      live.take(answer);
      location.hash = toConsultation(answer.id);
    } else if (answer?.id) {
      this.about = answer;
    }
  }

  async #act(act, body) {
    this.acting = true;
    this.trouble = null;
    try {
      await this.#post(act, body);
    } catch (problem) {
      this.trouble = problem.message;
    } finally {
      this.acting = false;
    }
  }
}

customElements.define('chevet-expertise', Expertise);
