import { html, nothing } from 'lit';
import { readIfOffered } from '../api.js';
import { dayAndHour, residentName } from '../format.js';
import * as icons from '../icons.js';
import { named, t } from '../language.js';
import { live } from '../live.js';
import { clock } from '../clock.js';
import { toExpertise } from '../routes.js';
import { session } from '../session.js';
import { View } from '../view.js';

const OPEN = ['requested', 'assigned', 'pieces-wanted'];
const READ_AGAIN_MS = 60_000;

/** The opinions asked for in writing: what is due first stands first. */
class Expertises extends View {
  static properties = { items: { state: true }, trouble: { state: true } };
  #timer = null;
  #again = () => this.#load();

  constructor() {
    super();
    this.items = null;
  }

  connectedCallback() {
    super.connectedCallback();
    live.addEventListener('expertise', this.#again);
    this.#timer = setInterval(this.#again, READ_AGAIN_MS);
    this.#load();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    live.removeEventListener('expertise', this.#again);
    clearInterval(this.#timer);
  }

  async #load() {
    try {
      const found = await readIfOffered('/api/v1/expertises');
      this.items = Array.isArray(found) ? found : (found?.items ?? []);
      this.trouble = null;
    } catch (problem) {
      if (!this.items) this.trouble = problem.message;
    }
  }

  render() {
    const items = this.items ?? [];
    const open = items.filter((one) => OPEN.includes(one.state)).sort((a, b) => a.dueAt.localeCompare(b.dueAt));
    const over = items.filter((one) => !OPEN.includes(one.state));
    return html`<div class="page expertises" data-testid="expertises">
      <h1>${t('expertise.list')}</h1>
      <p class="muted">${t(`expertise.lead-${session.me.role}`)}</p>
      ${this.trouble ? html`<p class="notice trouble" role="alert">${icons.alert}<span>${this.trouble}</span></p>` : nothing}
      ${open.length ? html`<ul class="rows">${open.map(row)}</ul>` : html`<p class="none calm">${this.items ? t('expertise.none') : t('app.loading')}</p>`}
      ${over.length ? html`<section aria-labelledby="over-title"><h2 id="over-title">${t('expertise.over')}</h2><ul class="rows">${over.map(row)}</ul></section>` : nothing}
    </div>`;
  }
}

function row(one) {
  const late = OPEN.includes(one.state) && Date.parse(one.dueAt) < clock.now();
  return html`<li><a class="row" href=${toExpertise(one.id)} data-testid="expertise-${one.id}">
    <span class="row-main"><strong>${residentName(one.resident)}</strong>
      <span class="muted">${[named('specialty', one.specialty), one.careHome?.name].filter(Boolean).join(' · ')}</span></span>
    <span class="row-side"><span class="chip state" data-state=${one.state}>${named('expertise-state', one.state)}</span>
      ${OPEN.includes(one.state) ? html`<span class=${late ? 'fault' : 'muted'}>${t(late ? 'expertise.late' : 'expertise.due', { at: dayAndHour(one.dueAt, session.me.zone) })}</span>` : nothing}</span>
    ${icons.arrow}</a></li>`;
}

customElements.define('chevet-expertises', Expertises);
