import { html, nothing } from 'lit';
import { clocksDiffer, longDay, zoneName } from '../calendar.js';
import { hour } from '../format.js';
import { t } from '../language.js';

/** A time as both sides read it: the day and hour at the care home, and the physician's when it differs. */
export function bothTimes(start, end, careHome, physician) {
  const apart = physician?.zone && clocksDiffer(start, careHome.zone, physician.zone);
  const hours = (zone) => (end ? `${hour(start, zone)} – ${hour(end, zone)}` : hour(start, zone));
  return html`<span class="both-times">
    <strong>${longDay(start, careHome.zone)}, ${hours(careHome.zone)}</strong>
    ${apart
      ? html`<small>${t('time.at-home', { place: careHome.name ?? zoneName(careHome.zone) })} ·
          ${t('time.at-physician', { hour: hours(physician.zone), place: zoneName(physician.zone) })}</small>`
      : nothing}
  </span>`;
}
