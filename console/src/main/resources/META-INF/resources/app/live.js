import { Problem, read } from './api.js';
import { clock } from './clock.js';
import { session } from './session.js';

const WAITS_SECONDS = [1, 2, 3, 5, 8, 13];
// A half-open connection says nothing; a read now and then finds out, and brings what was missed.
const READ_AGAIN_MS = 30_000;

/**
 * The consultations this person may see, kept current by server-sent events, with an honest word
 * on how current they are.
 *
 * `status`: 'starting' | 'live' | 'cut'; while cut, `retryAt` is the instant of the next attempt.
 * Events: 'change', and 'transition' with {before, after} when a consultation changes state.
 */
class Live extends EventTarget {
  status = 'starting';
  retryAt = null;
  loaded = false;
  #views = new Map();
  #source = null;
  #attempt = 0;
  #timer = null;
  #reading = null;

  start() {
    if (this.#source || this.#timer) return;
    this.#open();
    this.#reading = setInterval(() => this.#readAll(), READ_AGAIN_MS);
    addEventListener('online', () => this.status === 'cut' && this.#reopen());
    session.addEventListener('change', () => !session.expired && this.status === 'cut' && this.#reopen());
  }

  stop() {
    clearInterval(this.#reading);
    clearTimeout(this.#timer);
    this.#source?.close();
  }

  get all() {
    return [...this.#views.values()].sort((a, b) => b.requestedAt.localeCompare(a.requestedAt));
  }

  get(id) {
    return this.#views.get(id);
  }

  /** Takes a view from an answer or an event; an older version never covers a newer one. */
  take(view) {
    const before = this.#views.get(view.id);
    if (before && before.version > view.version) return;
    this.#views.set(view.id, view);
    this.#changed();
    if (before?.state !== view.state) {
      this.dispatchEvent(new CustomEvent('transition', { detail: { before, after: view } }));
    }
  }

  #open() {
    clearTimeout(this.#timer);
    this.#timer = null;
    const source = new EventSource('/api/v1/live');
    this.#source = source;
    source.onopen = () => {
      this.#attempt = 0;
      this.#become('live');
      this.#readAll();
    };
    source.addEventListener('consultation', (event) => this.take(JSON.parse(event.data)));
    source.onerror = () => source === this.#source && this.#lost();
  }

  #reopen() {
    this.#source?.close();
    this.#open();
  }

  // The browser retries by itself, but never after an error status and without telling when.
  #lost() {
    this.#source.close();
    const seconds = WAITS_SECONDS[Math.min(this.#attempt++, WAITS_SECONDS.length - 1)];
    this.retryAt = clock.now() + seconds * 1000;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#open(), seconds * 1000);
    this.#become('cut');
    read('/api/v1/me').catch((trouble) => {
      if (trouble instanceof Problem && trouble.status === 401) session.expire();
    });
  }

  async #readAll() {
    try {
      const { items } = await read('/api/v1/consultations');
      this.loaded = true;
      items.forEach((view) => this.take(view));
      this.#changed();
    } catch (trouble) {
      if (trouble instanceof Problem && trouble.status === 401) session.expire();
      else if (this.status === 'live') this.#lost();
    }
  }

  #become(status) {
    this.status = status;
    if (status === 'live') this.retryAt = null;
    this.#changed();
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }
}

export const live = new Live();
