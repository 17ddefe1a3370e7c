import { Problem, Unreachable, read } from './api.js';
import { clock } from './clock.js';
import { LiveViews } from './live-views.js';
import { session } from './session.js';
import { OPEN_STATES } from './states.js';

const WAITS_SECONDS = [1, 2, 3, 5, 8, 13];
// A half-open connection says nothing; a small read now and then finds out, and brings what was missed.
const READ_AGAIN_MS = 45_000;
const LIST = '/api/v1/consultations';
const OPEN_LIST = `${LIST}?state=${OPEN_STATES.join(',')}`;
const PASSED_ON = ['offer', 'notification', 'expertise', 'attachment'];

/**
 * The consultations this person may see, kept current by server-sent events, with an honest word
 * on how current they are.
 *
 * `status`: 'starting' | 'live' | 'cut'; while cut, `retryAt` is the instant of the next attempt.
 * Events: 'change'; 'transition' with {before, after} when a consultation changes state; 'opened'
 * when events flow again; and each of the service's other events under its own name.
 */
class Live extends EventTarget {
  status = 'starting';
  retryAt = null;
  loaded = false;
  #views = new LiveViews();
  #source = null;
  #attempt = 0;
  #timer = null;
  #reading = null;
  #started = false;

  start() {
    if (this.#started) return;
    this.#started = true;
    this.#open();
    this.#reading = setInterval(() => this.#readAgain(), READ_AGAIN_MS);
    addEventListener('online', () => this.status === 'cut' && this.#open());
    session.addEventListener('change', () => !session.expired && this.status === 'cut' && this.#open());
  }

  stop() {
    clearInterval(this.#reading);
    clearTimeout(this.#timer);
    this.#source?.close();
  }

  get all() {
    return this.#views.all;
  }

  get(id) {
    return this.#views.get(id);
  }

  /** Takes a view from an answer or an event; an older version never covers a newer one. */
  take(view) {
    const taken = this.#views.take(view);
    if (!taken) return;
    this.#changed();
    if (taken.before?.state !== view.state) {
      this.dispatchEvent(new CustomEvent('transition', { detail: taken }));
    }
  }

  #open() {
    clearTimeout(this.#timer);
    this.#timer = null;
    this.#source?.close();
    const source = new EventSource('/api/v1/live');
    this.#source = source;
    source.onopen = () => {
      this.#attempt = 0;
      this.#become('live');
      this.#readAgain();
      this.dispatchEvent(new Event('opened'));
    };
    source.addEventListener('consultation', (event) => this.take(JSON.parse(event.data)));
    for (const name of PASSED_ON) {
      source.addEventListener(name, (event) =>
        this.dispatchEvent(new CustomEvent(name, { detail: JSON.parse(event.data) })),
      );
    }
    source.onerror = () => source === this.#source && this.#lost();
  }

  // The browser retries by itself, but never after an error status and without telling when.
  #lost() {
    this.#source.close();
    this.#again(() => this.#open());
    read('/api/v1/me').catch((trouble) => {
      if (trouble instanceof Problem && trouble.status === 401) session.expire();
    });
  }

  // Says the line is cut and acts again after a while that grows.
  #again(act) {
    const seconds = WAITS_SECONDS[Math.min(this.#attempt++, WAITS_SECONDS.length - 1)];
    this.retryAt = clock.now() + seconds * 1000;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(act, seconds * 1000);
    this.#become('cut');
  }

  /**
   * Reads what is open; the first time also what has ended. A read without an answer puts the line
   * in doubt but leaves the stream alone: on a thin line events may still arrive through it.
   */
  async #readAgain() {
    const mark = this.#views.mark();
    try {
      const items = await this.#list();
      this.loaded = true;
      items.forEach((view) => this.take(view));
      await this.#findMissing(items, mark);
      if (this.status === 'cut' && this.#source.readyState === EventSource.OPEN) this.#open();
      this.#changed();
    } catch (trouble) {
      if (trouble instanceof Problem && trouble.status === 401) session.expire();
      else if (trouble instanceof Unreachable && this.#source.readyState === EventSource.OPEN) {
        this.#again(() => this.#readAgain());
      }
    }
  }

  async #list() {
    if (!this.loaded) return (await read(LIST)).items;
    return (await read(OPEN_LIST)).items;
  }

  // One that left the list while events did not flow: how it ended, or that it is someone else's now.
  async #findMissing(items, mark) {
    for (const id of this.#views.missing(items, mark)) {
      try {
        this.take(await read(`${LIST}/${id}`));
      } catch (trouble) {
        if (!(trouble instanceof Problem && [403, 404].includes(trouble.status))) throw trouble;
        this.#views.forget(id);
      }
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
