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

  /** Forgets everything of this person: a shared tablet keeps no words about a resident after sign-out. */
  forgetAll() {
    const mine = place('');
    Object.keys(localStorage)
      .filter((key) => key.startsWith(mine))
      .forEach((key) => localStorage.removeItem(key));
  },
};

const place = (name) => `chevet.kept.${session.me?.id ?? 'nobody'}.${name}`;
