import { html, nothing } from 'lit';
import { age, dayAndHour, hourOfDay, residentName, today } from '../format.js';
import * as icons from '../icons.js';
import { intents } from '../intents.js';
import { kept } from '../kept.js';
import { named, t } from '../language.js';
import { live } from '../live.js';
import { identityChip, stateChip } from '../parts/chips.js';
import '../parts/elapsed.js';
import { readUntil } from '../parts/retry.js';
import { toConsultation, toRequest, toResident } from '../routes.js';
import { session } from '../session.js';
import { isOpen } from '../states.js';
import { View } from '../view.js';

const SEARCH_FROM_RESIDENTS = 9;
const RECENT_SHOWN = 5;
const EVENING_FROM_HOUR = 18;

/** The nurse's first page: what is under way, then her residents, one tap from a doctor. */
class NurseHome extends View {
  static properties = { residents: { state: true }, trouble: { state: true }, filter: { state: true } };

  constructor() {
    super();
    this.residents = null;
    this.filter = '';
  }

  connectedCallback() {
    super.connectedCallback();
    this.#load();
  }

  async #load() {
    try {
      this.residents = await readUntil('/api/v1/residents', () => this.isConnected);
    } catch (problem) {
      this.trouble = problem.message;
    }
  }

  render() {
    const open = live.all.filter(isOpen);
    const ended = live.all.filter((view) => view.resident && !isOpen(view)).slice(0, RECENT_SHOWN);
    const zone = session.me.careHomes?.[0]?.zone ?? session.me.zone;
    return html`
      <div class="page">
        <p class="eyebrow">${today(zone)}</p>
        <h1>${greeting(zone)}</h1>
        ${this.trouble ? html`<p class="notice trouble" role="alert">${this.trouble}</p>` : nothing}
        ${this.#unsent()}
        ${open.length
          ? html`<section aria-labelledby="under-way">
              <h2 id="under-way">${t('nurse.under-way')}</h2>
              <ul class="rows">
                ${open.map((view) => underWay(view))}
              </ul>
            </section>`
          : nothing}
        <section aria-labelledby="residents">
          <div class="section-head">
            <h2 id="residents">${t('nurse.residents')}</h2>
            ${this.#search()}
          </div>
          ${this.#list(open)}
        </section>
        ${ended.length
          ? html`<section aria-labelledby="ended">
              <h2 id="ended">${t('nurse.ended')}</h2>
              <ul class="rows">
                ${ended.map((view) => past(view, zone))}
              </ul>
            </section>`
          : nothing}
      </div>
    `;
  }

  #unsent() {
    const requests = intents.pending.filter((intent) => intent.about?.draft);
    const tooLate = intents.expired.filter((intent) => intent.about?.draft);
    return html`${requests.map(
        (intent) => html`<p class="notice" role="status">
          ${icons.cloudOff}<span>${t('request.unsent', { who: intent.about.who })}</span>
        </p>`,
      )}${tooLate.map(
        (intent) => html`<div class="notice trouble knock" role="alert" data-testid="request-too-late">
          ${icons.alert}<span>${t('request.too-late', { who: intent.about.who, at: dayAndHour(new Date(intent.since).toISOString(), session.me.zone) })}</span>
          <a class="button" href=${toRequest(intent.body.resident)}>${t('nurse.resume-request')}</a>
          <button class="quiet" @click=${() => intents.dismiss(intent)}>${t('request.too-late-seen')}</button>
        </div>`,
      )}`;
  }

  #search() {
    if ((this.residents?.length ?? 0) < SEARCH_FROM_RESIDENTS) return nothing;
    return html`<label class="search">
      <span class="unseen">${t('nurse.search')}</span>
      <input
        type="search"
        placeholder=${t('nurse.search')}
        .value=${this.filter}
        @input=${(event) => (this.filter = event.target.value)}
      />
    </label>`;
  }

  #list(open) {
    if (!this.residents) return html`<p class="none" role="status">${t('app.loading')}</p>`;
    if (!this.residents.length) return html`<p class="none">${t('nurse.no-residents')}</p>`;
    const wanted = plain(this.filter);
    const shown = this.residents.filter((resident) => plain(residentName(resident)).includes(wanted));
    const severalHomes = new Set(this.residents.map((resident) => resident.careHome.id)).size > 1;
    return html`<ul class="rows residents">
      ${shown.map((resident) =>
        residentRow(resident, openOf(resident, open), severalHomes),
      )}
    </ul>`;
  }
}

function greeting(zone) {
  const [givenName] = session.me.displayName.split(' ');
  return t(hourOfDay(zone) >= EVENING_FROM_HOUR ? 'nurse.good-evening' : 'nurse.good-day', { name: givenName });
}

const plain = (text) =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase();

// The live views know better than the list read at the start, unless they have not been read yet.
function openOf(resident, open) {
  const current = open.find((view) => view.resident?.id === resident.id);
  if (current) return current;
  const listed = resident.openConsultation;
  return listed && !live.get(listed.id) ? listed : null;
}

function underWay(view) {
  return html`<li>
    <a class="row under-way" href=${toConsultation(view.id)}>
      <span class="row-main">
        <strong>${residentName(view.resident)}</strong>
        <span class="muted">
          ${named('specialty', view.specialty)}${view.physician ? html` · ${view.physician.displayName}` : nothing}
        </span>
      </span>
      <span class="row-side">
        ${stateChip(view.state)}
        ${view.state === 'scheduled' && view.scheduled
          ? html`<span class="muted">${dayAndHour(view.scheduled.starts, view.careHome.zone)}</span>`
          : html`<span class="muted since">${t('nurse.since')} <chevet-elapsed .since=${sinceOf(view)}></chevet-elapsed></span>`}
      </span>
      ${icons.arrow}
    </a>
  </li>`;
}

const sinceOf = (view) =>
  view.concludedAt ?? view.sessionStartedAt ?? view.bedsideAt ?? view.acceptedAt ?? view.requestedAt;

function residentRow(resident, open, severalHomes) {
  const draft = kept.get(`request.${resident.id}`);
  return html`<li class="row resident" data-testid="resident-${resident.id}">
    <span class="row-main">
      <a class="plain" href=${toResident(resident.id)}><strong>${residentName(resident)}</strong></a>
      <span class="muted">
        ${age(resident.birthDate)} · ${named('sex', resident.sex)}
        ${severalHomes ? html` · ${resident.careHome.name}` : nothing}
      </span>
      ${resident.identityStatus === 'qualified' ? nothing : identityChip(resident.identityStatus)}
    </span>
    ${open
      ? html`<a class="button" href=${toConsultation(open.id)} aria-label=${t('nurse.open-for', { who: residentName(resident) })}>
          ${t('nurse.open')}${icons.arrow}
        </a>`
      : html`<a
          class="button tonal"
          data-testid="request-doctor"
          href=${toRequest(resident.id)}
          aria-label=${t('nurse.request-for', { who: residentName(resident) })}
        >
          ${draft ? t('nurse.resume-request') : t('nurse.request')}
        </a>`}
  </li>`;
}

function past(view, zone) {
  return html`<li>
    <a class="row past" href=${toConsultation(view.id)}>
      <span class="row-main">
        <strong>${residentName(view.resident)}</strong>
        <span class="muted">${named('specialty', view.specialty)} · ${dayAndHour(view.requestedAt, zone)}</span>
      </span>
      <span class="row-side">${stateChip(view.state)}</span>
      ${icons.arrow}
    </a>
  </li>`;
}

customElements.define('chevet-nurse-home', NurseHome);
