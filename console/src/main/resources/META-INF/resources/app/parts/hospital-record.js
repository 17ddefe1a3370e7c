import { html, nothing } from 'lit';
import { dayAndHour, shortDate } from '../format.js';
import * as icons from '../icons.js';
import { named, t } from '../language.js';
import { session } from '../session.js';

/** What each hospital knows of the resident, with its source and the hour it was received. */
export function hospitalRecords(resident, readAgain) {
  const records = resident.hospitalRecords ?? [];
  return html`<section class="card record" data-testid="hospital-record" aria-labelledby="record-title">
    <div class="section-head">
      <h2 id="record-title">${t('record.title')}</h2>
      <button class="quiet" data-testid="read-record-again" @click=${readAgain}>${t('record.read-again')}</button>
    </div>
    ${resident.unreadable ? html`<p class="notice trouble">${icons.alert}<span>${resident.unreadable}</span></p>` : nothing}
    ${(resident.unreachableHospitals ?? []).map(outOfReach)}
    ${records.length || resident.unreadable ? records.map(recordOf) : html`<p class="none">${t('record.none')}</p>`}
  </section>`;
}

/** What is shown of such a hospital is what it said before. */
const outOfReach = ({ name, since }) => html`<p class="notice trouble" data-testid="out-of-reach">${icons.alert}<span>${t('record.unreachable', { hospital: name, at: dayAndHour(since, session.me.zone) })}</span></p>`;

function recordOf(record) {
  return html`<article class="hospital">
    ${group('allergies', icons.alert, record.allergies, allergy)}
    ${group('medicines', icons.pill, record.medicines, medicine)}
    ${group('problems', icons.heart, record.problems, problem)}
    <p class="source">
      ${t('record.source', {
        hospital: record.hospital.name ?? record.hospital.finess,
        at: dayAndHour(record.receivedAt, session.me.zone),
      })}
      · ${named('match', record.match)}
    </p>
  </article>`;
}

function group(name, icon, facts, line) {
  return html`<section class="group ${name}" data-testid=${name}>
    <h3>${icon}${t(`record.${name}`)}</h3>
    ${facts?.length ? html`<ul>${facts.map(line)}</ul>` : html`<p class="none">${t(`record.no-${name}`)}</p>`}
  </section>`;
}

const display = (fact) => fact.code?.display ?? fact.code?.code ?? '—';

const allergy = (fact) => html`<li>
  <strong>${display(fact)}</strong>
  ${fact.criticality ? html`<span class="criticality" data-level=${fact.criticality}>${named('criticality', fact.criticality)}</span>` : nothing}
  ${fact.recordedOn ? html`<small>${t('record.recorded', { date: shortDate(fact.recordedOn) })}</small>` : nothing}
</li>`;

const medicine = (fact) => html`<li>
  <strong>${display(fact)}</strong>${fact.dosage ? html`<span>${fact.dosage}</span>` : nothing}
  ${fact.since ? html`<small>${t('record.since', { date: shortDate(fact.since) })}</small>` : nothing}
</li>`;

const problem = (fact) => html`<li>
  <strong>${display(fact)}</strong>${fact.since ? html`<small>${t('record.since', { date: shortDate(fact.since) })}</small>` : nothing}
</li>`;
