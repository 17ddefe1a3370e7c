import { html } from 'lit';
import { hour, vital } from '../format.js';
import { t } from '../language.js';

/** Measurements taken at the bedside, each with its unit and the hour it was taken. */
export function vitalTiles(vitals, zone) {
  if (!vitals?.length) return html`<p class="none">${t('vital.none')}</p>`;
  return html`<dl class="vitals" data-testid="vitals">
    ${vitals.map((measure) => {
      const { label, value, unit } = vital(measure);
      return html`<div>
        <dt>${label}</dt>
        <dd><strong>${value}</strong> <small>${unit} · ${hour(measure.measuredAt, zone)}</small></dd>
      </div>`;
    })}
  </dl>`;
}
