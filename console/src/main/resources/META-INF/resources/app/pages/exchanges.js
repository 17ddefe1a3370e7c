import { html, nothing } from 'lit';
import { read, write } from '../api.js';
import { clock } from '../clock.js';
import { dayAndHour, hour } from '../format.js';
import * as icons from '../icons.js';
import { named, t } from '../language.js';
import { session } from '../session.js';
import { View, announce } from '../view.js';

const LOOK_AGAIN_MS = 10_000;
const ROOT = '/api/v1/exchanges';

/** What a hospital has that waits for a person: where it is read, and what can be done about it. */
const LISTS = {
  'dead-letters': { count: 'dead', acts: [['replay', (id) => `${ROOT}/dead-letters/${id}/replay`]] },
  findings: {
    count: 'findings',
    acts: [
      ['heal', (id) => `${ROOT}/findings/${id}/heal`],
      ['dismiss', (id) => `${ROOT}/findings/${id}/dismissal`],
    ],
  },
};

/** What goes to hospitals and comes from them: who is reachable, what waits, what was refused, what differs. */
class Exchanges extends View {
  static properties = { exchanges: { state: true }, lists: { state: true }, trouble: { state: true }, at: { state: true } };
  #timer = null;

  constructor() {
    super();
    this.lists = {};
  }

  connectedCallback() {
    super.connectedCallback();
    this.#timer = setInterval(() => this.#look(), LOOK_AGAIN_MS);
    this.#look();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  async #look() {
    try {
      this.exchanges = await read(ROOT);
      this.at = clock.now();
      this.trouble = null;
      await Promise.all(Object.keys(this.lists).map((key) => this.#readList(...key.split(' '))));
    } catch (problem) {
      this.trouble = problem.message;
    }
  }

  async #readList(finess, list) {
    const { items } = await read(`${ROOT}/${finess}/${list}`);
    this.lists = { ...this.lists, [`${finess} ${list}`]: items };
  }

  render() {
    const hospitals = this.exchanges?.hospitals ?? [];
    return html`<div class="page wide" data-testid="exchanges">
      <h1>${t('exchange.title')}</h1>
      ${this.trouble ? html`<p class="notice trouble" role="alert">${icons.alert}<span>${this.trouble}</span></p>` : nothing}
      ${this.exchanges?.feedIncidents ? html`<p class="notice trouble">${icons.alert}<span>${t('exchange.feed-incidents', { n: this.exchanges.feedIncidents })}</span></p>` : nothing}
      ${this.exchanges?.refusedCalls ? html`<p class="notice trouble">${icons.alert}<span>${t('exchange.refused-calls', { n: this.exchanges.refusedCalls })}</span></p>` : nothing}
      ${hospitals.map((one) => this.#hospital(one))}
      ${hospitals.length ? nothing : html`<p class="none calm">${this.exchanges ? t('exchange.none') : t('app.loading')}</p>`}
      <p class="fine">${this.at ? t('operator.looked', { hour: hour(this.at) }) : nothing}</p>
    </div>`;
  }

  #hospital(one) {
    return html`<section class="card" aria-labelledby="hospital-${one.finess}" data-testid="hospital-${one.finess}">
      <div class="section-head">
        <h2 id="hospital-${one.finess}">${one.name ?? one.finess}</h2>
        ${reach(one)}
      </div>
      <p class="muted facts">${facts(one).map((fact) => html`<span>${fact}</span>`)}</p>
      ${one.failure && one.unreachableSince ? html`<p class="muted">${t('exchange.failure', { words: one.failure })}</p>` : nothing}
      ${Object.entries(LISTS).map(([list, { count }]) => this.#list(one, list, one[count] ?? 0))}
      ${one.configured
        ? html`<button class="quiet" aria-label=${t('exchange.reconcile-named', { hospital: one.name ?? one.finess })} @click=${() => this.#act(`${ROOT}/${one.finess}/reconciliations`, 'reconcile')}>${t('exchange.reconcile')}</button>`
        : nothing}
    </section>`;
  }

  #list(one, list, count) {
    const title = t(`exchange.${list}`, { n: count });
    if (!count) return html`<p class="muted">${title}</p>`;
    const items = this.lists[`${one.finess} ${list}`];
    return html`<details data-testid="${list}-${one.finess}" @toggle=${(event) => this.#opened(event, one.finess, list)}>
      <summary>${title}</summary>
      ${items ? html`<ul class="rows">${items.map((item) => this.#item(list, item))}</ul>` : html`<p class="none">${t('app.loading')}</p>`}
    </details>`;
  }

  #item(list, item) {
    const letter = list === 'dead-letters';
    const what = letter ? t('exchange.letter', { id: item.id }) : `${named('finding', item.kind)} · ${item.resourceType}`;
    const at = letter ? (item.buriedAt ?? item.enqueuedAt) : item.foundAt;
    return html`<li class="row" data-testid="${list}-${item.id}">
      <span class="row-main"><strong>${what}</strong>
        <span>${letter ? item.words : item.detail}</span>
        <small class="muted">${dayAndHour(at, session.me.zone)}</small></span>
      <span class="row-acts">${LISTS[list].acts.map(
        ([act, path]) => html`<button class="quiet" aria-label="${t(`exchange.${act}`)} · ${what} ${item.id}" @click=${() => this.#act(path(item.id), act)}>${t(`exchange.${act}`)}</button>`,
      )}</span>
    </li>`;
  }

  #opened(event, finess, list) {
    const key = `${finess} ${list}`;
    if (event.target.open) {
      this.#readList(finess, list).catch((problem) => (this.trouble = problem.message));
    } else {
      const { [key]: _, ...others } = this.lists;
      this.lists = others;
    }
  }

  async #act(path, act) {
    try {
      await write('POST', path, {}, crypto.randomUUID());
      announce(t(`exchange.${act}-done`));
      await this.#look();
    } catch (problem) {
      this.trouble = problem.message;
    }
  }
}

function reach(one) {
  if (!one.configured) return html`<span class="identity-unsure">${icons.alert}${t('exchange.not-configured')}</span>`;
  return one.unreachableSince
    ? html`<span class="identity-unsure">${icons.alert}${t('exchange.unreachable', { at: dayAndHour(one.unreachableSince, session.me.zone) })}</span>`
    : html`<span class="identity-sure">${icons.check}${t('exchange.reachable')}</span>`;
}

function facts(one) {
  const { zone } = session.me;
  return [
    t('exchange.queued', { n: one.queued }),
    one.oldest && t('exchange.oldest', { at: dayAndHour(one.oldest, zone) }),
    one.lastSuccess ? t('exchange.last-success', { at: dayAndHour(one.lastSuccess, zone) }) : t('exchange.no-success'),
    one.breaker && named('breaker', one.breaker),
    one.notTaken?.length && t('exchange.not-taken', { types: one.notTaken.join(', ') }),
    one.clientCertificateEnds && t('exchange.certificate', { at: dayAndHour(one.clientCertificateEnds, zone) }),
  ].filter(Boolean);
}

customElements.define('chevet-exchanges', Exchanges);
