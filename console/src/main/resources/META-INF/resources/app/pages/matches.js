import { html, nothing } from 'lit';
import { read, write } from '../api.js';
import { dayAndHour, fullDate } from '../format.js';
import * as icons from '../icons.js';
import { named, t } from '../language.js';
import '../parts/resident-search.js';
import { session } from '../session.js';
import { View, announce } from '../view.js';

const ROOT = '/api/v1/matches';

/** Hospitals' patients of whom the machine cannot say who they are: a person compares, links or refuses. */
class Matches extends View {
  static properties = { worklist: { state: true }, trouble: { state: true }, sending: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.#load();
  }

  async #load() {
    try {
      this.worklist = await read(ROOT);
      this.trouble = null;
    } catch (problem) {
      this.trouble = problem.message;
    }
  }

  render() {
    const { items = [], rulings = [] } = this.worklist ?? {};
    return html`<div class="page wide" data-testid="matches">
      <h1>${t('matching.title')}</h1>
      <p class="muted">${t('matching.lead')}</p>
      ${this.trouble ? html`<p class="notice trouble" role="alert">${icons.alert}<span>${this.trouble}</span></p>` : nothing}
      ${items.map((one) => this.#question(one))}
      ${items.length ? nothing : html`<p class="none calm">${this.worklist ? t('matching.none') : t('app.loading')}</p>`}
      ${rulings.length
        ? html`<section aria-labelledby="rulings-title">
            <h2 id="rulings-title">${t('matching.rulings')}</h2>
            <ul class="rows">${rulings.map((one) => this.#ruling(one))}</ul>
          </section>`
        : nothing}
    </div>`;
  }

  #question(one) {
    const { traits } = one;
    const id = `${one.hospital.finess}-${one.patient}`;
    return html`<section class="card" aria-labelledby="match-${id}" data-testid="match-${one.patient}">
      <h2 id="match-${id}">${traits ? who(traits.familyName, traits.givenNames) : one.patient}</h2>
      <p class="muted facts">
        <span>${icons.house}${one.hospital.name ?? one.hospital.finess}</span>
        ${traits?.birthDate ? html`<span>${t('resident.born', { sex: traits.sex, date: fullDate(traits.birthDate) })}</span>` : nothing}
        ${traits?.number ? html`<span>${t('matching.number', { number: traits.number })}</span>` : nothing}
        <span class=${one.outcome === 'quarantined' ? 'identity-unsure' : 'muted'}>${named('match-reason', one.reason)}</span>
      </p>
      ${one.residents.length
        ? html`<ul class="rows">${one.residents.map((resident) => this.#candidate(one, resident))}</ul>`
        : html`<p class="none">${t('matching.no-candidate')}</p>`}
      ${this.#somebodyElse(one)}
    </section>`;
  }

  /** For a resident of whom the machine did not think. */
  #somebodyElse(one) {
    return html`<details data-testid="seek-${one.patient}">
      <summary>${t('matching.seek')}</summary>
      <chevet-resident-search .row=${(resident) => this.#candidate(one, resident)}></chevet-resident-search>
    </details>`;
  }

  #candidate(one, resident) {
    const name = who(resident.birthName, resident.birthGivenNames);
    return html`<li class="row" data-testid="candidate-${resident.id}">
      <span class="row-main"><strong>${name}</strong>
        <span class="muted">${t('resident.born', { sex: resident.sex, date: fullDate(resident.birthDate) })}${resident.careHome ? ` · ${resident.careHome}` : ''}</span></span>
      <span class="row-acts">
        <button class="primary" ?disabled=${this.sending} aria-label=${t('matching.link-named', { who: name })} data-testid="link" @click=${() => this.#rule(one, resident, 'link')}>${t('matching.link')}</button>
        <button ?disabled=${this.sending} aria-label=${t('matching.refuse-named', { who: name })} data-testid="refuse" @click=${() => this.#rule(one, resident, 'refusal')}>${t('matching.refuse')}</button>
      </span>
    </li>`;
  }

  #ruling(one) {
    const [resident] = one.residents;
    const name = resident ? who(resident.birthName, resident.birthGivenNames) : '—';
    return html`<li class="row" data-testid="ruling-${one.patient}">
      <span class="row-main"><strong>${name}</strong>
        <span class="muted">${named('verdict', one.verdict)} · ${one.hospital.name ?? one.hospital.finess} · ${dayAndHour(one.at, session.me.zone)}</span></span>
      ${resident
        ? html`<button class="quiet" ?disabled=${this.sending} aria-label=${t('matching.undo-named', { who: name })} data-testid="undo" @click=${() => this.#rule(one, resident, 'undoing')}>${t('matching.undo')}</button>`
        : nothing}
    </li>`;
  }

  async #rule(one, resident, act) {
    this.sending = true;
    try {
      const path = `${ROOT}/${one.hospital.finess}/${encodeURIComponent(one.patient)}/${act}`;
      await write('POST', path, { resident: resident.id }, crypto.randomUUID());
      announce(t(`matching.${act}-done`));
      await this.#load();
    } catch (problem) {
      this.trouble = problem.message;
    } finally {
      this.sending = false;
    }
  }
}

const who = (familyName, givenNames = []) => [familyName, ...givenNames].filter(Boolean).join(' ') || '—';

customElements.define('chevet-matches', Matches);
