import { html, nothing } from 'lit';
import { dayAndHour } from '../format.js';
import * as icons from '../icons.js';
import { t } from '../language.js';
import { session } from '../session.js';
import { View } from '../view.js';
import { kindWords } from './attachment-adding.js';

/** Photographs large, one after the other; a touch shows every pixel, another the whole again. */
class AttachmentViewer extends View {
  static properties = { items: { state: true }, place: { state: true }, close: { state: true }, unreadable: { state: true } };

  constructor() {
    super();
    Object.assign(this, { items: [], place: 0, close: false, unreadable: false });
  }

  async show(items, place) {
    Object.assign(this, { items, place, close: false, unreadable: false });
    await this.updateComplete;
    this.querySelector('dialog').showModal();
  }

  render() {
    const item = this.items[this.place];
    return html`<dialog class="viewer" aria-label=${t('attachment.viewer')} @keydown=${this.#key}>
      ${item ? this.#one(item) : nothing}
    </dialog>`;
  }

  #one(item) {
    const words = [kindWords(item.kind), item.bodySite?.display, item.operator?.displayName, item.device, dayAndHour(item.takenAt ?? item.addedAt, session.me.zone)];
    return html`
      <header class="viewer-top">
        <p>${words.filter(Boolean).join(' · ')}</p>
        <button class="quiet" data-testid="close-viewer" @click=${() => this.querySelector('dialog').close()}>${icons.cross}<span>${t('attachment.close')}</span></button>
      </header>
      <div class="viewer-stage" data-close=${this.close}>
        ${this.unreadable
          ? html`<p class="notice trouble" role="alert">${icons.alert}<span>${t('attachment.unreadable')}</span></p>`
          : html`<img src=${item.content} alt=${words.slice(0, 2).filter(Boolean).join(', ')} @click=${() => (this.close = !this.close)} @error=${() => (this.unreadable = true)} />`}
      </div>
      <footer class="viewer-foot">
        <button ?disabled=${this.place === 0} @click=${() => this.#go(-1)}>${icons.back}<span>${t('attachment.previous')}</span></button>
        <span role="status">${this.place + 1} / ${this.items.length}</span>
        ${item.sha256 ? html`<small class="digest" data-testid="digest"><code>SHA-256 ${item.sha256}</code></small>` : nothing}
        <button ?disabled=${this.place === this.items.length - 1} @click=${() => this.#go(1)}><span>${t('attachment.next')}</span>${icons.arrow}</button>
      </footer>
    `;
  }

  #go(step) {
    const place = this.place + step;
    if (place < 0 || place >= this.items.length) return;
    Object.assign(this, { place, close: false, unreadable: false });
  }

  #key(event) {
    if (event.key === 'ArrowLeft') this.#go(-1);
    if (event.key === 'ArrowRight') this.#go(1);
  }
}

customElements.define('chevet-attachment-viewer', AttachmentViewer);
