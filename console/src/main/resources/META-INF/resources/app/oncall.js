import { Problem, readIfOffered, write } from './api.js';
import { clock } from './clock.js';
import { live } from './live.js';
import { session } from './session.js';

const REMEMBERED = 'chevet.on-call';

/**
 * Whether this physician takes requests now, told again and again while the page lives, and the
 * requests offered to her. Presence ends by itself when nothing is heard of it.
 * Event: 'change'.
 */
class OnCall extends EventTarget {
  available = false;
  until = null;
  /** Null until known; false where the service rings nobody. */
  offered = null;
  offers = [];
  #heart = null;
  #told = null;

  start() {
    if (session.me.role !== 'physician' || this.#heart) return;
    this.available = sessionStorage.getItem(REMEMBERED) === session.me.id;
    this.#heart = new Worker('/app/heartbeat-worker.js');
    this.#heart.onmessage = () => this.available && this.#beat();
    live.addEventListener('offer', () => this.readOffers());
    live.addEventListener('opened', () => this.#opened());
    live.addEventListener('transition', ({ detail }) => this.#gone(detail.after));
  }

  async become(available) {
    this.available = available;
    if (available) sessionStorage.setItem(REMEMBERED, session.me.id);
    else sessionStorage.removeItem(REMEMBERED);
    this.#changed();
    await this.#beat();
  }

  async readOffers() {
    try {
      const found = await readIfOffered('/api/v1/oncall/offers');
      this.offered = found !== null;
      this.offers = (found?.items ?? []).filter((offer) => Date.parse(offer.expiresAt) > clock.now());
      this.#changed();
    } catch {
      // Read again with the next offer or the next connection.
    }
  }

  forget(consultation) {
    this.offers = this.offers.filter((offer) => offer.consultation !== consultation);
    this.#changed();
  }

  #opened() {
    this.readOffers();
    if (this.available) this.#beat();
  }

  // Someone else's now, or called off: the bell must stop.
  #gone(view) {
    if (view.state !== 'requested' && this.offers.some((offer) => offer.consultation === view.id)) this.forget(view.id);
  }

  async #beat() {
    const told = (this.#told = crypto.randomUUID());
    try {
      const answer = await write('PUT', '/api/v1/oncall/presence', { available: this.available }, told);
      this.until = answer?.until ?? null;
    } catch (trouble) {
      this.until = null;
      if (trouble instanceof Problem && trouble.status === 404) this.offered = false;
    }
    if (told === this.#told) this.#changed();
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }
}

export const onCall = new OnCall();
