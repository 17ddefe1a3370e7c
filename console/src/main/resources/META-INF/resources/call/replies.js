/** Questions that wait for their direct reply. */
export class Replies {
  #waiting = new Map();
  #asked = 0;

  /** Resolves with the reply to what is asked with an id, or with null if there is none in time. */
  expect(ask, withinMs) {
    const id = `q-${++this.#asked}`;
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.came(id, null), withinMs);
      this.#waiting.set(id, { resolve, timer });
      ask(id);
    });
  }

  came(id, message) {
    const waiting = this.#waiting.get(id);
    if (!waiting) return;
    this.#waiting.delete(id);
    clearTimeout(waiting.timer);
    waiting.resolve(message);
  }

  /** No reply will come any more. */
  giveUp() {
    for (const id of [...this.#waiting.keys()]) this.came(id, null);
  }
}
