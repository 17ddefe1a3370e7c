import { html, nothing } from 'lit';
import { fullDate } from '../format.js';
import * as icons from '../icons.js';
import { intents } from '../intents.js';
import { named, t } from '../language.js';
import '../parts/reason.js';
import '../parts/resident-search.js';
import { View } from '../view.js';

/** What the law has erased of a resident who asks for it, or who is not taken care of any more. */
class PersonalData extends View {
  static properties = { done: { state: true } };

  render() {
    return html`<div class="page wide" data-testid="personal-data">
      <h1>${t('data.title')}</h1>
      <p class="muted">${t('data.lead')}</p>
      <p class="muted">${t('data.export')}</p>
      <section class="card" aria-labelledby="data-seek">
        <h2 id="data-seek">${t('data.seek')}</h2>
        <chevet-resident-search .row=${(resident) => this.#row(resident)}></chevet-resident-search>
      </section>
      <div role="status">${this.done ? this.#result() : nothing}</div>
    </div>`;
  }

  #row(resident) {
    return html`<li class="row" data-testid="found-${resident.id}">
      <span class="row-main"><strong>${name(resident)}</strong>
        <span class="muted">${t('resident.born', { sex: resident.sex, date: fullDate(resident.birthDate) })}${resident.careHome ? ` · ${resident.careHome}` : ''}</span></span>
      <chevet-reason
        name="erase" words="erase" tone="quiet danger"
        .extra=${html`<p><strong>${name(resident)}</strong></p><p class="muted">${t('erase.hint')}</p>`}
        .act=${({ reason }) => this.#erase(resident, reason)}
      ></chevet-reason>
    </li>`;
  }

  async #erase(resident, reason) {
    const answer = await intents.submit({ path: `/api/v1/residents/${resident.id}/erasure`, body: { reason } });
    this.done = { who: name(resident), ...answer };
  }

  #result() {
    const { who, erased = [], kept } = this.done;
    const gone = erased.filter((one) => one.count);
    return html`<section class="card" aria-labelledby="data-done" data-testid="erased">
      <h2 id="data-done">${t(kept ? 'data.part' : 'data.all', { who })}</h2>
      ${gone.length
        ? html`<ul>${gone.map((one) => html`<li>${named('data.what', one.what)} · ${one.count}</li>`)}</ul>`
        : html`<p class="none">${t('data.nothing')}</p>`}
      ${kept ? html`<p class="notice">${icons.shield}<span>${t('data.kept', { date: fullDate(kept.until) })}</span></p>` : nothing}
    </section>`;
  }
}

const name = (resident) => [resident.birthName, ...(resident.birthGivenNames ?? [])].join(' ');

customElements.define('chevet-personal-data', PersonalData);
