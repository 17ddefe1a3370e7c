import { html, nothing } from 'lit';
import * as icons from '../icons.js';
import { t } from '../language.js';
import { View } from '../view.js';
import './countdown.js';
import './slots.js';
import { bothTimes } from './time-facts.js';

/** A time kept for her while she decides, and how long it still is. Events: 'book', 'back', 'lost'. */
class Hold extends View {
  static properties = { chosen: {}, hold: {}, careHome: {}, extras: {}, busy: {}, moving: {} };

  render() {
    const { physician, slot } = this.chosen;
    return html`<section class="card hold" aria-labelledby="hold-title" data-testid="hold">
      <h2 id="hold-title">${bothTimes(slot.start, slot.end, this.careHome, physician)}</h2>
      <p class="lead">${[physician.displayName, ...this.extras].join(' · ')}</p>
      ${this.hold?.heldUntil
        ? html`<p class="held">${icons.clockFace}<span>${t('hold.kept')}
            <chevet-countdown .until=${this.hold.heldUntil} @over=${() => this.#tell('lost')}></chevet-countdown></span></p>`
        : nothing}
      <div class="dialog-act">
        <button type="button" class="quiet" data-testid="other-slot" ?disabled=${this.busy} @click=${() => this.#tell('back')}>${t('hold.other')}</button>
        <button type="button" class="primary large" data-testid="book" ?disabled=${this.busy} @click=${() => this.#tell('book')}>
          ${this.busy ? t('hold.booking') : t(this.moving ? 'hold.move' : 'hold.book')}
        </button>
      </div>
    </section>`;
  }

  firstUpdated() {
    this.querySelector('[data-testid=book]').focus();
  }

  #tell(what) {
    this.dispatchEvent(new Event(what));
  }
}

customElements.define('chevet-hold', Hold);
