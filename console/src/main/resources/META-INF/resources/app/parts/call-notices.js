import { html, nothing } from 'lit';
import * as icons from '../icons.js';
import { t } from '../language.js';

/** What one should know while the call is on, beneath the picture and never over it. */
export function callNotices({ call, problem, linked, main, missing }) {
  return html`
    ${problem ? notice(icons.alert, problem) : nothing}
    ${linked || problem || call.state !== 'connected' ? nothing : notice(icons.cloudOff, t('call.link-lost'))}
    ${(call.knocking ?? []).map((guest) => knock(call, guest))}
    ${main?.media?.muted ? notice(icons.microphoneOff, t('call.other-muted', { who: main.name })) : nothing}
    ${main?.media?.cameraOff ? notice(icons.cameraOff, t('call.other-camera-off', { who: main.name })) : nothing}
    ${missing.includes('microphone') ? notice(icons.microphoneOff, t('media.no-microphone')) : nothing}
  `;
}

const notice = (icon, words) => html`<p class="notice" role="status">${icon}<span>${words}</span></p>`;

function knock(call, guest) {
  return html`<div class="notice knock" role="status">
    ${icons.person}<span>${t('call.knock', { who: guest.name })}</span>
    <button class="primary" data-testid="admit-${guest.session}" @click=${() => call.admit(guest.session)}>${t('call.admit')}</button>
    <button class="quiet" @click=${() => call.refuse(guest.session)}>${t('call.refuse')}</button>
  </div>`;
}

/** One of the few controls, large enough for a gloved hand. */
export function control(name, icon, label, pressed, act, disabled = false) {
  return html`<button
    class="control ${name}"
    data-testid=${name}
    aria-pressed=${pressed === null ? nothing : String(pressed)}
    ?disabled=${disabled}
    @click=${act}
  >
    ${icon}<span>${label}</span>
  </button>`;
}
