import { html, nothing } from 'lit';
import { named, t } from '../language.js';

/** One choice among a few, large enough for a finger. `hints` names the family of the second lines. */
export function choices({ name, title, codes, chosen, fault, take, hints = null, family = name }) {
  return html`<fieldset data-testid=${name}>
    <legend>${title}</legend>
    <div class="choices ${name}" role="radiogroup" aria-label=${title} aria-describedby="${name}-fault">
      ${codes.map(
        (code) => html`<label class="choice" data-choice=${code}>
          <input
            type="radio"
            name=${name}
            value=${code}
            data-testid="${name}-${code}"
            aria-invalid=${fault ? 'true' : 'false'}
            .checked=${chosen === code}
            @change=${() => take(code)}
          />
          <span>${named(family, code)}${hints ? html`<small>${t(`${hints}.${code}`)}</small>` : nothing}</span>
        </label>`,
      )}
    </div>
    <p class="fault" id="${name}-fault">${fault ?? nothing}</p>
  </fieldset>`;
}
