import { html, nothing } from 'lit';
import { readIfOffered } from '../api.js';
import * as icons from '../icons.js';
import { intents } from '../intents.js';
import { t } from '../language.js';
import { View } from '../view.js';

const NAME_LENGTH_MAX = 80;
const KINDS = ['device-kits', 'rooms'];

/** The device kits and rooms of a care home that can be booked with a time: added, and retired. */
class Equipment extends View {
  static properties = { careHome: {}, lists: { state: true }, names: { state: true }, trouble: { state: true } };

  constructor() {
    super();
    this.lists = null;
    this.names = {};
  }

  async #load() {
    const found = await Promise.all(KINDS.map((kind) => readIfOffered(this.#path(kind)).catch(() => null)));
    this.lists = found.some(Boolean) ? Object.fromEntries(KINDS.map((kind, place) => [kind, found[place]?.items ?? []])) : null;
  }

  #path(kind) {
    return `/api/v1/care-homes/${this.careHome.id}/${kind}`;
  }

  render() {
    return html`<details class="card equipment" @toggle=${(event) => event.target.open && !this.lists && this.#load()}>
      <summary>${t('equipment.title', { home: this.careHome.name })}</summary>
      ${this.trouble ? html`<p class="notice trouble" role="alert">${icons.alert}<span>${this.trouble}</span></p>` : nothing}
      ${this.lists ? KINDS.map((kind) => this.#list(kind)) : nothing}
    </details>`;
  }

  #list(kind) {
    return html`<section aria-labelledby="equipment-${kind}">
      <h3 id="equipment-${kind}">${t(`equipment.${kind}`)}</h3>
      <ul class="files">${this.lists[kind].filter((one) => !one.retired).map(
        (one) => html`<li class="file"><span class="file-words"><strong>${one.name}</strong></span>
          <button type="button" class="quiet danger small" aria-label=${t('equipment.retire-named', { name: one.name })} @click=${() => this.#write('PUT', `${this.#path(kind)}/${one.id}`, { name: one.name, retired: true })}>${t('equipment.retire')}</button></li>`,
      )}</ul>
      <form class="beside" @submit=${(event) => this.#add(event, kind)}>
        <input type="text" maxlength=${NAME_LENGTH_MAX} aria-label=${t(`equipment.new-${kind}`)} placeholder=${t(`equipment.new-${kind}`)} data-testid="new-${kind}" .value=${this.names[kind] ?? ''} @input=${(event) => (this.names = { ...this.names, [kind]: event.target.value })} />
        <button class="tonal" ?disabled=${!this.names[kind]?.trim()}>${t('equipment.add')}</button>
      </form>
    </section>`;
  }

  async #add(event, kind) {
    event.preventDefault();
    await this.#write('POST', this.#path(kind), { name: this.names[kind].trim() });
    if (!this.trouble) this.names = { ...this.names, [kind]: '' };
  }

  async #write(method, path, body) {
    this.trouble = null;
    try {
      await intents.submit({ method, path, body });
      await this.#load();
    } catch (problem) {
      this.trouble = problem.message;
    }
  }
}

customElements.define('chevet-equipment', Equipment);
