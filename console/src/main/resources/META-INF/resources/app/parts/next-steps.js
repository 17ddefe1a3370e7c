import { html, nothing } from 'lit';
import * as icons from '../icons.js';
import { intents } from '../intents.js';
import { named, t } from '../language.js';
import { live } from '../live.js';
import { consentOf } from '../request.js';
import { toConsultation, toExpertise } from '../routes.js';
import { GIVERS, SPECIALTIES, URGENCIES } from '../specialties.js';
import { View } from '../view.js';

const WAYS = ['rebook', 'redirect', 'convert'];

/**
 * What may follow an end before its time: the same dossier goes on, and only consent is asked anew.
 * `brief` is the one way that is open before the end: a consultation goes on in writing, an expertise in a call.
 */
class NextSteps extends View {
  static properties = { view: {}, brief: { type: Boolean }, way: { state: true }, wish: { state: true }, sending: { state: true }, trouble: { state: true } };

  constructor() {
    super();
    this.way = null;
    this.wish = { givenBy: 'resident', consent: false };
  }

  render() {
    const followed = this.view.followedBy;
    if (followed) return html`<p class="followed">${t(`next.followed-${followed.kind}`)} <a class="button tonal" data-testid="followed" href=${placeOf(followed)}>${t('nurse.open')}${icons.arrow}</a></p>`;
    const ways = WAYS.filter((way) => this.view.next?.includes(way));
    if (this.brief) return html`<button type="button" class="quiet" data-testid="convert" @click=${() => this.#open('convert')}>${t(this.#title('convert'))}</button><dialog aria-labelledby="next-dialog">${this.way ? this.#form() : nothing}</dialog>`;
    if (!ways.length) return nothing;
    return html`<section class="next" aria-labelledby="next-title">
      <h3 id="next-title">${t('next.title')}</h3>
      <p class="muted">${t('next.same-dossier')}</p>
      <div class="next-ways">${ways.map((way) => html`<button type="button" data-testid="next-${way}" @click=${() => this.#open(way)}><strong>${t(`next.${way}`)}</strong><small>${t(`next.${way}-hint`)}</small></button>`)}</div>
      <dialog aria-labelledby="next-dialog">${this.way ? this.#form() : nothing}</dialog>
    </section>`;
  }

  #open(way) {
    this.way = way;
    this.trouble = null;
    this.wish = { ...this.wish, specialty: this.view.exit?.suggestedSpecialty ?? this.view.specialty, urgency: this.view.urgency };
    this.updateComplete.then(() => this.querySelector('dialog').showModal());
  }

  // An expertise has no place; the only way on from it is a call.
  get #written() {
    return !this.view.placeType;
  }

  #title(way) {
    return this.#written ? `expertise.${way}` : `next.${way}`;
  }

  #form() {
    return html`
      <h2 id="next-dialog">${t(this.#title(this.way))}</h2>
      ${this.way === 'redirect' ? this.#select('specialty', SPECIALTIES.filter((code) => code !== this.view.specialty || this.view.exit?.suggestedSpecialty)) : nothing}
      ${this.#select('urgency', URGENCIES)}
      <label class="tick"><input type="checkbox" data-testid="next-consent" .checked=${this.wish.consent} @change=${(event) => this.#take({ consent: event.target.checked })} /><span>${t('request.consent-given')}</span></label>
      ${this.#select('givenBy', GIVERS, 'giver')}
      ${this.trouble ? html`<p class="notice trouble" role="alert">${icons.alert}<span>${this.trouble}</span></p>` : nothing}
      <div class="dialog-act">
        <button type="button" class="quiet" @click=${() => this.querySelector('dialog').close()}>${t('next.back')}</button>
        <button type="button" class="primary" data-testid="confirm-next" ?disabled=${!this.wish.consent || this.sending} @click=${this.#go}>${t('next.confirm')}</button>
      </div>`;
  }

  #select(name, codes, family = name) {
    return html`<div class="field"><label for="next-${name}">${t(`next.${name}`)}</label>
      <select id="next-${name}" data-testid="next-${name}" @change=${(event) => this.#take({ [name]: event.target.value })}>
        ${codes.map((code) => html`<option value=${code} ?selected=${code === this.wish[name]}>${named(family, code)}</option>`)}
      </select></div>`;
  }

  #take(part) {
    this.wish = { ...this.wish, ...part };
  }

  async #go() {
    const { specialty, urgency } = this.wish;
    this.sending = true;
    this.trouble = null;
    try {
      const body = { urgency, ...(this.way === 'redirect' && { specialty }), consent: consentOf(this.wish) };
      const opened = await intents.submit(
        this.#written
          ? { path: `/api/v1/expertises/${this.view.id}/conversion`, body }
          : { path: `/api/v1/consultations/${this.view.id}/continuation`, body: { way: this.way, ...body } },
      );
      this.querySelector('dialog')?.close();
      if (opened.placeType) live.take(opened);
      location.hash = opened.placeType ? toConsultation(opened.id) : toExpertise(opened.id);
    } catch (problem) {
      this.trouble = problem.message;
    } finally {
      this.sending = false;
    }
  }
}

const placeOf = ({ kind, id }) => (kind === 'expertise' ? toExpertise(id) : toConsultation(id));

customElements.define('chevet-next', NextSteps);
