import { html, nothing } from 'lit';
import { readIfOffered } from '../api.js';
import { dayAndHour } from '../format.js';
import * as icons from '../icons.js';
import { intents } from '../intents.js';
import { t } from '../language.js';
import { live } from '../live.js';
import { session } from '../session.js';
import { View } from '../view.js';
import './reason.js';

/**
 * The signed versions of a document, the latest first, each with its reason and its PDF, and the way
 * to a new one. `kind` is 'report' or 'prescription'.
 */
class Versions extends View {
  static properties = { view: {}, kind: {}, versions: { state: true } };
  #read = null;

  willUpdate() {
    const document = this.view[this.kind];
    const wanted = `${this.view.id} ${document?.version} ${document?.signedAt}`;
    if (wanted === this.#read) return;
    this.#read = wanted;
    this.#load();
  }

  async #load() {
    const found = await readIfOffered(`/api/v1/consultations/${this.view.id}/${this.kind}s`).catch(() => null);
    this.versions = Array.isArray(found) ? found : (found?.items ?? []);
  }

  render() {
    const many = (this.versions ?? []).length > 1;
    return html`<div class="versions">
      ${many
        ? html`<h3>${t('versions.title')}</h3>
            <ul class="files">${[...this.versions].sort((a, b) => b.version - a.version).map((one) => this.#row(one))}</ul>`
        : this.#code(this.versions?.[0])}
      ${this.#mayAmend ? html`<chevet-reason name="amend-${this.kind}" words="amend-${this.kind}" .act=${({ reason }) => this.#amend(reason)}></chevet-reason>` : nothing}
    </div>`;
  }

  #code(one) {
    if (!one?.verificationCode) return nothing;
    return html`<p class="muted">${t('versions.code')} <span class="code">${one.verificationCode}</span></p>`;
  }

  get #mayAmend() {
    return Boolean(this.view[this.kind]?.signedAt) && this.view.actions?.includes(this.kind === 'report' ? 'amend' : 'prescribe');
  }

  #row(one) {
    return html`<li class="file" data-testid="version-${one.version}">
      <span class="file-words"><strong>${t('versions.one', { n: one.version })}${one.supersededBy ? html` <span class="muted">${t('versions.superseded', { n: one.supersededBy })}</span>` : nothing}</strong>
        <small>${dayAndHour(one.signedAt, session.me.zone)}${one.reason ? ` · ${one.reason}` : ''}</small>
        ${one.verificationCode ? html`<small>${t('versions.code')} <span class="code">${one.verificationCode}</span></small>` : nothing}</span>
      <a class="button" href=${one.pdf?.href ?? one.pdf} target="_blank">${icons.paper}PDF</a>
    </li>`;
  }

  async #amend(reason) {
    live.take(await intents.submit({ path: `/api/v1/consultations/${this.view.id}/${this.kind === 'report' ? 'report/amendments' : 'prescription/amendments'}`, body: { reason } }));
  }
}

customElements.define('chevet-versions', Versions);
