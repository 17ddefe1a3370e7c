import { html, nothing } from 'lit';
import { t } from '../language.js';
import { draftTarget, uploads } from '../uploads.js';
import { View } from '../view.js';
import './attachment-adding.js';
import { uploadRow } from './upload-row.js';

/** Files chosen before the request has left: kept on the device, they follow it. */
class DraftFiles extends View {
  static properties = { resident: {}, home: {} };
  #redraw = () => {
    this.requestUpdate();
    // The form counts them for the checklist.
    this.closest('chevet-request')?.requestUpdate();
  };

  connectedCallback() {
    super.connectedCallback();
    uploads.addEventListener('change', this.#redraw);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    uploads.removeEventListener('change', this.#redraw);
  }

  render() {
    const target = draftTarget(this.resident);
    const rows = uploads.of(target);
    return html`<fieldset class="draft-files">
      <legend>${t('request.files')}</legend>
      ${rows.length ? html`<ul class="files">${rows.map(uploadRow)}</ul>` : nothing}
      <chevet-attachment-adding .target=${target} .home=${this.home}></chevet-attachment-adding>
    </fieldset>`;
  }
}

customElements.define('chevet-draft-files', DraftFiles);
