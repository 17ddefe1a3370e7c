import { html } from 'lit';
import * as icons from '../icons.js';
import { named, t } from '../language.js';
import { session } from '../session.js';

/** The state of a consultation in words; the attribute keeps the code for tests and style. */
export const stateChip = (state) =>
  html`<span class="chip state" data-testid="state" data-state=${state}>${stateWords(state)}</span>`;

/** A state as the person before the screen would put it: what one waits for, the other has to do. */
export function stateWords(state) {
  const own = `${session.me?.role}.${state}`;
  const words = named('state', own);
  return words === own ? named('state', state) : words;
}

export const urgencyChip = (urgency) =>
  html`<span class="chip urgency" data-urgency=${urgency}>${named('urgency', urgency)}</span>`;

/** How sure the identity is: the national number checked, or still provisional. */
export const identityChip = (status) =>
  status === 'qualified'
    ? html`<span class="identity-sure">${icons.shield}${t('identity.qualified')}</span>`
    : html`<span class="identity-unsure">${icons.alert}${named('identity', status)}</span>`;
