import { html, nothing } from 'lit';
import { clock } from '../clock.js';
import { t } from '../language.js';
import { onCall } from '../oncall.js';
import { View } from '../view.js';

/** The switch by which a physician says that she takes requests now. */
class Presence extends View {
  #redraw = () => this.requestUpdate();

  connectedCallback() {
    super.connectedCallback();
    onCall.addEventListener('change', this.#redraw);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    onCall.removeEventListener('change', this.#redraw);
  }

  render() {
    if (!onCall.offered) return nothing;
    const { available, until } = onCall;
    const heard = until && Date.parse(until) > clock.now();
    return html`<div class="presence" data-available=${available}>
      <button type="button" class="switch" role="switch" data-testid="presence" aria-checked=${String(available)} aria-describedby="presence-hint" @click=${() => onCall.become(!available)}>
        <span class="switch-knob" aria-hidden="true"></span><span>${t(available ? 'presence.on' : 'presence.off')}</span>
      </button>
      <p class="fine" id="presence-hint" role="status">${t(available ? (heard ? 'presence.on-hint' : 'presence.unheard') : 'presence.off-hint')}</p>
    </div>`;
  }
}

customElements.define('chevet-presence', Presence);
