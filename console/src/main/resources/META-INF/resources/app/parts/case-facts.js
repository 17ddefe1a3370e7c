import { html } from 'lit';
import { dayAndHour, hour } from '../format.js';
import { named, t } from '../language.js';
import { session } from '../session.js';
import { urgencyChip } from './chips.js';
import './recording.js';
import { vitalTiles } from './vitals.js';

/** Who agreed, or that nobody has been asked yet, or who took it back. */
function consentWords(consent, zone) {
  if (!consent) return t('case.no-consent');
  const { withdrawn } = consent;
  return withdrawn
    ? t('case.withdrawn', { giver: named('giver', withdrawn.by), at: dayAndHour(withdrawn.at, zone) })
    : t('case.consent', { giver: named('giver', consent.givenBy) });
}

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
      · ${consentWords(view.consent, zone)}
    </p>
    ${vitalTiles(view.vitals, zone)}
    ${view.actions?.includes('record-vitals')
      ? html`<chevet-recording .consultation=${view.id}></chevet-recording>`
      : ''}
  </section>`;
}
