import { session } from './session.js';

/** What a person has typed and not yet seen accepted, kept on this device under her own name. */
export const kept = {
  get(name) {
    try {
      return JSON.parse(localStorage.getItem(place(name)));
    } catch {
      return null;
    }
  },

  put(name, value) {
    localStorage.setItem(place(name), JSON.stringify(value));
  },

  remove(name) {
    localStorage.removeItem(place(name));
  },

  /** The names kept that begin so. */
  names(beginning) {
    const whole = place(beginning);
    const own = place('').length;
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(whole))
      .map((key) => key.slice(own));
  },

  /** Forgets everything of this person: a shared tablet keeps no words about a resident after sign-out. */
  forgetAll() {
    this.names('').forEach((name) => this.remove(name));
  },
};

const place = (name) => `chevet.kept.${session.me?.id ?? 'nobody'}.${name}`;
