import { html, nothing } from 'lit';
import * as icons from '../icons.js';
import { t } from '../language.js';

/** One medicine of a prescription being written. */
export function prescriptionLine(line, place, faults, { take, remove }) {
  const field = (name, { wide = false, mode = 'text', length, optional = false }) => {
    const id = `line-${place}-${name}`;
    return html`<div class="field ${wide ? 'wide' : ''}">
      <label for=${id}><span>${t(`prescription.${name}`)}</span>${optional ? html` <small>${t('prescription.optional')}</small>` : nothing}</label>
      <input id=${id} data-testid=${id} data-field="lines[${place}].${name}" type="text" aria-required=${optional ? 'false' : 'true'} inputmode=${mode} autocomplete="off" maxlength=${length}
        aria-invalid=${faults[name] ? 'true' : 'false'} aria-describedby="${id}-fault"
        .value=${String(line[name] ?? '')} @input=${(event) => take({ [name]: event.target.value })} />
      <p class="fault" id="${id}-fault">${faults[name] ? t(`prescription.fault.${faults[name]}`) : nothing}</p>
    </div>`;
  };
  return html`<fieldset class="prescription-line" data-testid="line-${place}">
    <legend>${t('prescription.line', { n: place + 1 })}</legend>
    <button type="button" class="quiet small remove" aria-label=${t('prescription.remove', { n: place + 1 })} @click=${remove}>${icons.cross}</button>
    ${field('drug', { wide: true, length: 200 })} ${field('dose', { length: 100 })} ${field('durationDays', { mode: 'numeric', length: 3, optional: true })}
    ${field('posology', { wide: true, length: 300 })} ${field('renewals', { mode: 'numeric', length: 2 })} ${field('cis', { mode: 'numeric', length: 8, optional: true })}
    <label class="tick plain wide"><input type="checkbox" .checked=${line.nonSubstitutable} @change=${(event) => take({ nonSubstitutable: event.target.checked })} /><span>${t('prescription.non-substitutable')}</span></label>
  </fieldset>`;
}
