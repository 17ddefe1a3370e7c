const KEPT_MAX = 512;
/** What is sent again goes in slices below the server's rate, or sending again would itself be too much. */
const SLICE_MESSAGES = 16;
const SLICE_EVERY_MS = 250;

/** What was said on a line and must arrive: numbered, and kept until it is acknowledged. */
export class Outbox {
  #line;
  #kept = [];
  #seq = 0;
  #slicing = false;
  #timer = 0;

  /**
   * @param line {live(), write(message)}
   */
  constructor(line) {
    this.#line = line;
  }

  /** Number of the last thing said. */
  get seq() {
    return this.#seq;
  }

  get empty() {
    return this.#kept.length === 0;
  }

  get full() {
    return this.#kept.length >= KEPT_MAX;
  }

  /** Number of the last thing that is known to have arrived. */
  get arrived() {
    return this.#seq - this.#kept.length;
  }

  say(type, members) {
    const message = { type, seq: ++this.#seq, ...members };
    this.#kept.push(message);
    if (this.#line.live() && !this.#slicing) this.#line.write(message);
  }

  acknowledged(seq) {
    while (!this.empty && this.#kept[0].seq <= seq) this.#kept.shift();
  }

  /** Sends the kept messages from this number on; what is said meanwhile waits its turn among them. */
  sendAgain(from, inMs) {
    clearTimeout(this.#timer);
    this.#slicing = true;
    this.#timer = setTimeout(() => {
      if (!this.#line.live()) return;
      const slice = this.#kept.filter((message) => message.seq >= from).slice(0, SLICE_MESSAGES);
      for (const message of slice) this.#line.write(message);
      this.#slicing = slice.length === SLICE_MESSAGES;
      if (this.#slicing) this.sendAgain(slice.at(-1).seq + 1, SLICE_EVERY_MS);
    }, inMs);
  }

  /** The session is gone, and its numbers with it. */
  forget() {
    this.#kept = [];
    this.#seq = 0;
  }

  stop() {
    clearTimeout(this.#timer);
  }
}
