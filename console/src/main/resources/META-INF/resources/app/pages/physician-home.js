import { html, nothing } from 'lit';
import { age, dayAndHour, hourElsewhere, residentName, today } from '../format.js';
import * as icons from '../icons.js';
import { intents } from '../intents.js';
import { named, t } from '../language.js';
import { live } from '../live.js';
import { stateChip, urgencyChip } from '../parts/chips.js';
import '../parts/elapsed.js';
import '../parts/presence.js';
import { toConsultation, toEmergency } from '../routes.js';
import { session } from '../session.js';
import { isOpen } from '../states.js';
import { View } from '../view.js';

const URGENCY_ORDER = ['immediate', 'today', 'this-week'];
const ENDED_SHOWN = 8;

/** The physician's first page: who waits, in the order to be seen, and what is still hers to finish. */
class PhysicianHome extends View {
  static properties = { accepting: { state: true }, trouble: { state: true } };

  render() {
    const mine = live.all.filter((view) => view.resident && (view.physician?.id === session.me.id || view.handOver?.to.id === session.me.id));
    const open = mine.filter(isOpen);
    const ended = mine.filter((view) => !isOpen(view)).slice(0, ENDED_SHOWN);
    const waiting = live.all.filter((view) => view.state === 'requested' && view.resident).sort(byUrgencyThenWait);
    return html`
      <div class="page">
        <p class="eyebrow">${today(session.me.zone)}</p>
        <div class="section-head"><h1>${t('physician.title', { n: waiting.length })}</h1><chevet-presence></chevet-presence></div>
        ${this.trouble ? html`<p class="notice trouble" role="alert">${icons.alert}<span>${this.trouble}</span></p>` : nothing}
        ${open.length ? section('mine', open.map(mineRow)) : nothing}
        <section aria-labelledby="queue-title">
          <h2 id="queue-title">${t('physician.queue')}</h2>
          <ul class="rows queue" data-testid="queue">
            ${waiting.map((view, place) => this.#waitingRow(view, place === 0))}
          </ul>
          ${waiting.length ? nothing : html`<p class="none calm">${live.loaded ? t('physician.nobody') : t('app.loading')}</p>`}
        </section>
        ${ended.length ? section('ended', ended.map(endedRow)) : nothing}
        <p><a class="plain" data-testid="to-emergency" href=${toEmergency}>${t('emergency.link')}</a></p>
      </div>
    `;
  }

  #waitingRow(view, next) {
    const there = hourElsewhere(view.careHome.zone, session.me.zone);
    const busy = this.accepting === view.id;
    return html`<li class="row waiting" data-urgency=${view.urgency} data-consultation=${view.id}>
      <span class="row-main">
        <span class="row-title">
          <a class="plain" href=${toConsultation(view.id)}><strong>${residentName(view.resident)}</strong></a>
          <span class="muted">${age(view.resident.birthDate)} · ${named('sex', view.resident.sex)}</span>
        </span>
        <span class="question">${view.question}</span>
        <span class="muted facts">
          <span>${icons.house}${view.careHome.name}</span>
          ${there ? html`<span>${icons.clockFace}${t('physician.hour-there', { hour: there })}</span>` : nothing}
          <span>${named('specialty', view.specialty)}</span>
        </span>
      </span>
      <span class="row-side">
        ${urgencyChip(view.urgency)}
        <span class="waited"><span class="unseen">${t('physician.waiting')}</span><chevet-elapsed .since=${view.requestedAt}></chevet-elapsed></span>
      </span>
      <button
        class=${next ? 'primary' : 'tonal'}
        data-testid="accept-${view.id}"
        aria-label=${t('physician.accept-for', { who: residentName(view.resident) })}
        ?disabled=${busy || !view.actions?.includes('accept')}
        @click=${() => this.#accept(view)}
      >
        ${busy ? t('physician.accepting') : t('physician.accept')}
      </button>
    </li>`;
  }

  async #accept(view) {
    this.accepting = view.id;
    this.trouble = null;
    try {
      live.take(await intents.submit({ path: `/api/v1/consultations/${view.id}/acceptance` }));
      location.hash = toConsultation(view.id);
    } catch (problem) {
      this.trouble = problem.message;
    } finally {
      this.accepting = null;
    }
  }
}

const byUrgencyThenWait = (a, b) =>
  URGENCY_ORDER.indexOf(a.urgency) - URGENCY_ORDER.indexOf(b.urgency) || a.requestedAt.localeCompare(b.requestedAt);

const section = (name, rows) =>
  html`<section aria-labelledby=${name}>
    <h2 id=${name}>${t(`physician.${name}`)}</h2>
    <ul class="rows">
      ${rows}
    </ul>
  </section>`;

function mineRow(view) {
  return html`<li>
    <a class="row under-way" href=${toConsultation(view.id)}>
      <span class="row-main">
        <strong>${residentName(view.resident)}</strong>
        <span class="muted">${view.careHome.name} · ${view.nurse.displayName}</span>
      </span>
      <span class="row-side">${view.handOver?.to.id === session.me.id ? html`<span class="chip state">${t('hand-over.for-you')}</span>` : stateChip(view.state)}
        ${view.scheduled && view.state === 'scheduled' ? html`<span class="muted">${dayAndHour(view.scheduled.starts, session.me.zone)}</span>` : nothing}</span>
      ${icons.arrow}
    </a>
  </li>`;
}

function endedRow(view) {
  return html`<li>
    <a class="row past" href=${toConsultation(view.id)}>
      <span class="row-main">
        <strong>${residentName(view.resident)}</strong>
        <span class="muted">${view.careHome.name} · ${dayAndHour(view.requestedAt, session.me.zone)}</span>
      </span>
      <span class="row-side">${stateChip(view.state)}</span>
      ${icons.arrow}
    </a>
  </li>`;
}

customElements.define('chevet-physician-home', PhysicianHome);
