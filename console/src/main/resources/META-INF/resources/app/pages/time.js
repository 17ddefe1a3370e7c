import { html, nothing } from 'lit';
import { read, readIfOffered } from '../api.js';
import { age, fullDate, residentName } from '../format.js';
import * as icons from '../icons.js';
import { intents } from '../intents.js';
import { kept } from '../kept.js';
import { named, t } from '../language.js';
import { live } from '../live.js';
import '../parts/hold.js';
import '../parts/slots.js';
import { EMPTY_REQUEST, draftOf, requestBody } from '../request.js';
import { toConsultation, toRequest, toTime } from '../routes.js';
import { SPOKEN, languageName } from '../spoken.js';
import { View } from '../view.js';

const carried = { trouble: null };

/**
 * Choosing a time: for a request still being written (`of` = 'residents'), for one already sent
 * ('consultations'), or another time for a booking ('bookings').
 */
class Time extends View {
  static properties = {
    of: {},
    subject: {},
    case: { state: true },
    kits: { state: true },
    rooms: { state: true },
    wishes: { state: true },
    chosen: { state: true },
    hold: { state: true },
    trouble: { state: true },
    busy: { state: true },
  };

  constructor() {
    super();
    Object.assign(this, { case: null, kits: [], rooms: [], wishes: {}, hold: null, chosen: null, busy: false });
    this.trouble = carried.trouble;
    carried.trouble = null;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#load();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    if (this.hold) this.#letGo(this.hold);
  }

  async #load() {
    try {
      this.case = await this.#read();
      this.wishes = { language: this.case.resident.language, ...this.wishes };
      const home = this.case.resident.careHome ?? this.case.careHome;
      const [kits, rooms] = await Promise.all(
        ['device-kits', 'rooms'].map((what) => readIfOffered(`/api/v1/care-homes/${home.id}/${what}`).catch(() => null)),
      );
      this.kits = (kits?.items ?? []).filter((one) => !one.retired);
      this.rooms = (rooms?.items ?? []).filter((one) => !one.retired);
    } catch (problem) {
      this.trouble = problem.message;
    }
  }

  async #read() {
    if (this.of === 'residents') {
      const typed = { ...EMPTY_REQUEST, ...kept.get(draftOf(this.subject)) };
      const resident = await read(`/api/v1/residents/${this.subject}`);
      return { resident, careHome: resident.careHome, specialty: typed.specialty, urgency: typed.urgency, typed };
    }
    if (this.of === 'consultations') {
      const view = live.get(this.subject) ?? (await read(`/api/v1/consultations/${this.subject}`));
      return { ...view, consultation: view.id };
    }
    const booking = await read(`/api/v1/bookings/${this.subject}`);
    const resident = await read(`/api/v1/residents/${booking.resident}`);
    return { ...booking, resident, booking };
  }

  render() {
    const { resident, careHome } = this.case ?? {};
    return html`<div class="page time">
      <a class="backward" href=${this.#back}>${icons.back}${t(`time.back.${this.of}`)}</a>
      <h1>${t(this.of === 'bookings' ? 'time.title-move' : 'time.title')}</h1>
      ${resident
        ? html`<div class="who"><strong>${residentName(resident)}</strong>
            <span class="muted">${age(resident.birthDate)} · ${t('resident.born', { sex: resident.sex, date: fullDate(resident.birthDate) })}</span>
            <span>${named('specialty', this.case.specialty)} · ${named('urgency', this.case.urgency)}</span></div>`
        : html`<p class="none" role="status">${t('app.loading')}</p>`}
      ${this.trouble ? html`<p class="notice trouble" role="alert">${icons.alert}<span>${this.trouble}</span></p>` : nothing}
      ${this.case && !this.chosen ? this.#wishes() : nothing}
      ${this.chosen
        ? html`<chevet-hold
            .chosen=${this.chosen}
            .hold=${this.hold}
            .careHome=${careHome}
            .extras=${this.#extras()}
            .busy=${this.busy}
            .moving=${this.of === 'bookings'}
            @book=${this.#book}
            @back=${this.#other}
            @lost=${this.#lost}
          ></chevet-hold>`
        : nothing}
      ${this.case
        ? html`<chevet-slots ?hidden=${this.chosen !== null} .busy=${this.busy} .zone=${careHome.zone} .query=${this.#query()} @chosen=${(event) => this.#choose(event.detail)}></chevet-slots>`
        : nothing}
    </div>`;
  }

  get #back() {
    if (this.of === 'residents') return toRequest(this.subject);
    const consultation = this.of === 'consultations' ? this.subject : this.case?.booking?.consultation;
    return consultation ? toConsultation(consultation) : '#/agenda';
  }

  #query() {
    const { specialty, urgency, resident } = this.case;
    return { specialty, urgency: urgency === 'immediate' ? 'today' : urgency, resident: resident.id, language: this.wishes.language };
  }

  #wishes() {
    return html`<div class="wishes">
      ${this.#wish('language', SPOKEN.map((code) => ({ id: code, name: languageName(code) })))}
      ${this.of === 'bookings' ? nothing : html`${this.#wish('deviceKit', this.kits)} ${this.#wish('room', this.rooms)}`}
    </div>`;
  }

  #wish(name, options) {
    if (!options.length) return nothing;
    return html`<div class="field">
      <label for="wish-${name}">${t(`time.wish.${name}`)}</label>
      <select id="wish-${name}" data-testid="wish-${name}" @change=${(event) => (this.wishes = { ...this.wishes, [name]: event.target.value })}>
        <option value="">${t(`time.wish.${name}-any`)}</option>
        ${options.map((one) => html`<option value=${one.id} ?selected=${one.id === this.wishes[name]}>${one.name}</option>`)}
      </select>
    </div>`;
  }

  #extras() {
    const name = (list, id) => list.find((one) => one.id === id)?.name;
    return [name(this.kits, this.wishes.deviceKit), name(this.rooms, this.wishes.room)].filter(Boolean);
  }

  async #choose(chosen) {
    if (this.of === 'bookings') {
      this.chosen = chosen;
      return;
    }
    await this.#act(async () => {
      const { resident, specialty, urgency, consultation } = this.case;
      const { deviceKit, room } = this.wishes;
      const body = {
        resident: resident.id,
        physician: chosen.physician.id,
        specialty,
        urgency,
        start: chosen.slot.start,
        ...(deviceKit && { deviceKit }),
        ...(room && { room }),
        ...(consultation && { consultation }),
      };
      this.hold = await intents.submit({ path: '/api/v1/holds', body });
      this.chosen = chosen;
    });
    if (this.trouble) this.querySelector('chevet-slots').again();
  }

  async #book() {
    if (this.of === 'bookings') return this.#move();
    await this.#act(async () => {
      const consultation = this.case.consultation ?? (await this.#send());
      try {
        await intents.submit({ path: `/api/v1/bookings/${this.hold.id}/confirmation`, body: { consultation } });
      } catch (problem) {
        // The request has left and stays; only its time has to be chosen anew.
        this.hold = null;
        carried.trouble = problem.message;
        location.hash = toTime('consultations', consultation);
        return;
      }
      this.hold = null;
      read(`/api/v1/consultations/${consultation}`).then((view) => live.take(view)).catch(() => {});
      location.hash = toConsultation(consultation);
    });
  }

  async #send() {
    const { resident, typed } = this.case;
    const view = await intents.submit({
      path: '/api/v1/consultations',
      body: requestBody(resident.id, typed),
      about: { draft: draftOf(resident.id), who: residentName(resident) },
      durable: true,
    });
    live.take(view);
    this.case = { ...this.case, consultation: view.id };
    return view.id;
  }

  async #move() {
    await this.#act(async () => {
      const { physician, slot } = this.chosen;
      const body = { start: slot.start, physician: physician.id };
      const booking = await intents.submit({ path: `/api/v1/bookings/${this.subject}/move`, body });
      location.hash = booking.consultation ? toConsultation(booking.consultation) : '#/agenda';
    });
    if (this.trouble) this.#other();
  }

  #other() {
    if (this.hold) this.#letGo(this.hold);
    Object.assign(this, { chosen: null, hold: null });
    this.querySelector('chevet-slots')?.again();
  }

  #lost() {
    if (this.busy) return;
    Object.assign(this, { chosen: null, hold: null, trouble: t('hold.lost') });
    this.querySelector('chevet-slots')?.again();
  }

  #letGo(hold) {
    intents.submit({ path: `/api/v1/bookings/${hold.id}/cancellation`, body: { reason: t('hold.not-taken') } }).catch(() => {});
  }

  async #act(action) {
    this.busy = true;
    this.trouble = null;
    try {
      await action();
    } catch (problem) {
      this.trouble = problem.message;
    } finally {
      this.busy = false;
    }
  }
}

customElements.define('chevet-time', Time);
