import { html, nothing } from 'lit';
import { readIfOffered } from '../api.js';
import { dayAndHour } from '../format.js';
import * as icons from '../icons.js';
import { intents } from '../intents.js';
import { t } from '../language.js';
import { live } from '../live.js';
import { session } from '../session.js';
import { View } from '../view.js';
import './reason.js';

/**
 * Handing a consultation to a colleague: proposed with a reason, hers once she accepts. With `asking`
 * it is the way to propose one, without it what is said of the one proposed.
 */
class HandOver extends View {
  static properties = { view: {}, asking: { type: Boolean }, colleagues: { state: true }, to: { state: true }, trouble: { state: true }, acting: { state: true } };

  constructor() {
    super();
    this.colleagues = null;
    this.to = '';
  }

  render() {
    return this.asking ? this.#proposal() : this.#standing();
  }

  #standing() {
    const proposed = this.view.handOver;
    if (!proposed) return nothing;
    if (proposed.refused) return proposed.to.id === session.me.id ? nothing : html`<p class="notice">${icons.swap}<span>${t('hand-over.refused', { who: proposed.to.displayName, reason: proposed.refused.reason })}</span></p>`;
    return proposed.to.id === session.me.id ? this.#answer(proposed) : this.#waiting(proposed);
  }

  #proposal() {
    if (!this.view.actions?.includes('hand-over')) return nothing;
    if (!this.colleagues) this.#readColleagues();
    return html`<chevet-reason name="hand-over" words="hand-over" .extra=${this.#choice()} .ready=${Boolean(this.to)} .act=${({ reason }) => this.#propose(reason)}></chevet-reason>`;
  }

  #choice() {
    return html`<div class="field"><label for="hand-over-to">${t('hand-over.to')}</label>
      <select id="hand-over-to" data-testid="hand-over-to" @change=${(event) => (this.to = event.target.value)}>
        <option value="">${t('hand-over.choose')}</option>
        ${(this.colleagues ?? []).map((one) => html`<option value=${one.id} ?selected=${one.id === this.to}>${one.displayName}${one.present ? ` · ${t('hand-over.present')}` : ''}</option>`)}
      </select></div>`;
  }

  #waiting({ to, since }) {
    return html`<p class="notice">${icons.swap}<span>${t('hand-over.waiting', { who: to.displayName, at: dayAndHour(since, session.me.zone) })}</span></p>`;
  }

  #answer({ reason }) {
    return html`<div class="notice knock" role="alert" data-testid="hand-over-proposed">
      ${icons.swap}<span>${t('hand-over.proposed', { who: this.view.physician?.displayName ?? '', reason })}</span>
      <button type="button" class="primary" data-testid="accept-hand-over" ?disabled=${this.acting} @click=${this.#accept}>${t('hand-over.accept')}</button>
      <chevet-reason name="refuse-hand-over" words="refuse-hand-over" .act=${({ reason: why }) => this.#post('hand-over/refusal', { reason: why })}></chevet-reason>
      ${this.trouble ? html`<p class="fault">${this.trouble}</p>` : nothing}
    </div>`;
  }

  async #readColleagues() {
    this.colleagues = [];
    const found = await readIfOffered(`/api/v1/physicians?specialty=${this.view.specialty}`).catch(() => null);
    const items = Array.isArray(found) ? found : (found?.items ?? []);
    this.colleagues = items.filter((one) => one.id !== session.me.id);
  }

  #propose(reason) {
    return this.#post('hand-over', { physician: this.to, reason });
  }

  async #accept() {
    this.acting = true;
    this.trouble = null;
    try {
      await this.#post('hand-over/acceptance', {});
    } catch (problem) {
      this.trouble = problem.message;
    } finally {
      this.acting = false;
    }
  }

  async #post(act, body) {
    live.take(await intents.submit({ path: `/api/v1/consultations/${this.view.id}/${act}`, body }));
  }
}

customElements.define('chevet-hand-over', HandOver);
