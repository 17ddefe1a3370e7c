import { html, nothing } from 'lit';
import { read } from '../api.js';
import { byDay, clocksDiffer, instantOf, longDay, startOfDay, zoneName } from '../calendar.js';
import { hour, shortDate } from '../format.js';
import * as icons from '../icons.js';
import { named, t } from '../language.js';
import { languageName } from '../spoken.js';
import { View } from '../view.js';

const PHYSICIANS = 6;
const SLOTS = 24;
const FURTHER_DAYS = 7;
const DAYS_MAX = 28;

/**
 * The free times, physician by physician, best first, each with the reasons for its place. `query` is
 * {specialty, urgency, resident, consultation, physician, language}; `zone` is the care home's; `from`
 * is the day to look from on, today without.
 * Event: 'chosen' with {physician, slot}.
 */
class Slots extends View {
  static properties = {
    query: {},
    from: {},
    zone: {},
    busy: { type: Boolean },
    found: { state: true },
    days: { state: true },
    trouble: { state: true },
    reading: { state: true },
  };
  #asked = '';

  constructor() {
    super();
    Object.assign(this, { found: null, days: 0, reading: false });
  }

  willUpdate() {
    const asked = JSON.stringify([this.query, this.days, this.from]);
    if (asked === this.#asked) return;
    this.#asked = asked;
    this.#read();
  }

  /** Reads again: what was free a moment ago may be taken. */
  again() {
    return this.#read();
  }

  async #read() {
    const asked = this.#asked;
    this.reading = true;
    this.trouble = null;
    try {
      const found = await read(`/api/v1/slots?${this.#search()}`);
      if (asked === this.#asked) this.found = found;
    } catch (problem) {
      this.trouble = problem.message;
    } finally {
      this.reading = false;
    }
  }

  #search() {
    const wanted = { ...this.query, physicians: PHYSICIANS, slots: SLOTS };
    if (this.from) {
      wanted.from = instantOf(this.from, '00:00', this.zone);
      wanted.to = startOfDay(this.zone, this.days || FURTHER_DAYS, wanted.from);
    } else if (this.days) {
      wanted.to = startOfDay(this.zone, this.days);
    }
    return new URLSearchParams(Object.entries(wanted).filter(([, value]) => value)).toString();
  }

  render() {
    const items = this.found?.items ?? [];
    return html`<div class="slots" aria-busy=${this.reading ? 'true' : 'false'} data-testid="slots">
      ${this.trouble ? html`<p class="notice trouble" role="alert">${icons.alert}<span>${this.trouble}</span></p>` : nothing}
      ${items.map((item) => this.#physician(item))}
      ${items.length || this.reading || this.trouble ? nothing : html`<p class="none calm" role="status">${t('slots.none')}</p>`}
      ${this.reading && !this.found ? html`<p class="none" role="status">${t('app.loading')}</p>` : nothing}
      ${this.days < DAYS_MAX
        ? html`<button type="button" class="quiet" data-testid="further" ?disabled=${this.reading} @click=${() => (this.days += FURTHER_DAYS)}>${icons.calendar}${t('slots.further', { n: this.days + FURTHER_DAYS })}</button>`
        : nothing}
    </div>`;
  }

  #physician({ physician, reasons, slots }) {
    return html`<article class="card physician-slots" data-testid="physician-${physician.id}">
      <header>
        <h2>${physician.displayName}</h2>
        <ul class="reasons">${reasons.map((reason) => this.#reason(reason))}</ul>
      </header>
      ${byDay(slots, (slot) => slot.start, this.zone).map(
        ([, ofDay]) => html`<div class="slot-day">
          <h3>${longDay(ofDay[0].start, this.zone)}</h3>
          <ul>${ofDay.map((slot) => html`<li>${this.#slot(physician, slot)}</li>`)}</ul>
        </div>`,
      )}
    </article>`;
  }

  #slot(physician, slot) {
    const apart = clocksDiffer(slot.start, this.zone, physician.zone);
    const there = hour(slot.start, physician.zone);
    return html`<button
      type="button"
      class="slot"
      data-testid="slot"
      data-start=${slot.start}
      ?disabled=${this.busy}
      aria-label=${t('slots.choose', { day: longDay(slot.start, this.zone), hour: hour(slot.start, this.zone), who: physician.displayName })}
      @click=${() => this.dispatchEvent(new CustomEvent('chosen', { detail: { physician, slot } }))}
    >
      ${hour(slot.start, this.zone)}
      ${apart ? html`<small>${t('slots.there', { hour: there, place: zoneName(physician.zone) })}</small>` : nothing}
    </button>`;
  }

  #reason(reason) {
    switch (reason.code) {
      case 'knows-resident':
        return html`<li class="known">${icons.heart}${t('slots.knows', { date: shortDate(reason.lastSeenAt, this.zone), n: reason.consultations })}</li>`;
      case 'speaks-language':
        return html`<li>${icons.speech}${t('slots.speaks', { language: languageName(reason.language) })}</li>`;
      case 'free-from':
        return nothing;
      default:
        return html`<li>${named('slots.reason', reason.code)}</li>`;
    }
  }
}

customElements.define('chevet-slots', Slots);
