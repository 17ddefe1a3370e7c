import { html, nothing } from 'lit';
import { readIfOffered } from '../api.js';
import { dayOf } from '../calendar.js';
import { clock } from '../clock.js';
import { t } from '../language.js';
import { session } from '../session.js';
import { SPOKEN, languageName } from '../spoken.js';
import { View } from '../view.js';

const OF_THE_HOME = { nurse: 'nurses', deviceKit: 'device-kits', room: 'rooms' };

/**
 * What is wished of a time besides the time: from which day on, the physician's language, who is at
 * the bedside, with which kit and in which room. `wishes` holds the choices, `asked` the names of
 * those that are asked for. Event: 'wish' with {name, value}, and 'known' with the names of what can
 * be chosen, by id.
 */
class Wishes extends View {
  static properties = { careHome: {}, wishes: {}, asked: {}, lists: { state: true } };

  constructor() {
    super();
    this.lists = {};
  }

  connectedCallback() {
    super.connectedCallback();
    this.#load();
  }

  async #load() {
    const names = Object.keys(OF_THE_HOME).filter((name) => this.asked.includes(name));
    const found = await Promise.all(
      names.map((name) => readIfOffered(`/api/v1/care-homes/${this.careHome.id}/${OF_THE_HOME[name]}`).catch(() => null)),
    );
    this.lists = Object.fromEntries(
      names.map((name, place) => [name, (found[place]?.items ?? []).filter((one) => !one.retired || one.id === this.wishes[name])]),
    );
    const known = new Map(Object.values(this.lists).flat().map((one) => [one.id, one.name]));
    this.dispatchEvent(new CustomEvent('known', { detail: known }));
  }

  render() {
    return html`<div class="wishes">
      <div class="field">
        <label for="wish-from">${t('time.wish.from')}</label>
        <input id="wish-from" type="date" data-testid="wish-from" min=${dayOf(clock.now(), this.careHome.zone)} .value=${this.wishes.from ?? ''} @change=${(event) => this.#tell('from', event.target.value)} />
      </div>
      ${this.asked.includes('language') ? this.#wish('language', SPOKEN.map((code) => ({ id: code, name: languageName(code) }))) : nothing}
      ${Object.keys(OF_THE_HOME).map((name) => this.#wish(name, this.lists[name] ?? []))}
    </div>`;
  }

  #wish(name, options) {
    if (!options.length) return nothing;
    return html`<div class="field">
      <label for="wish-${name}">${t(`time.wish.${name}`)}</label>
      <select id="wish-${name}" data-testid="wish-${name}" @change=${(event) => this.#tell(name, event.target.value)}>
        <option value="">${t(name === 'nurse' && session.me.role !== 'nurse' ? 'time.wish.nurse-none' : `time.wish.${name}-any`)}</option>
        ${options.map((one) => html`<option value=${one.id} ?selected=${one.id === this.wishes[name]}>${one.name}</option>`)}
      </select>
    </div>`;
  }

  #tell(name, value) {
    this.dispatchEvent(new CustomEvent('wish', { detail: { name, value } }));
  }
}

customElements.define('chevet-wishes', Wishes);
