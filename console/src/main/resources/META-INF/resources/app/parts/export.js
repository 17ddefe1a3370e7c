import { html, nothing } from 'lit';
import { dayAndHour } from '../format.js';
import * as icons from '../icons.js';
import { intents } from '../intents.js';
import { t } from '../language.js';
import { View } from '../view.js';
import './reason.js';

/** All that is on record of a resident, for her or for whoever speaks for her: ordered with a reason, then fetched. */
class Export extends View {
  static properties = { resident: {}, zone: {}, ordered: { state: true } };

  render() {
    return html`<section aria-labelledby="export-title">
      <h2 id="export-title">${t('archive.title')}</h2>
      <p class="muted">${t('archive.why')}</p>
      <chevet-reason name="export" words="export" tone="tonal" .act=${({ reason }) => this.#order(reason)}></chevet-reason>
      <div role="status">
        ${this.ordered
          ? html`<p class="notice">${icons.paper}<span>${t('archive.ready', { at: dayAndHour(this.ordered.until, this.zone) })}</span>
              <a class="button" data-testid="archive" href=${this.ordered.archive} download>${t('archive.fetch')}</a></p>`
          : nothing}
      </div>
    </section>`;
  }

  async #order(reason) {
    this.ordered = await intents.submit({ path: `/api/v1/residents/${this.resident}/exports`, body: { reason } });
  }
}

customElements.define('chevet-export', Export);
