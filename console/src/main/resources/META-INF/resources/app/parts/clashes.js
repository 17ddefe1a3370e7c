import { html, nothing } from 'lit';
import { dayAndHour, hour } from '../format.js';
import * as icons from '../icons.js';
import { named, t } from '../language.js';

/** What clashes with a booking, what it displaced, and why the rules were set aside for it. */
export function clashes(booking, zone) {
  const line = ({ kind, start, end }) => `${named('appointment.kind', kind)}, ${dayAndHour(start, zone)} – ${hour(end, zone)}`;
  return html`
    ${(booking?.conflicts ?? []).map((one) => html`<small class="clash" role="note" data-testid="clash">${icons.alert}<span>${t('clash.of', { what: line(one) })}</span></small>`)}
    ${(booking?.displaced ?? []).map((one) => html`<small class="identity-unsure" data-testid="displaced">${t('clash.displaced', { what: line(one) })}</small>`)}
    ${booking?.overrides?.length
      ? booking.overrides.map((one) => html`<small class="identity-unsure" data-testid="overridden">${t('clash.overridden', { ...one, at: dayAndHour(one.at, zone) })}</small>`)
      : booking?.overrideReason
        ? html`<small class="identity-unsure">${t('agenda.override', { reason: booking.overrideReason })}</small>`
        : nothing}
  `;
}
