import { html } from 'lit';
import { hour } from '../format.js';
import { named, t } from '../language.js';
import { session } from '../session.js';
import { urgencyChip } from './chips.js';
import './recording.js';
import { vitalTiles } from './vitals.js';

/** What was asked and what was measured. */
export function caseFacts(view) {
  const zone = session.me.role === 'nurse' ? view.careHome.zone : session.me.zone;
  return html`<section class="card case" aria-labelledby="case-title">
    <div class="section-head">
      <h2 id="case-title">${t('case.title')}</h2>
      ${urgencyChip(view.urgency)}
    </div>
    <blockquote>${view.question}</blockquote>
    <p class="muted">
      ${t('case.asked', { who: view.nurse?.displayName, hour: hour(view.requestedAt, zone) })}
      ${view.consent ? html` · ${t('case.consent', { giver: named('giver', view.consent.givenBy) })}` : ''}
    </p>
    ${vitalTiles(view.vitals, zone)}
    ${view.actions?.includes('record-vitals')
      ? html`<chevet-recording .consultation=${view.id}></chevet-recording>`
      : ''}
  </section>`;
}
