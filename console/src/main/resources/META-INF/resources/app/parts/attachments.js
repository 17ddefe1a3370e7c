import { html, nothing } from 'lit';
import { readIfOffered } from '../api.js';
import { dayAndHour } from '../format.js';
import * as icons from '../icons.js';
import { t } from '../language.js';
import { live } from '../live.js';
import { session } from '../session.js';
import { endpointOf, uploads } from '../uploads.js';
import { View } from '../view.js';
import { kindWords } from './attachment-adding.js';
import './attachment-viewer.js';
import { uploadRow } from './upload-row.js';

/**
 * What is joined to a dossier: photographs as pictures, sounds to listen to, documents to open, and
 * what is still on its way. `target` is {kind, id}; `may` says whether one may join more; `home` is the care home whose
 * kits a file may be taken with. What others join shows as it comes.
 */
class Attachments extends View {
  static properties = { target: {}, may: { type: Boolean }, home: {}, items: { state: true }, trouble: { state: true } };
  #read = null;
  #redraw = () => this.requestUpdate();
  #arrived = ({ detail }) => detail.target.id === this.target.id && this.#load();
  #elsewhere = ({ detail }) => detail.places.includes(this.target.id) && this.#load();
  #again = () => this.#load();

  constructor() {
    super();
    this.items = null;
  }

  connectedCallback() {
    super.connectedCallback();
    uploads.addEventListener('change', this.#redraw);
    uploads.addEventListener('arrived', this.#arrived);
    live.addEventListener('opened', this.#again);
    live.addEventListener('attachment', this.#elsewhere);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    uploads.removeEventListener('change', this.#redraw);
    uploads.removeEventListener('arrived', this.#arrived);
    live.removeEventListener('opened', this.#again);
    live.removeEventListener('attachment', this.#elsewhere);
  }

  willUpdate() {
    if (this.#read === this.target.id) return;
    this.#read = this.target.id;
    this.items = null;
    this.#load();
  }

  async #load() {
    const { id } = this.target;
    try {
      const listed = await readIfOffered(endpointOf(this.target));
      if (this.target.id !== id) return;
      this.items = listed?.items ?? [];
      this.trouble = null;
      this.dispatchEvent(new CustomEvent('counted', { detail: { items: this.items } }));
    } catch (problem) {
      // What is on the screen stays; only a first reading that fails is worth a word.
      if (!this.items) this.trouble = problem.message;
    }
  }

  render() {
    const waiting = uploads.of(this.target);
    const items = this.items ?? [];
    if (!this.may && !items.length && !waiting.length && !this.trouble) return nothing;
    const pictures = items.filter((item) => item.mediaType.startsWith('image/'));
    const others = items.filter((item) => !pictures.includes(item));
    return html`<section class="card attachments" aria-labelledby="attachments-title" data-testid="attachments">
      <div class="section-head"><h2 id="attachments-title">${t('attachment.title')}</h2></div>
      ${this.trouble ? html`<p class="notice trouble">${icons.alert}<span>${this.trouble}</span></p>` : nothing}
      ${pictures.length ? html`<ul class="pictures">${pictures.map((item, place) => this.#picture(item, place, pictures))}</ul>` : nothing}
      ${others.length ? html`<ul class="files">${others.map(fileRow)}</ul>` : nothing}
      ${waiting.length ? html`<ul class="files uploads" aria-label=${t('attachment.on-their-way')}>${waiting.map(uploadRow)}</ul>` : nothing}
      ${items.length || waiting.length || !this.items ? nothing : html`<p class="none">${t('attachment.none')}</p>`}
      ${this.may ? html`<chevet-attachment-adding .target=${this.target} .home=${this.home}></chevet-attachment-adding>` : nothing}
      <chevet-attachment-viewer></chevet-attachment-viewer>
    </section>`;
  }

  #picture(item, place, all) {
    return html`<li>
      <button class="picture" data-testid="picture" aria-label=${t('attachment.enlarge', { what: captionOf(item) })}
        @click=${() => this.querySelector('chevet-attachment-viewer').show(all, place)}>
        <img src=${item.thumbnail ?? item.content} alt="" loading="lazy" width="160" height="160" />
      </button>
      <span class="caption">${captionOf(item)}<small>${dayAndHour(item.takenAt ?? item.addedAt, session.me.zone)}</small></span>
    </li>`;
  }
}

/** What an attachment shows and where, in words. */
export const captionOf = (item) => [kindWords(item.kind), item.bodySite?.display].filter(Boolean).join(', ');

/** Who joined it and with what, where that is known. */
export const originOf = (item) => [item.operator?.displayName, item.device].filter(Boolean);

/** By what a file is known again, byte for byte: its beginning, and the whole at a touch. */
export const digestOf = (item) =>
  item.sha256
    ? html`<details class="digest" data-testid="digest"><summary>SHA-256 ${item.sha256.slice(0, 8)}…</summary><code>${item.sha256}</code></details>`
    : nothing;

function fileRow(item) {
  const when = dayAndHour(item.takenAt ?? item.addedAt, session.me.zone);
  return html`<li class="file">
    <span class="file-sign">${item.kind === 'sound' ? icons.wave : icons.paper}</span>
    <span class="file-words"><strong>${captionOf(item)}</strong><small>${[item.fileName, ...originOf(item), when].join(' · ')}</small>${digestOf(item)}</span>
    ${item.kind === 'sound'
      ? html`<audio controls preload="none" src=${item.content} aria-label=${captionOf(item)}></audio>`
      : html`<a class="button" href=${item.content} download>${t('attachment.open')}</a>`}
  </li>`;
}

customElements.define('chevet-attachments', Attachments);
