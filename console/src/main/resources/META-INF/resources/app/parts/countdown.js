import { countdown } from '../calendar.js';
import { clock } from '../clock.js';

/** The time left until an instant, counting by itself, silent to screen readers. Event: 'over', once. */
class Countdown extends HTMLElement {
  #timer = null;
  #until = null;
  #over = false;

  set until(instant) {
    if (this.#until === instant) return;
    this.#until = instant;
    this.#over = false;
    this.#show();
  }

  connectedCallback() {
    this.setAttribute('aria-hidden', 'true');
    this.#timer = setInterval(() => this.#show(), 1000);
    this.#show();
  }

  disconnectedCallback() {
    clearInterval(this.#timer);
  }

  #show() {
    if (!this.#until) return;
    this.textContent = countdown(this.#until);
    if (this.#over || Date.parse(this.#until) > clock.now()) return;
    this.#over = true;
    this.dispatchEvent(new Event('over'));
  }
}

customElements.define('chevet-countdown', Countdown);
