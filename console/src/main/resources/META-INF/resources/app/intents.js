import { Problem, write } from './api.js';
import { clock } from './clock.js';
import { kept } from './kept.js';
import { session } from './session.js';

const WAITS_SECONDS = [1, 2, 3, 5, 8, 13, 15];
const LIFETIME_MS = 4 * 60 * 60 * 1000;
const STORED = 'intents';

/**
 * What a person has asked for and the service has not yet answered. Each intent has one
 * idempotency key for life and is sent until an answer comes; a durable one survives a reload.
 *
 * Events: 'change', and 'settled' with {intent, answer} or {intent, problem}.
 */
class Intents extends EventTarget {
  #pending = new Map();

  get pending() {
    return [...this.#pending.values()];
  }

  /** Sends until answered; resolves with the answer, or rejects with the problem that refuses it. */
  submit({ method = 'POST', path, body = {}, about = null, durable = false }) {
    const intent = { key: crypto.randomUUID(), method, path, body, about, durable, since: clock.now() };
    return this.#follow(intent);
  }

  /** Takes up what an earlier page of this person left unanswered. */
  resume() {
    for (const intent of kept.get(STORED) ?? []) {
      if (this.#pending.has(intent.key)) continue;
      if (clock.now() - intent.since > LIFETIME_MS) continue;
      this.#follow({ ...intent, resumed: true }).catch(() => {});
    }
    this.#store();
  }

  async #follow(intent) {
    this.#pending.set(intent.key, intent);
    this.#store();
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
    this.#store();
    this.dispatchEvent(new CustomEvent('settled', { detail: { intent, ...outcome } }));
  }

  #store() {
    const durable = this.pending.filter((intent) => intent.durable).map(({ retryAt, ...rest }) => rest);
    if (durable.length) kept.put(STORED, durable);
    else kept.remove(STORED);
    this.#changed();
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }
}

export const intents = new Intents();
