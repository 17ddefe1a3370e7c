import { html, nothing } from 'lit';
import * as icons from '../icons.js';
import { t } from '../language.js';

/** One medicine of a prescription being written. */
export function prescriptionLine(line, place, faults, { take, remove }) {
  const field = (name, { wide = false, mode = 'text', list = 120 } = {}) => {
    const id = `line-${place}-${name}`;
    return html`<div class="field ${wide ? 'wide' : ''}">
      <label for=${id}>${t(`prescription.${name}`)}</label>
      <input id=${id} data-testid=${id} type="text" inputmode=${mode} autocomplete="off" maxlength=${list}
        aria-invalid=${faults[name] ? 'true' : 'false'} aria-describedby="${id}-fault"
        .value=${String(line[name] ?? '')} @input=${(event) => take({ [name]: event.target.value })} />
      <p class="fault" id="${id}-fault">${faults[name] ? t(`prescription.fault.${faults[name]}`) : nothing}</p>
    </div>`;
  };
  return html`<fieldset class="prescription-line" data-testid="line-${place}">
    <legend>${t('prescription.line', { n: place + 1 })}</legend>
    <button type="button" class="quiet small remove" aria-label=${t('prescription.remove', { n: place + 1 })} @click=${remove}>${icons.cross}</button>
    ${field('drug', { wide: true, list: 200 })} ${field('dose')} ${field('durationDays', { mode: 'numeric', list: 3 })}
    ${field('posology', { wide: true, list: 300 })} ${field('renewals', { mode: 'numeric', list: 2 })} ${field('cis', { mode: 'numeric', list: 8 })}
    <label class="tick plain wide"><input type="checkbox" .checked=${line.nonSubstitutable} @change=${(event) => take({ nonSubstitutable: event.target.checked })} /><span>${t('prescription.non-substitutable')}</span></label>
  </fieldset>`;
}
