import { html, nothing } from 'lit';
import { read } from '../api.js';
import { age, fullDate, residentName } from '../format.js';
import * as icons from '../icons.js';
import { intents } from '../intents.js';
import { kept } from '../kept.js';
import { named, t } from '../language.js';
import { live } from '../live.js';
import '../parts/by-hospital.js';
import '../parts/hold.js';
import '../parts/outside-rules.js';
import '../parts/slots.js';
import '../parts/wishes.js';
import { EMPTY_REQUEST, draftOf, requestBody } from '../request.js';
import { toAgenda, toConsultation, toHome, toRequest, toTime } from '../routes.js';
import { session } from '../session.js';
import { View } from '../view.js';

/**
 * Choosing a time: for a request still being written (`of` = 'residents'), for one already sent
 * ('consultations'), or another time for a booking ('bookings').
 */
class Time extends View {
  static properties = {
    of: {},
    subject: {},
    case: { state: true },
    known: { state: true },
    wishes: { state: true },
    chosen: { state: true },
    taken: { state: true },
    hold: { state: true },
    trouble: { state: true },
    busy: { state: true },
  };

  constructor() {
    super();
    Object.assign(this, { case: null, known: new Map(), wishes: {}, hold: null, chosen: null, taken: null, trouble: null, busy: false });
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
      this.wishes = { language: this.case.resident?.language, ...this.wishes };
    } catch (problem) {
      this.trouble = problem.message;
    }
  }

  async #read() {
    if (this.of === 'residents') {
      const typed = { ...EMPTY_REQUEST, ...kept.get(draftOf(this.subject)) };
      const resident = await read(`/api/v1/residents/${this.subject}`);
      return { resident, careHome: resident.careHome, specialty: typed.specialty, urgency: typed.urgency, typed, whose: { resident: resident.id } };
    }
    if (this.of === 'consultations') {
      const view = live.get(this.subject) ?? (await read(`/api/v1/consultations/${this.subject}`));
      return { ...view, consultation: view.id, whose: view.resident ? { resident: view.resident.id } : { consultation: view.id } };
    }
    return this.#readBooking();
  }

  async #readBooking() {
    const booking = await read(`/api/v1/bookings/${this.subject}`);
    const { nurse, deviceKit, room } = booking;
    if (session.me.role !== 'physician') this.wishes = { nurse, deviceKit, room };
    const resident = session.me.role === 'nurse' ? await read(`/api/v1/residents/${booking.resident}`) : (live.get(booking.consultation)?.resident ?? null);
    // A physician moves her own consultations among her own times.
    const whose = session.me.role === 'physician' ? { physician: session.me.id } : { resident: booking.resident };
    return { ...booking, resident, booking, whose };
  }

  render() {
    const { resident, careHome } = this.case ?? {};
    return html`<div class="page time">
      <a class="backward" href=${this.#back}>${icons.back}${t(`time.back.${this.of}`)}</a>
      <h1>${t(this.of === 'bookings' ? 'time.title-move' : 'time.title')}</h1>
      ${this.case
        ? html`<div class="who"><strong>${resident ? residentName(resident) : t('agenda.somebody', { home: careHome.name })}</strong>
            ${resident ? html`<span class="muted">${age(resident.birthDate)} · ${t('resident.born', { sex: resident.sex, date: fullDate(resident.birthDate) })}</span>` : nothing}
            <span>${named('specialty', this.case.specialty)} · ${named('urgency', this.case.urgency)}</span></div>`
        : html`<p class="none" role="status">${t('app.loading')}</p>`}
      ${this.trouble ? html`<p class="notice trouble" role="alert">${icons.alert}<span>${this.trouble}</span></p>` : nothing}
      ${this.case && !this.chosen && this.of !== 'bookings' && session.me.role === 'nurse'
        ? html`<chevet-by-hospital .resident=${resident.id} .specialty=${this.case.specialty} @taken=${({ detail }) => this.#take(detail)}></chevet-by-hospital>`
        : nothing}
      ${this.case && !this.chosen ? this.#ways() : nothing}
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
        ? html`<chevet-slots ?hidden=${this.chosen !== null} .busy=${this.busy || this.#lacksNurse} .zone=${careHome.zone} .from=${this.wishes.from} .query=${this.#query()} @chosen=${(event) => this.#choose(event.detail)}></chevet-slots>`
        : nothing}
    </div>`;
  }

  // What a hospital has booked needs no hold: it is hers to complete.
  #take(booking) {
    this.taken = booking;
    this.chosen = { physician: booking.physician, slot: { start: booking.start, end: booking.end } };
  }

  get #back() {
    if (this.of === 'residents') return toRequest(this.subject);
    if (this.of === 'consultations' && session.me.role === 'coordinator') return toHome;
    const consultation = this.of === 'consultations' ? this.subject : this.case?.booking?.consultation;
    return consultation && session.me.role !== 'coordinator' ? toConsultation(consultation) : toAgenda;
  }

  #query() {
    const { specialty, urgency, whose } = this.case;
    return { specialty, urgency: urgency === 'immediate' ? 'today' : urgency, ...whose, language: this.wishes.language };
  }

  // A coordinator is at no bedside: she names who is.
  get #lacksNurse() {
    return session.me.role === 'coordinator' && !this.wishes.nurse;
  }

  #ways() {
    const asked = session.me.role === 'physician' ? [] : ['language', 'nurse', 'deviceKit', 'room'];
    return html`<chevet-wishes .careHome=${this.case.careHome} .wishes=${this.wishes} .asked=${asked}
        @wish=${({ detail }) => (this.wishes = { ...this.wishes, [detail.name]: detail.value })}
        @known=${({ detail }) => (this.known = detail)}></chevet-wishes>
      ${this.of === 'bookings' && this.#changesTheBedside
        ? html`<button type="button" class="primary" data-testid="keep-time" @click=${this.#keepTime}>${icons.check}${t('time.keep')}</button>`
        : nothing}
      ${session.me.role === 'coordinator' && this.#lacksNurse ? html`<p class="notice" role="status">${icons.alert}<span>${t('time.nurse-missing')}</span></p>` : nothing}
      ${session.me.role === 'coordinator' && this.of === 'consultations'
        ? html`<chevet-outside-rules .words=${'override-book'} .specialty=${this.case.specialty} .zone=${this.case.careHome.zone} .occupied=${`/api/v1/consultations/${this.subject}/occupied-times`} .ready=${!this.#lacksNurse} .act=${(wish) => this.#bookOutside(wish)}></chevet-outside-rules>`
        : nothing}`;
  }

  get #changesTheBedside() {
    const { booking } = this.case;
    return ['nurse', 'deviceKit', 'room'].some((name) => name in this.wishes && (this.wishes[name] || null) !== (booking[name] ?? null));
  }

  #keepTime() {
    const { booking } = this.case;
    this.chosen = { physician: booking.physician, slot: { start: booking.start, end: booking.end } };
  }

  #extras() {
    return ['nurse', 'deviceKit', 'room'].map((name) => this.known.get(this.wishes[name])).filter(Boolean);
  }

  /** What a booking says besides its time and physician. */
  #bedside() {
    const { nurse, deviceKit, room } = this.wishes;
    return { ...(nurse && { nurse }), ...(deviceKit && { deviceKit }), ...(room && { room }) };
  }

  async #bookOutside({ physician, start, reason }) {
    const { specialty, urgency, consultation } = this.case;
    const body = { physician: physician.id, specialty, urgency, start, consultation, ...this.#bedside(), override: { reason } };
    await intents.submit({ path: '/api/v1/bookings', body });
    location.hash = toAgenda;
  }

  async #choose(chosen) {
    if (this.of === 'bookings') {
      this.chosen = chosen;
      return;
    }
    await this.#act(async () => {
      const { resident, specialty, urgency, consultation } = this.case;
      const body = {
        ...(resident && { resident: resident.id }),
        physician: chosen.physician.id,
        specialty,
        urgency,
        start: chosen.slot.start,
        ...this.#bedside(),
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
        await intents.submit({ path: `/api/v1/bookings/${(this.taken ?? this.hold).id}/confirmation`, body: { consultation } });
      } catch (problem) {
        // The request has left and stays; only its time has to be chosen anew.
        this.#again(problem.message);
        location.hash = toTime('consultations', consultation);
        return;
      }
      this.hold = null;
      if (session.me.role === 'coordinator') {
        location.hash = toAgenda;
        return;
      }
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
      const body = { start: slot.start, physician: physician.id, ...this.#bedsideChanges() };
      const booking = await intents.submit({ path: `/api/v1/bookings/${this.subject}/move`, body });
      location.hash = booking.consultation && session.me.role !== 'coordinator' ? toConsultation(booking.consultation) : toAgenda;
    });
    if (this.trouble) this.#other();
  }

  #bedsideChanges() {
    if (!this.#changesTheBedside) return {};
    const dropped = { deviceKit: 'device-kit', room: 'room' };
    const without = Object.keys(dropped).filter((name) => this.case.booking[name] && !this.wishes[name]).map((name) => dropped[name]);
    return { ...this.#bedside(), ...(without.length && { without }) };
  }

  #other() {
    if (this.hold) this.#letGo(this.hold);
    this.#again(this.trouble);
  }

  #lost() {
    if (!this.busy) this.#again(t('hold.lost'));
  }

  #again(trouble) {
    Object.assign(this, { chosen: null, hold: null, taken: null, trouble });
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
