import { html, nothing } from 'lit';
import { t } from '../language.js';
import { MEASURES } from '../measures.js';

/** The fields for measurements, large enough for a gloved finger. `typed` and `faults` go by field. */
export function measureFields({ typed, faults, prefix = '', measures = MEASURES, take, left }) {
  return html`<div class="measures">
    ${measures.map((measure) => measureField(measure, { typed, faults, prefix, take, left }))}
  </div>`;
}

function measureField({ field, unit, low, high, decimal }, { typed, faults, prefix, take, left }) {
  const fault = faults[field];
  const id = prefix + field;
  return html`<div class="measure">
    <label for=${id}>${t(`measure.${field}`)}</label>
    <span class="with-unit">
      <input
        id=${id}
        data-testid=${id}
        type="text"
        inputmode=${decimal ? 'decimal' : 'numeric'}
        autocomplete="off"
        maxlength="5"
        aria-describedby="${id}-fault"
        aria-invalid=${fault ? 'true' : 'false'}
        .value=${typed[field] ?? ''}
        @input=${(event) => take(field, event.target.value)}
        @change=${() => left(field)}
      />
      <span>${t(`unit.${unit}`)}</span>
    </span>
    <p class="fault" id="${id}-fault">${fault ? t(`measure.fault.${fault}`, { low, high }) : nothing}</p>
  </div>`;
}
