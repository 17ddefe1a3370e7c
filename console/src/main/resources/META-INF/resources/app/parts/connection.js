import { html, nothing } from 'lit';
import { clock } from '../clock.js';
import { secondsUntil } from '../format.js';
import * as icons from '../icons.js';
import { intents } from '../intents.js';
import { t } from '../language.js';
import { live } from '../live.js';
import { session } from '../session.js';
import { View } from '../view.js';

/** The truth about the connection, said only when it is not simply good. */
class Connection extends View {
  #timer = null;

  connectedCallback() {
    super.connectedCallback();
    this.#timer = setInterval(() => this.#waiting && this.requestUpdate(), 1000);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  get #waiting() {
    return live.status === 'cut' || intents.pending.length > 0;
  }

  render() {
    if (session.expired) {
      return html`<div class="connection expired" role="region" aria-label=${t('connection.title')}>
        ${icons.shield}
        <span role="status">${t('session.expired')}</span>
        <button class="small" data-testid="sign-in-again" @click=${() => session.signInAside()}>
          ${t('session.sign-in-again')}
        </button>
      </div>`;
    }
    const retryAt = live.status === 'cut' ? live.retryAt : this.#unsent?.retryAt;
    if (!retryAt) return nothing;
    const seconds = secondsUntil(retryAt);
    return html`<div class="connection cut" role="region" aria-label=${t('connection.title')} data-testid="connection-cut">
      ${icons.cloudOff}
      <strong role="status">${t('connection.cut')}</strong>
      <span aria-hidden="true">${seconds > 0 ? t('connection.retry', { s: seconds }) : t('connection.trying')}</span>
      <span>${intents.pending.length ? t('connection.kept') : t('connection.nothing-lost')}</span>
    </div>`;
  }

  get #unsent() {
    return intents.pending
      .filter((intent) => intent.retryAt && intent.retryAt > clock.now() - 1000)
      .sort((a, b) => a.retryAt - b.retryAt)[0];
  }
}

customElements.define('chevet-connection', Connection);
