import { html } from 'lit';
import * as icons from '../icons.js';
import { t } from '../language.js';

/** What departs from the usual week: days away, hours closed, hours more. */
export function departureRow(departure, place, { take, remove }) {
  const field = (name, type, label) => html`<div class="field">
    <label for="departure-${place}-${name}">${label}</label>
    <input id="departure-${place}-${name}" type=${type} .value=${(departure[name] ?? '').slice(0, type === 'time' ? 5 : 10)} @change=${(event) => take({ [name]: event.target.value })} />
  </div>`;
  return html`<li class="row departure" data-testid="departure">
    <strong>${t(`departure.${departure.kind}`)}</strong>
    <div class="stretches">
      ${departure.kind === 'away'
        ? html`${field('first', 'date', t('departure.first'))} ${field('last', 'date', t('departure.last'))}`
        : html`${field('date', 'date', t('departure.date'))} ${field('opens', 'time', t('availability.opens'))} ${field('closes', 'time', t('availability.closes'))}`}
    </div>
    <button type="button" class="quiet small" aria-label=${t('availability.remove')} @click=${remove}>${icons.cross}</button>
  </li>`;
}
