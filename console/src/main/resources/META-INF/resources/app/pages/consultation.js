import { html, nothing } from 'lit';
import { inCall } from '../call-guard.js';
import { Problem } from '../api.js';
import * as icons from '../icons.js';
import { intents } from '../intents.js';
import { t } from '../language.js';
import { live } from '../live.js';
import '../parts/attachments.js';
import '../parts/call-screen.js';
import '../parts/dossier.js';
import '../parts/exit.js';
import '../parts/guests.js';
import '../parts/hand-over.js';
import '../parts/prescription.js';
import '../parts/reason.js';
import '../parts/report-editor.js';
import { nurseStage, sideExit } from '../parts/nurse-stage.js';
import { outcome } from '../parts/outcome.js';
import { patientBanner } from '../parts/patient-banner.js';
import '../parts/readiness.js';
import { caseFacts } from '../parts/case-facts.js';
import { hospitalRecords } from '../parts/hospital-record.js';
import { withdrawal } from '../parts/withdrawal.js';
import { readUntil } from '../parts/retry.js';
import { toHome } from '../routes.js';
import { session } from '../session.js';
import { SIDE_EXITS, isOpen, isOver } from '../states.js';
import { View } from '../view.js';

const CALL_STATES = ['at-bedside', 'in-session'];

/**
 * One consultation, from the request to the signed report, for the nurse and for the physician.
 * The call keeps one place in the template whatever else changes, so that no redraw unmounts the video.
 */
class Consultation extends View {
  static properties = {
    consultation: {},
    resident: { state: true },
    refusal: { state: true },
    calling: { state: true },
  };

  constructor() {
    super();
    this.resident = null;
    this.refusal = null;
    this.calling = false;
  }

  willUpdate(changed) {
    if (!changed.has('consultation')) return;
    this.resident = null;
    this.refusal = null;
    this.calling = inCall.interrupted(this.consultation);
    this.#load();
  }

  async #load() {
    const wanted = this.consultation;
    try {
      const view = await readUntil(`/api/v1/consultations/${wanted}`, () => this.#still(wanted));
      if (!view) return;
      live.take(view);
      if (!view.resident) throw new Problem(403, { detail: t('consultation.elsewhere') });
      await this.#readResident(view.resident.id);
    } catch (problem) {
      this.refusal = problem instanceof Problem ? problem.message : t('problem.unreachable');
    }
  }

  async #readResident(id) {
    const wanted = this.consultation;
    try {
      const resident = await readUntil(`/api/v1/residents/${id}`, () => this.#still(wanted));
      if (this.#still(wanted)) this.resident = resident;
    } catch (problem) {
      this.resident = { hospitalRecords: [], unreadable: problem.message };
    }
  }

  #still(wanted) {
    return this.isConnected && this.consultation === wanted;
  }

  render() {
    const known = live.get(this.consultation);
    const view = known?.resident ? known : null;
    const role = session.me.role;
    return html`
      <div class="consultation ${role}" data-phase=${view?.state ?? 'unknown'} data-calling=${this.calling}>
        ${this.refusal && !view ? html`<p class="notice trouble" role="alert">${icons.alert}<span>${this.refusal}</span></p>` : nothing}
        ${view ? patientBanner(view, this.resident) : html`<h1 class="none" role="status">${this.#absence(known)}</h1>`}
        <div class="bench">
          <div class="bench-main">
            ${view && role === 'nurse' ? nurseStage(view, this.resident) : nothing}
            ${view && role === 'physician' ? physicianStage(view) : nothing}
            <chevet-call
              .consultation=${this.consultation}
              .seat=${role}
              .other=${view ? otherOf(view, role) : ''}
              .available=${view?.actions?.includes('join') ?? false}
              .over=${view ? isOver(view) : false}
              .brokenOff=${SIDE_EXITS.includes(known?.state)}
              ?hidden=${!this.#callShows(view)}
              @call-phase=${(event) => (this.calling = event.detail.on)}
            ></chevet-call>
            ${view && role !== 'physician' ? outcome(view) : nothing}
            ${view ? html`<chevet-dossier .view=${view}></chevet-dossier>` : nothing} ${view ? caseFacts(view) : nothing}
            ${view ? html`<chevet-attachments .target=${{ kind: 'consultation', id: view.id }} .home=${view.careHome.id} .may=${role === 'nurse' && isOpen(view)}></chevet-attachments>` : nothing}
          </div>
          <aside class="bench-side" aria-label=${t('consultation.side')}>
            ${view && role === 'physician' ? html`<chevet-report .view=${view}></chevet-report>` : nothing}
            ${view ? html`<chevet-prescription .view=${view}></chevet-prescription><chevet-guests .view=${view}></chevet-guests>` : nothing}
            ${this.resident ? hospitalRecords(this.resident, () => this.#readResident(view.resident.id)) : nothing}
          </aside>
        </div>
        <footer class="afterwards">
          ${this.calling ? nothing : html`<a class="backward" href=${toHome}>${icons.back}${t('consultation.back')}</a>`}
          ${view ? html`<span class="row-acts"><chevet-hand-over asking .view=${view}></chevet-hand-over>${withdrawal(view, `/api/v1/consultations/${view.id}`, (now) => live.take(now))}${this.calling ? nothing : partings(view)}</span>` : nothing}
        </footer>
      </div>
    `;
  }

  // What ended without her having met the patient is not hers to read any more.
  #absence(known) {
    return t(SIDE_EXITS.includes(known?.state) ? 'consultation.closed-to-you' : 'app.loading');
  }

  #callShows(view) {
    if (this.calling) return true;
    if (!view?.actions?.includes('join')) return false;
    return session.me.role === 'physician' || CALL_STATES.includes(view.state);
  }
}

/** What the physician is to know first: a time that is booked, an end before its time, a relay. */
function physicianStage(view) {
  const ended = SIDE_EXITS.includes(view.state);
  return html`<chevet-hand-over .view=${view}></chevet-hand-over>
    ${view.state === 'scheduled' && view.scheduled ? html`<div class="stage-card"><chevet-booked .view=${view}></chevet-booked></div>` : nothing}
    ${ended ? html`<div class="stage-card" data-stage=${view.state}><div class="stage-word">${sideExit(view)}</div></div>` : nothing}`;
}

/** The ways out of a consultation that do not lead to a report; the call comes first. */
function partings(view) {
  return html`${view.actions?.includes('convert') ? html`<chevet-next brief .view=${view}></chevet-next>` : nothing}
    <chevet-exit .view=${view}></chevet-exit>
    ${view.actions?.includes('cancel')
      ? html`<chevet-reason
          name="cancel"
          words="cancellation"
          tone="quiet danger"
          .act=${async ({ reason }) => live.take(await intents.submit({ path: `/api/v1/consultations/${view.id}/cancellation`, body: { reason } }))}
        ></chevet-reason>`
      : nothing}`;
}

const otherOf = (view, role) => (role === 'nurse' ? (view.physician?.displayName ?? '') : (view.nurse?.displayName ?? ''));

customElements.define('chevet-consultation', Consultation);
