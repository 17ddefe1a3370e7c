import { html, nothing } from 'lit';
import { read } from '../api.js';
import { dayAndHour } from '../format.js';
import * as icons from '../icons.js';
import { named, t } from '../language.js';
import { View } from '../view.js';

/** Who looked at a resident's record or changed it. Read when asked for: asking is written down too. */
class Looks extends View {
  static properties = { resident: {}, zone: {}, lines: { state: true }, next: { state: true }, trouble: { state: true } };

  constructor() {
    super();
    this.lines = null;
    this.next = null;
  }

  render() {
    return html`<section aria-labelledby="looks-title" data-testid="looks">
      <h2 id="looks-title">${t('looks.title')}</h2>
      ${this.trouble ? html`<p class="notice trouble" role="alert">${icons.alert}<span>${this.trouble}</span></p>` : nothing}
      ${this.lines
        ? html`<ul class="rows">${this.lines.map((line) => this.#line(line))}</ul>`
        : html`<p class="muted">${t('looks.why')}</p>`}
      ${this.lines && !this.next
        ? nothing
        : html`<button class="tonal" data-testid="show-looks" @click=${this.#more}>${t(this.lines ? 'looks.more' : 'looks.show')}</button>`}
    </section>`;
  }

  #line(line) {
    return html`<li class="row" data-testid="look">
      <span class="row-main">
        <strong>${line.who.displayName ?? named('looks.role', line.who.role)}</strong>
        <span class="muted">${named('looks.what', line.what)} · ${dayAndHour(line.at, this.zone)}${line.from ? html` · ${line.from}` : nothing}</span>
        ${line.emergency ? html`<small class="identity-unsure">${t('looks.emergency', { reason: line.emergency })}</small>` : nothing}
      </span>
    </li>`;
  }

  async #more() {
    this.trouble = null;
    try {
      const page = await read(`/api/v1/residents/${this.resident}/accesses${this.next ? `?before=${this.next}` : ''}`);
      this.lines = [...(this.lines ?? []), ...page.items];
      this.next = page.next ?? null;
    } catch (problem) {
      this.trouble = problem.message;
    }
  }
}

customElements.define('chevet-looks', Looks);
