import { html, nothing } from 'lit';
import { readIfOffered } from '../api.js';
import { t } from '../language.js';
import { live } from '../live.js';
import { View } from '../view.js';

const ASK_AGAIN_MS = 15_000;
const LEAST_MS = 3_000;
const MINUTE = 60;

/** The nurse's place among those who wait, an honest estimate, and how it was computed. */
class Wait extends View {
  static properties = { consultation: {}, wait: { state: true } };
  #timer = null;
  #askedAt = 0;
  #moved = () => this.#ask();

  connectedCallback() {
    super.connectedCallback();
    live.addEventListener('transition', this.#moved);
    this.#timer = setInterval(() => this.#ask(), ASK_AGAIN_MS);
    this.#ask();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    live.removeEventListener('transition', this.#moved);
    clearInterval(this.#timer);
  }

  async #ask() {
    if (performance.now() - this.#askedAt < LEAST_MS && this.#askedAt) return;
    this.#askedAt = performance.now();
    // An estimate that cannot be had is not shown: an old one would not be honest.
    this.wait = await readIfOffered(`/api/v1/consultations/${this.consultation}/wait`).catch(() => null);
  }

  render() {
    if (!this.wait) return nothing;
    const { place, present, estimate, noEstimateBecause } = this.wait;
    return html`<div class="wait" data-testid="wait">
      <p role="status">
        <strong>${t('wait.place', { n: place })}</strong>
        ${estimate ? html`<span>${t('wait.estimate', { likely: minutes(estimate.seconds) })}</span>` : html`<span>${t(`wait.none.${noEstimateBecause ?? 'sample-too-small'}`)}</span>`}
      </p>
      ${estimate
        ? html`<details><summary>${t('wait.how')}</summary>
            <p class="fine">${t('wait.basis', { low: minutes(estimate.low), high: minutes(estimate.high), sample: estimate.basis.sample, service: minutes(estimate.basis.medianServiceSeconds), n: estimate.basis.physicians ?? present, engaged: estimate.basis.engaged ?? 0, days: daysOf(estimate.basis.window) })}</p></details>`
        : nothing}
    </div>`;
  }
}

const minutes = (seconds) => Math.max(1, Math.round(seconds / MINUTE));

// ISO 8601: P14D, or PT336H as a duration of days is written by some.
function daysOf(window) {
  const [, days, hours] = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?)?/.exec(window ?? '') ?? [];
  return Number(days ?? 0) + Math.round(Number(hours ?? 0) / 24);
}

customElements.define('chevet-wait', Wait);
