import { html } from 'lit';
import { readIfOffered } from '../api.js';
import * as icons from '../icons.js';
import { intents } from '../intents.js';
import { t } from '../language.js';
import { live } from '../live.js';
import { toTime } from '../routes.js';
import { View } from '../view.js';
import { clashes } from './clashes.js';
import './reason.js';
import './reminders.js';
import { bothTimes } from './time-facts.js';

/** The booked time of a consultation: when, for both sides, what one may do about it, who is reminded. */
class Booked extends View {
  static properties = { view: {}, booking: { state: true } };
  #read = null;
  // A clash is told as it comes; the page shows it then.
  #again = () => this.#load(this.view.scheduled.booking);

  connectedCallback() {
    super.connectedCallback();
    live.addEventListener('notification', this.#again);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    live.removeEventListener('notification', this.#again);
  }

  willUpdate() {
    const { booking, starts } = this.view.scheduled;
    if (this.#read === booking + starts) return;
    this.#read = booking + starts;
    this.#load(booking);
  }

  async #load(booking) {
    this.booking = await readIfOffered(`/api/v1/bookings/${booking}`).catch(() => null);
  }

  render() {
    const { booking, starts, ends } = this.view.scheduled;
    const physician = this.booking?.physician ?? this.view.physician;
    return html`<div class="booked" data-testid="booked">
      <p class="booked-time">${icons.calendar}${bothTimes(starts, ends, this.view.careHome, physician)}</p>
      ${clashes(this.booking, this.view.careHome.zone)}
      <div class="booked-acts">
        <a class="button" href="/api/v1/bookings/${booking}/calendar.ics" data-testid="calendar-file">${icons.calendar}${t('agenda.calendar')}</a>
        <a class="button" data-testid="move" href=${toTime('bookings', booking)}>${t('agenda.move')}</a>
        <chevet-reason name="call-off" words="call-off" tone="quiet danger" .act=${({ reason }) => this.#callOff(booking, reason)}></chevet-reason>
      </div>
      <chevet-reminders .booking=${booking}></chevet-reminders>
    </div>`;
  }

  async #callOff(booking, reason) {
    await intents.submit({ path: `/api/v1/bookings/${booking}/cancellation`, body: { reason } });
    const view = await readIfOffered(`/api/v1/consultations/${this.view.id}`);
    if (view) live.take(view);
  }
}

customElements.define('chevet-booked', Booked);
