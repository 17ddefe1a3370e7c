import { html, nothing } from 'lit';
import { hour } from '../format.js';
import * as icons from '../icons.js';
import { named, t } from '../language.js';
import { toTime } from '../routes.js';
import { SIDE_EXITS } from '../states.js';
import './booked.js';
import './elapsed.js';
import './next-steps.js';
import './wait.js';

const STEPS = ['requested', 'accepted', 'at-bedside', 'in-session', 'reported'];
const REACHED = {
  requested: 0,
  scheduled: 1,
  accepted: 1,
  'at-bedside': 2,
  'in-session': 3,
  concluded: 3,
  reported: 4,
  delivered: 4,
};
const MOMENT = {
  requested: 'requestedAt',
  accepted: 'acceptedAt',
  'at-bedside': 'bedsideAt',
  'in-session': 'sessionStartedAt',
  reported: 'reportedAt',
};

/** What the nurse is to know or do now, above everything else, and how far the consultation has come. */
export function nurseStage(view, resident) {
  return html`<div class="stage-card" data-stage=${view.state}>
    <div class="stage-word">${word(view, resident)}</div>
    ${SIDE_EXITS.includes(view.state) ? nothing : steps(view)}
  </div>`;
}

function word(view, resident) {
  const who = view.physician?.displayName ?? '';
  switch (view.state) {
    case 'requested':
      return html`
        <div class="breath" aria-hidden="true">${icons.lamp}</div>
        <h2>${t('stage.requested')}</h2>
        <p class="lead">${t('stage.requested-lead', { specialty: named('specialty', view.specialty).toLowerCase() })}</p>
        <p class="waiting-time"><span>${t('stage.waiting-since')}</span> <chevet-elapsed .since=${view.requestedAt}></chevet-elapsed></p>
        <chevet-wait .consultation=${view.id}></chevet-wait>
        <p class="fine">${t('stage.requested-fine')}</p>
        <a class="button tonal" data-testid="choose-time" href=${toTime('consultations', view.id)}>${icons.calendar}${t('stage.choose-time')}</a>
      `;
    case 'scheduled':
      return html`
        <h2>${t('stage.scheduled', { who })}</h2>
        ${view.scheduled ? html`<chevet-booked .view=${view}></chevet-booked>` : nothing}
        <p class="lead">${t('stage.scheduled-lead')}</p>
        <chevet-readiness .view=${view} .resident=${resident}></chevet-readiness>
      `;
    case 'accepted':
      return html`
        <h2>${t('stage.accepted', { who })}</h2>
        <p class="lead">${t('stage.accepted-lead')}</p>
        <chevet-readiness .view=${view} .resident=${resident}></chevet-readiness>
      `;
    case 'at-bedside':
      return html`<h2>${t('stage.at-bedside')}</h2><p class="lead">${t('stage.at-bedside-lead', { who })}</p>`;
    case 'in-session':
      return html`<h2>${t('stage.in-session', { who })}</h2>`;
    case 'concluded':
      return html`<h2>${t('stage.concluded')}</h2><p class="lead">${t('stage.concluded-lead', { who })}</p>`;
    case 'reported':
    case 'delivered':
      return html`<h2>${t('stage.reported')}</h2><p class="lead">${t('stage.reported-lead', { who })}</p>`;
    default:
      return sideExit(view);
  }
}

/** How it ended before its time, who says so, and what may come next. */
export function sideExit(view) {
  if (!SIDE_EXITS.includes(view.state)) return html`<h2>${named('state', view.state)}</h2>`;
  const ended = view.exit ?? view.cancellation;
  const by = ended?.by?.displayName ?? ended?.by ?? '';
  return html`<h2>${named('stage', view.state)}</h2>
    ${ended ? html`<p class="lead">${t('stage.cancelled-lead', { who: by, reason: named('reason', ended.reason) })}</p>` : nothing}
    ${view.exit?.suggestedSpecialty ? html`<p>${t('stage.suggested', { specialty: named('specialty', view.exit.suggestedSpecialty) })}</p>` : nothing}
    <chevet-next .view=${view}></chevet-next>`;
}

function steps(view) {
  const reached = REACHED[view.state] ?? 0;
  return html`<ol class="steps">
    ${STEPS.map((step, place) => {
      const moment = view[MOMENT[step]];
      return html`<li
        class=${place < reached || moment ? 'done' : 'ahead'}
        aria-current=${place === reached ? 'step' : nothing}
      >
        <span>${t(`step.${step}`)}</span>
        <small>${moment ? hour(moment, view.careHome.zone) : nothing}</small>
      </li>`;
    })}
  </ol>`;
}
