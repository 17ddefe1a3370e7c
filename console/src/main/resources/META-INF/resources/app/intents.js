import { Problem, write } from './api.js';
import { clock } from './clock.js';
import { expired, unsent } from './unsent.js';
import { session } from './session.js';

const WAITS_SECONDS = [1, 2, 3, 5, 8, 13, 15];

/**
 * What a person has asked for and the service has not yet answered. Each intent has one
 * idempotency key for life and is sent until an answer comes; a durable one survives a reload, and
 * of the tabs that know it one sends it.
 *
 * Events: 'change', 'settled' with {intent, answer} or {intent, problem}, and 'expired' with
 * {intent} for one found too old to be sent without asking again.
 */
class Intents extends EventTarget {
  #pending = new Map();

  get pending() {
    return [...this.#pending.values()];
  }

  /** Those too old to be sent, until a person has seen them. */
  get expired() {
    return unsent.all().filter((intent) => expired(intent, clock.now()));
  }

  /** Sends until answered; resolves with the answer, or rejects with the problem that refuses it. */
  submit({ method = 'POST', path, body = {}, about = null, durable = false }) {
    const intent = { key: crypto.randomUUID(), method, path, body, about, durable, since: clock.now() };
    if (!durable) return this.#follow(intent);
    unsent.put(intent);
    return unsent.claim(intent.key, () => this.#follow(intent));
  }

  /** Takes up what an earlier page of this person left unanswered, once no other tab sees to it. */
  resume() {
    for (const intent of unsent.all()) {
      if (this.#pending.has(intent.key)) continue;
      if (expired(intent, clock.now())) {
        this.dispatchEvent(new CustomEvent('expired', { detail: { intent } }));
        continue;
      }
      unsent
        .claim(intent.key, () => (unsent.has(intent.key) ? this.#follow({ ...intent, resumed: true }) : null))
        .catch(() => {});
    }
    this.#changed();
  }

  /** Forgets one that came too late, because a person has seen it. */
  dismiss(intent) {
    unsent.remove(intent.key);
    this.#changed();
  }

  async #follow(intent) {
    this.#pending.set(intent.key, intent);
    this.#changed();
    try {
      const answer = await this.#sendUntilAnswered(intent);
      this.#settle(intent, { answer });
      return answer;
    } catch (problem) {
      this.#settle(intent, { problem });
      throw problem;
    }
  }

  async #sendUntilAnswered(intent) {
    for (let attempt = 0; ; attempt++) {
      await session.valid();
      intent.retryAt = null;
      this.#changed();
      try {
        return await write(intent.method, intent.path, intent.body, intent.key);
      } catch (trouble) {
        if (trouble instanceof Problem && trouble.status === 401) {
          session.expire();
          continue;
        }
        if (trouble instanceof Problem && !trouble.passing) throw trouble;
        await this.#pause(intent, WAITS_SECONDS[Math.min(attempt, WAITS_SECONDS.length - 1)]);
      }
    }
  }

  #pause(intent, seconds) {
    intent.retryAt = clock.now() + seconds * 1000;
    this.#changed();
    return new Promise((resolve) => {
      const go = () => {
        clearTimeout(timer);
        removeEventListener('online', go);
        resolve();
      };
      const timer = setTimeout(go, seconds * 1000);
      addEventListener('online', go);
    });
  }

  #settle(intent, outcome) {
    this.#pending.delete(intent.key);
    unsent.remove(intent.key);
    this.#changed();
    this.dispatchEvent(new CustomEvent('settled', { detail: { intent, ...outcome } }));
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }
}

export const intents = new Intents();
