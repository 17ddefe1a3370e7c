import { html } from 'lit';
import { language } from '../language.js';

/** The switch between the two languages, labelled in the language it leads to. */
export function languageSwitch() {
  const other = language.code === 'fr' ? 'en' : 'fr';
  const label = other === 'en' ? 'English' : 'Français';
  return html`<button
    class="quiet language"
    data-testid="language"
    lang=${other}
    aria-label=${label}
    @click=${() => language.choose(other)}
  >
    ${other.toUpperCase()}
  </button>`;
}
