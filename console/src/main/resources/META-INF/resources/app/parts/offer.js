import { html, nothing } from 'lit';
import { inCall } from '../call-guard.js';
import { chime } from '../chime.js';
import { age, residentName } from '../format.js';
import * as icons from '../icons.js';
import { intents } from '../intents.js';
import { named, t } from '../language.js';
import { live } from '../live.js';
import { onCall } from '../oncall.js';
import { toConsultation } from '../routes.js';
import { View, announce } from '../view.js';
import { urgencyChip } from './chips.js';
import './countdown.js';
import './elapsed.js';

const RING_AGAIN_MS = 6_000;

/** A request that rings for this physician, on whatever page she is: yes, no, or the next one is rung. */
class Offer extends View {
  static properties = { acting: { state: true }, lost: { state: true } };
  #rung = null;
  #timer = null;
  #title = null;
  #redraw = () => this.requestUpdate();

  connectedCallback() {
    super.connectedCallback();
    onCall.addEventListener('change', this.#redraw);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    onCall.removeEventListener('change', this.#redraw);
    clearInterval(this.#timer);
  }

  get #offer() {
    return inCall.active ? undefined : onCall.offers[0];
  }

  render() {
    const offer = this.#offer;
    return html`<dialog class="offer" aria-labelledby="offer-title" @cancel=${(event) => event.preventDefault()}>
      ${offer ? this.#words(offer) : this.lost ? this.#told() : nothing}
    </dialog>`;
  }

  updated() {
    const offer = this.#offer;
    const dialog = this.querySelector('dialog');
    if (offer?.consultation !== this.#rung) this.#turn(offer);
    const shown = Boolean(offer || this.lost);
    if (shown && !dialog.open) dialog.showModal();
    if (!shown && dialog.open) dialog.close();
  }

  // Another one rings, or none does any more.
  #turn(offer) {
    if (offer && !this.#rung) this.#title = document.title;
    document.title = offer ? `● ${t('offer.title')} · Chevet` : this.#title;
    this.#rung = offer?.consultation;
    clearInterval(this.#timer);
    if (!offer) return;
    this.lost = null;
    chime();
    this.#timer = setInterval(chime, RING_AGAIN_MS);
    announce(t('offer.title'));
  }

  #told() {
    return html`<h2 id="offer-title">${t('offer.lost')}</h2>
      <p role="alert">${this.lost}</p>
      <div class="dialog-act"><button type="button" class="primary" data-testid="close-offer" @click=${() => (this.lost = null)}>${t('attachment.close')}</button></div>`;
  }

  #words(offer) {
    const view = live.get(offer.consultation);
    const home = offer.careHome?.name ?? offer.careHome;
    return html`
      <p class="eyebrow">${t('offer.title')} · <chevet-countdown .until=${offer.expiresAt} @over=${() => onCall.forget(offer.consultation)}></chevet-countdown></p>
      <h2 id="offer-title">${view?.resident ? `${residentName(view.resident)}, ${age(view.resident.birthDate)}` : t('offer.somebody', { home })}</h2>
      <p class="facts">${urgencyChip(offer.urgency)} <span>${icons.house}${home}</span> ${offer.specialty ? html`<span>${named('specialty', offer.specialty)}</span>` : nothing}
        <span>${t('physician.waiting')} <chevet-elapsed .since=${offer.waitingSince}></chevet-elapsed></span></p>
      ${view?.question ? html`<blockquote>${view.question}</blockquote>` : nothing}
      <div class="dialog-act">
        <button type="button" class="quiet" data-testid="refuse-offer" ?disabled=${this.acting} @click=${() => this.#refuse(offer)}>${t('offer.refuse')}</button>
        <button type="button" class="primary large" data-testid="accept-offer" ?disabled=${this.acting} @click=${() => this.#accept(offer)}>${t('physician.accept')}</button>
      </div>
    `;
  }

  #accept({ consultation }) {
    return this.#act(consultation, async () => {
      live.take(await intents.submit({ path: `/api/v1/consultations/${consultation}/acceptance` }));
      location.hash = toConsultation(consultation);
    });
  }

  #refuse({ consultation }) {
    return this.#act(consultation, () => intents.submit({ path: `/api/v1/oncall/offers/${consultation}/refusal` }));
  }

  async #act(consultation, action) {
    this.acting = true;
    try {
      await action();
    } catch (problem) {
      // Taken by a colleague meanwhile, or called off: the bell stops and she is told why.
      this.lost = problem.message;
    } finally {
      this.acting = false;
      onCall.forget(consultation);
    }
  }
}

customElements.define('chevet-offer', Offer);
