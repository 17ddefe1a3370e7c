import { elapsed } from '../format.js';

/** Time since an instant, counting by itself; silent, so that a screen reader is not told each second. */
class Elapsed extends HTMLElement {
  #timer = null;
  #since = null;

  set since(instant) {
    this.#since = instant;
    this.#show();
  }

  connectedCallback() {
    this.#timer = setInterval(() => this.#show(), 1000);
    this.#show();
  }

  disconnectedCallback() {
    clearInterval(this.#timer);
  }

  #show() {
    if (this.#since) this.textContent = elapsed(this.#since);
  }
}

customElements.define('chevet-elapsed', Elapsed);
