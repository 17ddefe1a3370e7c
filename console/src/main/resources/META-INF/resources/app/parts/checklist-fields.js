import { html, nothing } from 'lit';
import * as icons from '../icons.js';
import { t } from '../language.js';

const FILES = ['photographs', 'attachment'];

/**
 * The fields of a specialty's minimum dossier. What is measured or joined elsewhere on the page shows
 * here only as had or lacking.
 */
export function checklistFields({ items, answers, missing, take }) {
  return html`<div class="checklist" data-testid="checklist">
    ${items.map((item) => (isElsewhere(item) ? sign(item, missing) : field(item, answers, missing, take)))}
  </div>`;
}

export const isElsewhere = (item) => item.kind === 'vital' || FILES.includes(item.kind) || item.code === 'question';

function sign(item, missing) {
  const lacking = missing.includes(item.code);
  const hint = lacking ? t(item.kind === 'vital' ? 'checklist.measure' : item.code === 'question' ? 'checklist.write' : 'checklist.join') : t('checklist.had');
  if (!lacking && !item.required) return nothing;
  return html`<p class="checklist-sign" data-lacking=${lacking} data-testid="checklist-${item.code}">
    ${lacking ? icons.clockFace : icons.check}<span>${item.label}</span><small>${hint}</small>
  </p>`;
}

function field(item, answers, missing, take) {
  const id = `checklist-${item.code}`;
  const value = answers[item.code] ?? '';
  const label = html`${item.label}${item.required ? nothing : html` <small>${t('checklist.optional')}</small>`}`;
  const lacking = missing.includes(item.code);
  if (item.kind === 'choice') {
    return html`<fieldset class="field checklist-choice" data-lacking=${lacking}>
      <legend>${label}</legend>
      <div class="choices small-choices" role="radiogroup" aria-label=${item.label}>
        ${(item.choices ?? []).map((choice) => {
          const code = choice.code ?? choice;
          return html`<label class="choice"><input type="radio" name=${id} value=${code} data-testid="${id}-${code}" .checked=${value === code} @change=${() => take(item.code, code)} /><span>${choice.label ?? code}</span></label>`;
        })}
      </div>
    </fieldset>`;
  }
  return html`<div class="field" data-lacking=${lacking}>
    <label for=${id}>${label}</label>
    ${item.kind === 'number'
      ? html`<input id=${id} data-testid=${id} type="text" inputmode="decimal" autocomplete="off" .value=${String(value)} @input=${(event) => take(item.code, numberOr(event.target.value))} />`
      : html`<textarea id=${id} data-testid=${id} rows="2" maxlength="1000" .value=${value} @input=${(event) => take(item.code, event.target.value)}></textarea>`}
  </div>`;
}

// A figure goes as a number; what is none yet stays as it was typed.
function numberOr(text) {
  const figure = Number(text.trim().replace(',', '.'));
  return text.trim() && !Number.isNaN(figure) && !/[.,]$/.test(text.trim()) ? figure : text;
}
