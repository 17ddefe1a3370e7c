import { html, nothing } from 'lit';
import { age, fullDate, hourElsewhere, residentName } from '../format.js';
import * as icons from '../icons.js';
import { named, t } from '../language.js';
import { session } from '../session.js';
import { identityChip, stateChip } from './chips.js';

/** Who the patient is, always at the top: the name, the traits, and the allergies nobody may miss. */
export function patientBanner(view, resident) {
  const allergies = (resident?.hospitalRecords ?? []).flatMap((record) => record.allergies ?? []);
  const there = hourElsewhere(view.careHome.zone, session.me.zone);
  return html`<header class="patient">
    <div>
    <div class="patient-name">
      <h1>${residentName(view.resident)}</h1>
      ${stateChip(view.state)}
    </div>
    <p class="muted facts">
      <span>${age(view.resident.birthDate)} · ${t('resident.born', { sex: view.resident.sex, date: fullDate(view.resident.birthDate) })}</span>
      ${resident?.identityStatus ? identityChip(resident.identityStatus) : nothing}
      <span>${icons.house}${view.careHome.name}</span>
      ${there ? html`<span>${icons.clockFace}${t('physician.hour-there', { hour: there })}</span>` : nothing}
      <span>${named('specialty', view.specialty)}</span>
    </p>
    </div>
    ${allergies.length
      ? html`<p class="allergy-strip">${icons.alert}<strong>${t('record.allergies')}</strong>
          ${allergies.map((allergy) => html`<span>${allergy.code?.display ?? allergy.code?.code}</span>`)}</p>`
      : nothing}
  </header>`;
}
