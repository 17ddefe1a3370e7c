import { LitElement } from 'lit';
import { intents } from './intents.js';
import { language } from './language.js';
import { live } from './live.js';
import { session } from './session.js';

const SOURCES = [language, session, live, intents];

/**
 * A piece of the page that redraws when what it shows changes. It renders into the document itself,
 * so that one style sheet, labels and focus reach everywhere.
 */
export class View extends LitElement {
  #redraw = () => this.requestUpdate();

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    SOURCES.forEach((source) => source.addEventListener('change', this.#redraw));
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    SOURCES.forEach((source) => source.removeEventListener('change', this.#redraw));
  }
}

/** Says a sentence to screen readers, without moving the focus. */
export function announce(sentence) {
  const region = document.getElementById('announcements');
  region.textContent = '';
  requestAnimationFrame(() => (region.textContent = sentence));
}
