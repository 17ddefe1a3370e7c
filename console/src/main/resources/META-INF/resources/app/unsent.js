import { kept } from './kept.js';

// Past this a request no longer says how the resident is: a person must look at it again.
const LIFETIME_MS = 4 * 60 * 60 * 1000;
const NAME = 'intent.';

/** Writes not yet answered, each kept under its own name so that two tabs never overwrite each other. */
export const unsent = {
  all: () => kept.names(NAME).map((name) => kept.get(name)).filter(Boolean),

  has: (key) => kept.get(NAME + key) !== null,

  put({ retryAt, resumed, ...intent }) {
    kept.put(NAME + intent.key, intent);
  },

  remove: (key) => kept.remove(NAME + key),

  /**
   * Does the work while this tab alone has the claim on that key; waits for it as long as another
   * tab has it, so that a tab that is closed hands its work on.
   */
  claim(key, work) {
    if (!navigator.locks) return Promise.resolve().then(work);
    return navigator.locks.request(`chevet.intent.${key}`, work);
  },
};

/** Whether an intent is too old to be sent without asking again. */
export const expired = (intent, now) => now - intent.since > LIFETIME_MS;
