import { html } from 'lit';
import * as icons from '../icons.js';
import { hour } from '../format.js';
import { clock } from '../clock.js';
import { t } from '../language.js';
import { View } from '../view.js';

const PROBES = ['liveness', 'readiness'];
const LOOK_AGAIN_MS = 10_000;

/** What an operator sees here: whether the service answers for itself, and where its interface is written. */
class OperatorHome extends View {
  static properties = { health: { state: true } };
  #timer = null;

  constructor() {
    super();
    this.health = {};
  }

  connectedCallback() {
    super.connectedCallback();
    this.#look();
    this.#timer = setInterval(() => this.#look(), LOOK_AGAIN_MS);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  async #look() {
    const answers = await Promise.all(PROBES.map(async (probe) => [probe, await up(probe)]));
    this.health = { ...Object.fromEntries(answers), at: clock.now() };
  }

  render() {
    return html`
      <div class="page">
        <h1>${t('operator.title')}</h1>
        <ul class="rows">
          ${PROBES.map(
            (probe) => html`<li class="row">
              <span class="row-main"><strong>${t(`operator.${probe}`)}</strong><span class="muted">${t(`operator.${probe}-hint`)}</span></span>
              <span class="row-side" data-testid="health-${probe}">${verdict(this.health[probe])}</span>
            </li>`,
          )}
        </ul>
        <p class="fine">${this.health.at ? t('operator.looked', { hour: hour(this.health.at) }) : t('app.loading')}</p>
        <p><a class="button" href="/api/openapi.json" target="_blank">${icons.paper}${t('operator.interface')}</a></p>
      </div>
    `;
  }
}

async function up(probe) {
  try {
    return (await fetch(`/actuator/health/${probe}`)).ok;
  } catch {
    return false;
  }
}

function verdict(ok) {
  if (ok === undefined) return '…';
  return ok
    ? html`<span class="identity-sure">${icons.check}${t('operator.up')}</span>`
    : html`<span class="identity-unsure">${icons.alert}${t('operator.down')}</span>`;
}

customElements.define('chevet-operator-home', OperatorHome);
