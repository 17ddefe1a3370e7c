import { html, nothing } from 'lit';
import { read } from '../api.js';
import { byDay, clocksDiffer, dayOf, longDay, startOfDay } from '../calendar.js';
import { clock } from '../clock.js';
import { hour, residentName } from '../format.js';
import * as icons from '../icons.js';
import { intents } from '../intents.js';
import { kept } from '../kept.js';
import { named, t } from '../language.js';
import { live } from '../live.js';
import { clashes } from '../parts/clashes.js';
import '../parts/equipment.js';
import '../parts/outside-rules.js';
import '../parts/reason.js';
import '../parts/reminders.js';
import { readUntil } from '../parts/retry.js';
import { EMPTY_REQUEST, draftOf } from '../request.js';
import { toAvailability, toConsultation, toRequest, toTime } from '../routes.js';
import { session } from '../session.js';
import { View } from '../view.js';

const WEEK_DAYS = 7;
const MINUTE_MS = 60_000;
const FIRM = ['booked', 'held'];
const OVER = 'cancelled';

/** The booked times of a week, day by day: a care home's, or a physician's own. */
class Agenda extends View {
  static properties = {
    week: { state: true },
    span: { state: true },
    items: { state: true },
    names: { state: true },
    trouble: { state: true },
    home: { state: true },
    withOver: { state: true },
  };
  #again = () => this.#load();

  constructor() {
    super();
    Object.assign(this, { week: 0, span: WEEK_DAYS, items: null, names: new Map(), home: '', withOver: false });
  }

  connectedCallback() {
    super.connectedCallback();
    this.#load();
    this.#readNames();
    live.addEventListener('notification', this.#again);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    live.removeEventListener('notification', this.#again);
  }

  get #zone() {
    return session.me.role === 'nurse' ? (session.me.careHomes?.[0]?.zone ?? session.me.zone) : session.me.zone;
  }

  async #load() {
    const from = startOfDay(this.#zone, this.week);
    const to = startOfDay(this.#zone, this.week + this.span);
    try {
      const { items } = await read(`/api/v1/bookings?${new URLSearchParams({ from, to })}`);
      this.items = items.filter((booking) => FIRM.includes(booking.state) || booking.state === OVER);
      this.trouble = null;
    } catch (problem) {
      this.trouble = problem.message;
    }
  }

  // Who is booked is known to the nurses of the home by the residents, to the physician by her consultations.
  async #readNames() {
    if (session.me.role !== 'nurse') return;
    const residents = await readUntil('/api/v1/residents', () => this.isConnected).catch(() => []);
    this.names = new Map((residents ?? []).map((resident) => [resident.id, resident]));
  }

  render() {
    const shown = (this.items ?? []).filter(
      (booking) => (!this.home || booking.careHome.id === this.home) && (this.withOver || booking.state !== OVER),
    );
    const days = byDay(shown, (booking) => booking.start, this.#zone);
    return html`<div class="page agenda" data-testid="agenda">
      <div class="section-head">
        <h1>${t('agenda.title')}</h1>
        ${session.me.role === 'nurse' ? nothing : html`<a class="button tonal" href=${toAvailability}>${icons.clockFace}${t(session.me.role === 'coordinator' ? 'agenda.availabilities' : 'agenda.availability')}</a>`}
      </div>
      <nav class="agenda-turn" aria-label=${t('agenda.turn')}>
        <button class="quiet" data-testid="earlier" aria-label=${t('agenda.earlier')} @click=${() => this.#turn(this.week - this.span)}>${icons.back}</button>
        <p role="status">${this.#range()}</p>
        <button class="quiet" data-testid="later" aria-label=${t('agenda.later')} @click=${() => this.#turn(this.week + this.span)}>${icons.arrow}</button>
        ${this.week ? html`<button class="quiet" @click=${() => this.#turn(0)}>${t('agenda.today')}</button>` : nothing}
        ${session.me.role === 'physician' ? nothing : html`<button class="quiet" data-testid="with-over" aria-pressed=${String(this.withOver)} @click=${() => (this.withOver = !this.withOver)}>${t('agenda.with-over')}</button>`}
        <div class="spans" role="group" aria-label=${t('agenda.span')}>
          ${[1, WEEK_DAYS].map((span) => html`<button class="quiet" aria-pressed=${String(this.span === span)} @click=${() => this.#spread(span)}>${t(`agenda.span-${span}`)}</button>`)}
        </div>
      </nav>
      ${this.trouble ? html`<p class="notice trouble" role="alert">${icons.alert}<span>${this.trouble}</span></p>` : nothing}
      ${this.#homes()} ${days.map(([day, bookings]) => this.#day(day, bookings))}
      ${shown.length ? nothing : html`<p class="none calm">${this.items ? t('agenda.none') : t('app.loading')}</p>`}
      ${session.me.role === 'physician' ? nothing : (session.me.careHomes ?? []).map((home) => html`<chevet-equipment .careHome=${home}></chevet-equipment>`)}
    </div>`;
  }

  // A coordinator has several care homes before her, and may look at one.
  #homes() {
    const homes = new Map((this.items ?? []).map((booking) => [booking.careHome.id, booking.careHome.name]));
    if (session.me.role !== 'coordinator' || homes.size < 2) return nothing;
    return html`<div class="field"><label for="home">${t('agenda.home')}</label>
      <select id="home" @change=${(event) => (this.home = event.target.value)}>
        <option value="">${t('agenda.all-homes')}</option>
        ${[...homes].map(([id, name]) => html`<option value=${id} ?selected=${id === this.home}>${name}</option>`)}
      </select></div>`;
  }

  #range() {
    const from = startOfDay(this.#zone, this.week);
    if (this.span === 1) return longDay(from, this.#zone);
    const to = startOfDay(this.#zone, this.week + this.span - 1);
    return t('agenda.range', { from: longDay(from, this.#zone), to: longDay(to, this.#zone) });
  }

  #turn(week) {
    this.week = week;
    this.items = null;
    this.#load();
  }

  #spread(span) {
    this.span = span;
    this.#turn(this.week);
  }

  #day(day, bookings) {
    const today = day === dayOf(clock.now(), this.#zone);
    return html`<section aria-labelledby="day-${day}">
      <h2 id="day-${day}">${longDay(bookings[0].start, this.#zone)}${today ? html` <span class="count">${t('agenda.is-today')}</span>` : nothing}</h2>
      <ul class="rows">${bookings.map((booking) => this.#row(booking))}</ul>
    </section>`;
  }

  #row(booking) {
    const nurse = session.me.role === 'nurse';
    const other = nurse ? booking.physician.zone : booking.careHome.zone;
    const apart = clocksDiffer(booking.start, this.#zone, other);
    return html`<li class="row appointment" data-testid="booking-${booking.id}">
      <span class="when"><strong>${hour(booking.start, this.#zone)}</strong><small>${hour(booking.end, this.#zone)}</small></span>
      <span class="row-main">
        ${booking.consultation ? html`<a href=${toConsultation(booking.consultation)}><strong>${this.#who(booking)}</strong></a>` : html`<strong>${this.#who(booking)}</strong>`}
        <span class="muted">${[named('specialty', booking.specialty), nurse ? booking.physician.displayName : booking.careHome.name, session.me.role === 'coordinator' ? booking.physician.displayName : null].filter(Boolean).join(' · ')}</span>
        ${apart ? html`<small class="muted">${t(nurse ? 'slots.there' : 'physician.hour-there', { hour: hour(booking.start, other), place: booking.careHome.name })}</small>` : nothing}
        ${booking.hospital ? html`<small class="muted" data-testid="by-hospital">${t('agenda.by-hospital', { hospital: booking.hospital })}</small>` : nothing}
        ${booking.state === 'held' ? html`<small class="identity-unsure">${t('agenda.held')}</small>` : nothing}
        ${booking.state === OVER ? html`<small class="identity-unsure">${t('agenda.over', { reason: booking.endReason ?? '' })}</small>` : nothing}
        ${clashes(booking, this.#zone)}
        ${booking.state === 'held' ? nothing : html`<chevet-reminders .booking=${booking.id}></chevet-reminders>`}
      </span>
      <span class="row-acts">${this.#acts(booking)}</span>
    </li>`;
  }

  #who(booking) {
    const resident = this.names.get(booking.resident) ?? live.get(booking.consultation)?.resident;
    return resident ? residentName(resident) : t('agenda.somebody', { home: booking.careHome.name });
  }

  #acts(booking) {
    const calendar = html`<a class="button quiet" href="/api/v1/bookings/${booking.id}/calendar.ics" aria-label=${t('agenda.calendar')} title=${t('agenda.calendar')}>${icons.calendar}</a>`;
    if (booking.state === OVER || booking.start < new Date(clock.now()).toISOString()) return calendar;
    return html`${this.#completion(booking)}${calendar}
      <a class="button quiet" data-testid="move" href=${toTime('bookings', booking.id)}>${t('agenda.move')}</a>
      ${session.me.role === 'coordinator' ? this.#override(booking) : nothing}
      <chevet-reason name="call-off" words="call-off" tone="quiet danger" .act=${({ reason }) => this.#change(booking, 'cancellation', { reason })}></chevet-reason>`;
  }

  /** A hospital books time alone: a nurse completes it with a request, its dossier and the consent. */
  #completion(booking) {
    const { hospital, consultation, state, resident } = booking;
    if (session.me.role !== 'nurse' || !hospital || consultation || state !== 'booked') return nothing;
    return html`<a class="button primary" data-testid="complete" href=${toRequest(resident)} @click=${() => this.#begin(booking)}>${t('agenda.complete')}</a>`;
  }

  #begin({ resident, specialty, urgency }) {
    const draft = draftOf(resident);
    kept.put(draft, { ...EMPTY_REQUEST, urgency, ...kept.get(draft), specialty, way: 'time' });
  }

  /** Setting the rules aside is the coordinator's alone, with a reason that stays on record. */
  #override(booking) {
    return html`<chevet-outside-rules
      .words=${'override'}
      .physician=${booking.physician}
      .occupied=${booking.resident ? `/api/v1/residents/${booking.resident}/appointments` : null}
      .zone=${booking.careHome.zone}
      .start=${booking.start}
      .minutes=${(Date.parse(booking.end) - Date.parse(booking.start)) / MINUTE_MS}
      .act=${({ start, reason }) => this.#change(booking, 'move', { start, override: { reason } })}
    ></chevet-outside-rules>`;
  }

  async #change(booking, act, body) {
    await intents.submit({ path: `/api/v1/bookings/${booking.id}/${act}`, body });
    await this.#load();
  }
}

customElements.define('chevet-agenda', Agenda);
