import { html } from 'lit';
import { read } from '../api.js';
import { clock } from '../clock.js';
import * as icons from '../icons.js';
import { t } from '../language.js';
import { View } from '../view.js';
import { bothTimes } from './time-facts.js';

// As far as the service answers at once.
const AHEAD_MS = 30 * 24 * 3_600_000;

/** The times that hospitals have booked for a resident, each waiting for a nurse's request. Event: 'taken'. */
class ByHospital extends View {
  static properties = { resident: {}, specialty: {}, items: { state: true } };
  #read = null;

  willUpdate() {
    const asked = `${this.resident}/${this.specialty}`;
    if (this.#read === asked) return;
    this.#read = asked;
    this.#load();
  }

  async #load() {
    const now = clock.now();
    const range = { from: new Date(now).toISOString(), to: new Date(now + AHEAD_MS).toISOString() };
    const { items } = await read(`/api/v1/bookings?${new URLSearchParams(range)}`).catch(() => ({ items: [] }));
    this.items = (items ?? []).filter((one) => this.#waits(one));
  }

  #waits({ hospital, state, consultation, resident, specialty }) {
    return hospital && state === 'booked' && !consultation && resident === this.resident && specialty === this.specialty;
  }

  render() {
    return (this.items ?? []).map(
      (booking) => html`<section class="card" data-testid="by-hospital">
        <h2>${t('time.by-hospital', { hospital: booking.hospital })}</h2>
        <p>${bothTimes(booking.start, booking.end, booking.careHome, booking.physician)} · ${booking.physician.displayName}</p>
        <button type="button" class="primary" data-testid="take-booked" @click=${() => this.#take(booking)}>${icons.check}${t('time.take')}</button>
      </section>`,
    );
  }

  #take(booking) {
    this.dispatchEvent(new CustomEvent('taken', { detail: booking }));
  }
}

customElements.define('chevet-by-hospital', ByHospital);
