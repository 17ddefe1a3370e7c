import { html, nothing } from 'lit';
import { dayAndHour } from '../format.js';
import * as icons from '../icons.js';
import { t } from '../language.js';
import { notifications } from '../notifications.js';
import { toAgenda, toConsultation, toExpertise } from '../routes.js';
import { session } from '../session.js';
import { View } from '../view.js';
import './mail-address.js';

const SHOWN = 12;

/** The bell, how many words wait behind it, and those words. */
class Bell extends View {
  static properties = { open: { state: true } };
  #redraw = () => this.requestUpdate();
  #elsewhere = (event) => this.open && !this.contains(event.target) && (this.open = false);

  connectedCallback() {
    super.connectedCallback();
    notifications.addEventListener('change', this.#redraw);
    addEventListener('pointerdown', this.#elsewhere);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    notifications.removeEventListener('change', this.#redraw);
    removeEventListener('pointerdown', this.#elsewhere);
  }

  render() {
    if (!notifications.offered) return nothing;
    const { unread } = notifications;
    return html`<div class="bell" @keydown=${(event) => event.key === 'Escape' && this.#close()}>
      <button class="quiet" data-testid="bell" aria-expanded=${this.open ? 'true' : 'false'} aria-controls="told" aria-label=${t('bell.label', { n: unread })} @click=${() => (this.open = !this.open)}>
        ${icons.bell}${unread ? html`<span class="badge" aria-hidden="true">${unread}</span>` : nothing}
      </button>
      <div id="told" class="told" role="region" aria-label=${t('bell.title')} ?hidden=${!this.open}>${this.open ? html`${this.#told()}<chevet-mail-address></chevet-mail-address>` : nothing}</div>
    </div>`;
  }

  #told() {
    const items = notifications.items.slice(0, SHOWN);
    if (!items.length) return html`<p class="none">${t('bell.none')}</p>`;
    return html`<ul>
      ${items.map(
        (item) => html`<li data-unread=${!item.readAt}>
          <a href=${placeOf(item)} data-testid="told-${item.id}" @click=${() => this.#follow(item)}>
            <span>${item.text}</span><small>${dayAndHour(item.at, session.me.zone)}</small>
          </a>
        </li>`,
      )}
    </ul>`;
  }

  #follow(item) {
    this.open = false;
    notifications.markRead(item);
  }

  #close() {
    this.open = false;
    this.querySelector('button').focus();
  }
}

const placeOf = (item) => {
  if (item.expertise) return toExpertise(item.expertise);
  return item.consultation ? toConsultation(item.consultation) : toAgenda;
};

customElements.define('chevet-bell', Bell);
