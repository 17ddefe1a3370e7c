import { html, nothing } from 'lit';
import { read, readIfOffered } from '../api.js';
import { dayOf, instantOf, startOfDay } from '../calendar.js';
import { clock } from '../clock.js';
import { hour } from '../format.js';
import * as icons from '../icons.js';
import { named, t } from '../language.js';
import { View } from '../view.js';
import './reason.js';

const MINUTE_MS = 60_000;
const USUAL_MINUTES = 20;

/**
 * Setting the rules aside: which physician, when, why, and what has to give way. It is the
 * coordinator's alone. `physician` is {id, displayName, zone} where it is settled, else one of the
 * `specialty` is chosen; `occupied` is where to ask what else the resident has, whom she may not know;
 * `act({physician, start, reason})` does it.
 */
class OutsideRules extends View {
  static properties = {
    words: {},
    physician: {},
    specialty: {},
    occupied: {},
    zone: {},
    start: {},
    minutes: {},
    ready: { type: Boolean },
    act: {},
    physicians: { state: true },
    wish: { state: true },
    others: { state: true },
  };
  #asked = '';

  constructor() {
    super();
    Object.assign(this, { ready: true, physicians: [], wish: {}, others: [] });
  }

  connectedCallback() {
    super.connectedCallback();
    if (this.physician) return;
    readIfOffered(`/api/v1/physicians?specialty=${this.specialty}`)
      .then((found) => (this.physicians = found ?? []))
      .catch(() => {});
  }

  willUpdate() {
    const asked = JSON.stringify([this.occupied, this.#at]);
    if (asked === this.#asked) return;
    this.#asked = asked;
    this.#readOthers(asked);
  }

  get #who() {
    return this.physician ?? this.physicians.find((one) => one.id === this.wish.physician) ?? null;
  }

  get #clock() {
    return this.#who?.zone ?? this.zone;
  }

  get #day() {
    return this.wish.day ?? dayOf(this.start ?? clock.now(), this.#clock);
  }

  get #time() {
    return this.wish.time ?? (this.start ? hour(this.start, this.#clock) : '');
  }

  get #at() {
    return this.#day && this.#time ? instantOf(this.#day, this.#time, this.#clock) : null;
  }

  // What she has to see before she decides: what else the resident has at that time.
  async #readOthers(asked) {
    const start = this.#at;
    if (!this.occupied || !start) return;
    const end = new Date(Date.parse(start) + (this.minutes ?? USUAL_MINUTES) * MINUTE_MS).toISOString();
    const range = new URLSearchParams({ from: startOfDay(this.zone, 0, start), to: startOfDay(this.zone, 2, start) });
    const found = await read(`${this.occupied}?${range}`).catch(() => null);
    if (asked !== this.#asked) return;
    this.others = (found?.items ?? []).filter(
      (one) => one.state === 'planned' && Date.parse(one.start) < Date.parse(end) && Date.parse(one.end) > Date.parse(start),
    );
  }

  render() {
    return html`<chevet-reason
      name="override"
      .words=${this.words}
      .ready=${Boolean(this.ready && this.#who && this.#at)}
      .extra=${this.#extra()}
      .act=${({ reason }) => this.act({ physician: this.#who, start: this.#at, reason })}
    ></chevet-reason>`;
  }

  #extra() {
    const take = (part) => (this.wish = { ...this.wish, ...part });
    return html`<p class="notice">${icons.alert}<span>${t('override.hint', { who: this.#who?.displayName ?? t('override.the-physician') })}</span></p>
      ${this.physician
        ? nothing
        : html`<div class="field"><label for="override-physician">${t('override.physician')}</label>
            <select id="override-physician" data-testid="override-physician" @change=${(event) => take({ physician: event.target.value })}>
              <option value="">${t('override.choose-physician')}</option>
              ${this.physicians.map((one) => html`<option value=${one.id} ?selected=${one.id === this.wish.physician}>${one.displayName}</option>`)}
            </select></div>`}
      <div class="field-pair">
        <div class="field"><label>${t('override.day')}<input type="date" data-testid="override-day" .value=${this.#day} @change=${(event) => take({ day: event.target.value })} /></label></div>
        <div class="field"><label>${t('override.time')}<input type="time" data-testid="override-time" .value=${this.#time} @change=${(event) => take({ time: event.target.value })} /></label></div>
      </div>
      ${this.others.length
        ? html`<div role="status" data-testid="gives-way"><p>${t('override.gives-way')}</p><ul>${this.others.map(
            (one) => html`<li>${named('appointment.kind', one.kind)}, ${hour(one.start, this.zone)} – ${hour(one.end, this.zone)}</li>`,
          )}</ul></div>`
        : nothing}`;
  }
}

customElements.define('chevet-outside-rules', OutsideRules);
