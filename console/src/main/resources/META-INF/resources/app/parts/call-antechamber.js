import { html, nothing } from 'lit';
import * as icons from '../icons.js';
import { t } from '../language.js';

/** Before the call and after it: what to expect, what keeps the camera shut, the way in. */
export function antechamber({ phase, refusal, problem, available, seat, other, join }) {
  const left = phase === 'left';
  const opening = phase === 'opening';
  const label = opening ? 'call.opening' : left ? 'call.rejoin' : refusal ? 'media.again' : 'call.join';
  return html`<div class="antechamber">
    ${refusal
      ? html`<div class="notice trouble" role="alert">${icons.cameraOff}<span><strong>${t(refusal)}</strong> ${t(`${refusal}-next`)}</span></div>`
      : html`<p class="lead" role="status">${left ? t('call.left') : t(`call.invite-${seat}`, { who: other })}</p>`}
    ${problem ? html`<p class="notice trouble" role="alert">${icons.alert}<span>${problem}</span></p>` : nothing}
    <div class="antechamber-act">
      <button class="primary large" data-testid=${left ? 'rejoin' : 'join'} ?disabled=${opening || !available} @click=${() => join({})}>
        ${icons.video}${t(label)}
      </button>
      <button class="quiet" data-testid="join-without-camera" ?disabled=${opening || !available} @click=${() => join({ camera: false })}>
        ${t('call.without-camera')}
      </button>
    </div>
  </div>`;
}
