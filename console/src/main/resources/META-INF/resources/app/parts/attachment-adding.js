import { html, nothing } from 'lit';
import { readIfOffered } from '../api.js';
import { ACCEPTED, ACCEPTED_PICTURES, draw, kindsOf, refusalOf } from '../files.js';
import * as icons from '../icons.js';
import { kept } from '../kept.js';
import { language, named, t } from '../language.js';
import { uploads } from '../uploads.js';
import { View } from '../view.js';
import './sound-recorder.js';

const PREVIEW_PIXELS = 240;
const sites = new Map();
const DEVICE_LENGTH_MAX = 100;
const LAST_DEVICE = 'attachment.device';

/** Taking or choosing files for a dossier: what they are, with what, where on the body, then off they go. */
class AttachmentAdding extends View {
  static properties = {
    target: {},
    home: {},
    devices: { state: true },
    chosen: { state: true },
    refused: { state: true },
    kind: { state: true },
    site: { state: true },
    device: { state: true },
    sites: { state: true },
    recording: { state: true },
  };

  constructor() {
    super();
    Object.assign(this, { chosen: [], refused: [], kind: null, site: '', sites: [], devices: [], recording: false });
    // Most files of a shift come from one device: the last one named is offered again.
    this.device = kept.get(LAST_DEVICE) ?? '';
  }

  render() {
    return html`<div class="adding">
      <div class="adding-ways">
        ${this.#picker('photograph', icons.photograph, ACCEPTED_PICTURES, { capture: true })}
        ${this.#picker('choose', icons.clip, ACCEPTED, { multiple: true })}
        <button type="button" data-testid="record-sound" @click=${this.#record}>${icons.microphone}${t('attachment.record')}</button>
      </div>
      ${this.refused.map((one) => html`<p class="notice trouble" role="alert">${icons.alert}<span>${t(`attachment.refused.${one.why}`, { name: one.name })}</span></p>`)}
      <dialog aria-labelledby="adding-title" @close=${this.#forget}>
        <h2 id="adding-title">${this.recording ? t('attachment.record') : t('attachment.adding-title', { n: this.chosen.length })}</h2>
        ${this.recording
          ? html`<chevet-sound-recorder @recorded=${(event) => this.#choose([event.detail.file])}></chevet-sound-recorder>`
          : this.#details()}
      </dialog>
    </div>`;
  }

  #picker(name, icon, accept, { capture = false, multiple = false }) {
    return html`<label class="button picker">
      ${icon}${t(`attachment.${name}`)}
      <input
        class="unseen"
        type="file"
        data-testid="attach-${name}"
        accept=${accept}
        capture=${capture ? 'environment' : nothing}
        ?multiple=${multiple}
        @change=${(event) => this.#choose([...event.target.files], event.target)}
      />
    </label>`;
  }

  #details() {
    const kinds = this.chosen.length ? kindsOf(this.chosen[0].type) : [];
    return html`
      <div class="previews">
        ${this.chosen.map((file) => html`<figure>
          ${file.type.startsWith('image/') ? html`<canvas role="img" aria-label=${file.name}></canvas>` : html`<span class="file-sign">${kindsOf(file.type)[0] === 'sound' ? icons.wave : icons.paper}</span>`}
          <figcaption>${file.name}</figcaption>
        </figure>`)}
      </div>
      ${kinds.length > 1
        ? html`<fieldset><legend>${t('attachment.what')}</legend>
            <div class="choices kinds" role="radiogroup" aria-label=${t('attachment.what')}>
              ${kinds.map((kind) => html`<label class="choice"><input type="radio" name="kind" value=${kind} data-testid="kind-${kind}" .checked=${this.kind === kind} @change=${() => (this.kind = kind)} /><span>${t(`attachment.kind.${kind}`)}</span></label>`)}
            </div></fieldset>`
        : nothing}
      ${this.sites.length
        ? html`<div class="field"><label for="body-site">${t('attachment.where')}</label>
            <select id="body-site" data-testid="body-site" @change=${(event) => (this.site = event.target.value)}>
              <option value="">${t('attachment.nowhere')}</option>
              ${this.sites.map((site) => html`<option value=${site.code} ?selected=${site.code === this.site}>${site.display}</option>`)}
            </select></div>`
        : nothing}
      <div class="field"><label for="device">${t('attachment.device')} <small>${t('prescription.optional')}</small></label>
        <input id="device" data-testid="device" list="devices" maxlength=${DEVICE_LENGTH_MAX} autocomplete="off" .value=${this.device} @input=${(event) => (this.device = event.target.value)} />
        <datalist id="devices">${this.devices.map((name) => html`<option value=${name}></option>`)}</datalist></div>
      <div class="dialog-act">
        <button type="button" class="quiet" @click=${() => this.#dialog.close()}>${t('attachment.not-this')}</button>
        <button type="button" class="primary" data-testid="attach" @click=${this.#add}>${t('attachment.add', { n: this.chosen.length })}</button>
      </div>
    `;
  }

  get #dialog() {
    return this.querySelector('dialog');
  }

  updated(changed) {
    if (!changed.has('chosen')) return;
    const pictures = this.chosen.filter((file) => file.type.startsWith('image/'));
    this.querySelectorAll('canvas').forEach((canvas, place) =>
      draw(pictures[place], canvas, PREVIEW_PIXELS).catch(() => canvas.closest('figure').classList.add('unseeable')),
    );
  }

  #choose(files, input) {
    this.refused = files.map((file) => ({ name: file.name, why: refusalOf(file) })).filter((one) => one.why);
    this.chosen = files.filter((file) => !refusalOf(file));
    this.recording = false;
    if (input) input.value = '';
    if (!this.chosen.length) return;
    [this.kind] = kindsOf(this.chosen[0].type);
    if (!this.#dialog.open) this.#dialog.showModal();
    this.#readSites();
    this.#readDevices();
  }

  #record() {
    this.recording = true;
    this.refused = [];
    this.#dialog.showModal();
  }

  async #readSites() {
    if (!sites.has(language.code)) {
      const read = await readIfOffered('/api/v1/body-sites').catch(() => null);
      if (read) sites.set(language.code, read);
    }
    this.sites = sites.get(language.code) ?? [];
  }

  // The kits of the care home are offered by name; any other words do as well.
  async #readDevices() {
    if (!this.home) return;
    const kits = await readIfOffered(`/api/v1/care-homes/${this.home}/device-kits`).catch(() => null);
    this.devices = (kits?.items ?? []).filter((kit) => !kit.retired).map((kit) => kit.name);
  }

  #add() {
    const device = this.device.trim();
    kept.put(LAST_DEVICE, device);
    for (const file of this.chosen) {
      const kinds = kindsOf(file.type);
      uploads.add(this.target, file, file.name, {
        kind: kinds.includes(this.kind) ? this.kind : kinds[0],
        filename: file.name,
        filetype: file.type,
        bodysite: this.site,
        device,
        takenat: file.lastModified ? new Date(Math.min(file.lastModified, Date.now())).toISOString() : '',
      });
    }
    this.#dialog.close();
  }

  #forget() {
    Object.assign(this, { chosen: [], recording: false, site: '' });
  }
}

/** What a file is, in words; a newer service's kind reads as its code. */
export const kindWords = (kind) => named('attachment.kind', kind);

customElements.define('chevet-attachment-adding', AttachmentAdding);
