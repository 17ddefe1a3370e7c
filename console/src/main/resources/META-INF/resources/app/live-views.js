import { OPEN_STATES } from './states.js';

/**
 * The consultations known here, and the rule by which what is read later joins what is known.
 *
 * A list of the open ones is the truth about what is open at the moment it was asked for: an open
 * one that it does not name has ended, or is no longer this person's to see.
 */
export class LiveViews {
  #views = new Map();
  #takenAt = new Map();
  #clock = 0;

  get all() {
    return [...this.#views.values()].sort((a, b) => b.requestedAt.localeCompare(a.requestedAt));
  }

  get(id) {
    return this.#views.get(id);
  }

  /** A mark in time: what is taken after it is newer than a list asked for at it. */
  mark() {
    return ++this.#clock;
  }

  /** Takes a view; answers {before, after}, or null when it is older than the one known. */
  take(view) {
    const before = this.#views.get(view.id);
    if (before && before.version > view.version) return null;
    this.#views.set(view.id, view);
    this.#takenAt.set(view.id, ++this.#clock);
    return { before, after: view };
  }

  /** The ids known as open that a list asked for at that mark does not name. */
  missing(items, mark) {
    const named = new Set(items.map((view) => view.id));
    return [...this.#views.values()]
      .filter((view) => OPEN_STATES.includes(view.state) && !named.has(view.id))
      .filter((view) => this.#takenAt.get(view.id) < mark)
      .map((view) => view.id);
  }

  forget(id) {
    this.#takenAt.delete(id);
    return this.#views.delete(id);
  }
}
