import { html, nothing } from 'lit';
import { readIfOffered } from '../api.js';
import { zoneName } from '../calendar.js';
import * as icons from '../icons.js';
import { intents } from '../intents.js';
import { named, t } from '../language.js';
import { departureRow } from '../parts/departure-row.js';
import '../parts/physician-choice.js';
import '../parts/spoken-languages.js';
import '../parts/territories.js';
import { toAgenda } from '../routes.js';
import { session } from '../session.js';
import { View, announce } from '../view.js';
import { weekdayName } from '../weekdays.js';

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const RULES = [
  { field: 'slotMinutes', low: 5, high: 240 },
  { field: 'bufferBeforeMinutes', low: 0, high: 120 },
  { field: 'bufferAfterMinutes', low: 0, high: 120 },
  { field: 'leadMinutes', low: 0, high: 20_160 },
  { field: 'dailyCap', low: 0, high: 100 },
];
const HOLIDAYS = ['fr', 'fr-alsace-moselle', 'fr-guadeloupe', 'fr-guyane', 'fr-martinique', 'fr-mayotte', 'fr-reunion', 'none'];
const NEW = { slotMinutes: 20, bufferBeforeMinutes: 0, bufferAfterMinutes: 5, leadMinutes: 60, dailyCap: 0, holidays: 'fr', patterns: [], departures: [] };

/**
 * When a physician can be booked: her usual week, what departs from it, and the rules of her slots.
 * She writes her own; a coordinator first says whose.
 */
class Availability extends View {
  static properties = {
    specialty: { state: true },
    who: { state: true },
    kept: { state: true },
    saved: { state: true },
    trouble: { state: true },
    saving: { state: true },
  };

  constructor() {
    super();
    Object.assign(this, { kept: null, saved: false, saving: false });
    this.who = session.me.role === 'physician' ? session.me : null;
    [this.specialty] = this.who?.specialties ?? [];
  }

  connectedCallback() {
    super.connectedCallback();
    if (this.who) this.#load();
  }

  get #path() {
    return `/api/v1/physicians/${this.who.id}/availabilities/${this.specialty}`;
  }

  get #coordinates() {
    return session.me.role === 'coordinator';
  }

  #choose({ physician, specialty }) {
    Object.assign(this, { who: physician, specialty, saved: false });
    this.#load();
  }

  async #load() {
    this.trouble = null;
    this.kept = null;
    try {
      const found = await readIfOffered(this.#path);
      this.kept = { ...NEW, ...found };
    } catch (problem) {
      this.trouble = problem.message;
    }
  }

  render() {
    return html`<form class="page availability" novalidate @submit=${this.#save} data-testid="availability">
      <a class="backward" href=${toAgenda}>${icons.back}${t('availability.back')}</a>
      <div>
        <h1>${this.#coordinates ? t('availability.title-of', { who: this.who?.displayName ?? t('availability.a-physician') }) : t('availability.title')}</h1>
        ${this.who ? html`<p class="muted">${t(this.#coordinates ? 'availability.zone-of' : 'availability.zone', { place: zoneName(this.who.zone) })}</p>` : nothing}
      </div>
      ${this.#coordinates ? html`<chevet-physician-choice @chosen=${({ detail }) => this.#choose(detail)}></chevet-physician-choice>` : nothing}
      ${(this.who?.specialties ?? []).length > 1 ? this.#specialties() : nothing}
      ${this.trouble ? html`<p class="notice trouble" role="alert">${icons.alert}<span>${this.trouble}</span></p>` : nothing}
      ${this.kept ? html`${this.#week()} ${this.#departures()} ${this.#rules()} <chevet-spoken-languages .physician=${this.who.id}></chevet-spoken-languages><chevet-territories .physician=${this.who.id} .mayChange=${this.#coordinates}></chevet-territories>` : nothing}
      ${this.kept || !this.who || this.trouble ? nothing : html`<p class="none" role="status">${t('app.loading')}</p>`}
      ${this.kept
        ? html`<footer class="act">
            <p class="fine" role="status">${this.saved ? html`${icons.check} ${t('availability.saved')}` : t('availability.fine')}</p>
            <button class="primary large" data-testid="save-availability" ?disabled=${this.saving}>${this.saving ? t('availability.saving') : t('availability.save')}</button>
          </footer>`
        : nothing}
    </form>`;
  }

  #specialties() {
    return html`<div class="spans" role="group" aria-label=${t('availability.specialty')}>
      ${this.who.specialties.map((code) => html`<button type="button" class="quiet" aria-pressed=${String(code === this.specialty)} @click=${() => this.#turn(code)}>${named('specialty', code)}</button>`)}
    </div>`;
  }

  #turn(specialty) {
    this.specialty = specialty;
    this.saved = false;
    this.#load();
  }

  #week() {
    return html`<section aria-labelledby="week-title">
      <h2 id="week-title">${t('availability.week')}</h2>
      <ul class="rows week">${DAYS.map((day) => this.#weekday(day))}</ul>
    </section>`;
  }

  #weekday(day) {
    const hours = this.kept.patterns.map((pattern, place) => ({ pattern, place })).filter(({ pattern }) => pattern.day === day);
    return html`<li class="row weekday">
      <strong>${weekdayName(day)}</strong>
      <div class="stretches">
        ${hours.length ? nothing : html`<span class="muted">${t('availability.closed')}</span>`}
        ${hours.map(({ pattern, place }) => html`<span class="stretch" role="group" aria-label=${weekdayName(day)}>
          <input type="time" aria-label=${t('availability.opens')} data-testid="opens-${day}" .value=${pattern.opens.slice(0, 5)} @change=${(event) => this.#pattern(place, { opens: event.target.value })} />
          <span aria-hidden="true">–</span>
          <input type="time" aria-label=${t('availability.closes')} data-testid="closes-${day}" .value=${pattern.closes.slice(0, 5)} @change=${(event) => this.#pattern(place, { closes: event.target.value })} />
          <button type="button" class="quiet small" aria-label=${t('availability.remove')} @click=${() => this.#take({ patterns: without(this.kept.patterns, place) })}>${icons.cross}</button>
        </span>`)}
      </div>
      <button type="button" class="quiet small" data-testid="add-${day}" aria-label=${t('availability.add-hours', { day: weekdayName(day) })} @click=${() => this.#addHours(day, hours.length)}>${icons.plus}</button>
    </li>`;
  }

  #addHours(day, already) {
    const [opens, closes] = already ? ['14:00', '17:00'] : ['09:00', '12:00'];
    this.#take({ patterns: [...this.kept.patterns, { day, opens, closes }] });
  }

  #pattern(place, part) {
    this.#take({ patterns: replaced(this.kept.patterns, place, part) });
  }

  #departures() {
    const all = this.kept.departures;
    return html`<section aria-labelledby="departures-title">
      <h2 id="departures-title">${t('availability.departures')}</h2>
      ${all.length
        ? html`<ul class="rows">${all.map((departure, place) =>
            departureRow(departure, place, {
              take: (part) => this.#take({ departures: replaced(all, place, part) }),
              remove: () => this.#take({ departures: without(all, place) }),
            }),
          )}</ul>`
        : html`<p class="none">${t('availability.no-departures')}</p>`}
      <div class="adding-ways">
        ${['away', 'closed', 'extra'].map((kind) => html`<button type="button" data-testid="add-${kind}" @click=${() => this.#take({ departures: [...all, { kind }] })}>${icons.plus}${t(`departure.${kind}`)}</button>`)}
      </div>
    </section>`;
  }

  #rules() {
    return html`<section aria-labelledby="rules-title">
      <h2 id="rules-title">${t('availability.rules')}</h2>
      <div class="card rules">
        ${RULES.map(({ field, low, high }) => html`<div class="field">
          <label for=${field}>${t(`availability.${field}`)}</label>
          <input id=${field} type="number" inputmode="numeric" min=${low} max=${high} .value=${String(this.kept[field])} @change=${(event) => this.#take({ [field]: Number(event.target.value) })} />
        </div>`)}
        <div class="field">
          <label for="holidays">${t('availability.holidays')}</label>
          <select id="holidays" @change=${(event) => this.#take({ holidays: event.target.value })}>
            ${HOLIDAYS.map((code) => html`<option value=${code} ?selected=${code === this.kept.holidays}>${t(`holidays.${code}`)}</option>`)}
          </select>
        </div>
      </div>
    </section>`;
  }

  #take(part) {
    this.kept = { ...this.kept, ...part };
    this.saved = false;
  }

  async #save(event) {
    event.preventDefault();
    this.saving = true;
    this.trouble = null;
    try {
      await intents.submit({ method: 'PUT', path: this.#path, body: this.kept });
      this.saved = true;
      announce(t('availability.saved'));
    } catch (problem) {
      this.trouble = problem.message;
    } finally {
      this.saving = false;
    }
  }
}

const without = (list, place) => list.filter((_, at) => at !== place);
const replaced = (list, place, part) => list.map((one, at) => (at === place ? { ...one, ...part } : one));

customElements.define('chevet-availability', Availability);
