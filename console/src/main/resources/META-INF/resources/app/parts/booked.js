import { html, nothing } from 'lit';
import { readIfOffered } from '../api.js';
import { dayAndHour } from '../format.js';
import * as icons from '../icons.js';
import { intents } from '../intents.js';
import { named, t } from '../language.js';
import { live } from '../live.js';
import { toTime } from '../routes.js';
import { session } from '../session.js';
import { View } from '../view.js';
import './reason.js';
import { bothTimes } from './time-facts.js';

/** The booked time of a consultation: when, for both sides, what one may do about it, who is reminded. */
class Booked extends View {
  static properties = { view: {}, booking: { state: true }, reminders: { state: true } };
  #read = null;

  willUpdate() {
    const { booking, starts } = this.view.scheduled;
    if (this.#read === booking + starts) return;
    this.#read = booking + starts;
    this.#load(booking);
  }

  async #load(booking) {
    const quietly = (path) => readIfOffered(path).catch(() => null);
    this.booking = await quietly(`/api/v1/bookings/${booking}`);
    const reminders = await quietly(`/api/v1/reminders?booking=${booking}`);
    this.reminders = Array.isArray(reminders) ? reminders : (reminders?.items ?? []);
  }

  render() {
    const { booking, starts, ends } = this.view.scheduled;
    const may = session.me.role === 'nurse';
    const physician = this.booking?.physician ?? this.view.physician;
    return html`<div class="booked" data-testid="booked">
      <p class="booked-time">${icons.calendar}${bothTimes(starts, ends, this.view.careHome, physician)}</p>
      <div class="booked-acts">
        <a class="button" href="/api/v1/bookings/${booking}/calendar.ics" data-testid="calendar-file">${icons.calendar}${t('agenda.calendar')}</a>
        ${may ? html`<a class="button" data-testid="move" href=${toTime('bookings', booking)}>${t('agenda.move')}</a>` : nothing}
        <chevet-reason name="call-off" words="call-off" tone="quiet danger" .act=${({ reason }) => this.#callOff(booking, reason)}></chevet-reason>
      </div>
      ${this.reminders?.length ? html`<details class="reminders" data-testid="reminders"><summary>${t('reminder.title', { n: this.reminders.length })}</summary><ul class="files">${this.reminders.map(reminderRow)}</ul></details>` : nothing}
    </div>`;
  }

  async #callOff(booking, reason) {
    await intents.submit({ path: `/api/v1/bookings/${booking}/cancellation`, body: { reason } });
    const view = await readIfOffered(`/api/v1/consultations/${this.view.id}`);
    if (view) live.take(view);
  }
}

function reminderRow(reminder) {
  const zone = session.me.zone;
  const when = reminder.sentAt ? t('reminder.sent-at', { at: dayAndHour(reminder.sentAt, zone) }) : t('reminder.due', { at: dayAndHour(reminder.due, zone) });
  return html`<li class="file" data-state=${reminder.state}>
    <span class="file-words"><strong>${named('reminder.channel', reminder.channel)} · ${reminder.to?.displayName ?? reminder.to}</strong>
      <small>${named('reminder.state', reminder.state)} · ${when}${reminder.attempts > 1 ? ` · ${t('reminder.attempts', { n: reminder.attempts })}` : ''}</small>
      ${reminder.lastError && reminder.state !== 'sent' ? html`<small class="fault">${reminder.lastError}</small>` : nothing}</span>
  </li>`;
}

customElements.define('chevet-booked', Booked);
