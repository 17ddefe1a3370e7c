import { html } from 'lit';
import { inCall } from './call-guard.js';
import { intents } from './intents.js';
import { language, t } from './language.js';
import { live } from './live.js';
import './pages/consultation.js';
import './pages/coordinator-home.js';
import './pages/nurse-home.js';
import './pages/operator-home.js';
import './pages/physician-home.js';
import './pages/request-form.js';
import './pages/sign-in.js';
import { stateWords } from './parts/chips.js';
import './parts/connection.js';
import './parts/header.js';
import { routeOf } from './routes.js';
import { residentName } from './format.js';
import { session } from './session.js';
import { View, announce } from './view.js';
import { kept } from './kept.js';

const TRY_AGAIN_MS = 3_000;

/** The whole page: who is signed in decides what there is, the address decides which part of it shows. */
class App extends View {
  static properties = { phase: { state: true }, route: { state: true } };

  constructor() {
    super();
    this.phase = 'starting';
    this.route = routeOf(location.hash);
    addEventListener('hashchange', (event) => this.#go(event));
    live.addEventListener('transition', ({ detail }) => this.#tell(detail));
    intents.addEventListener('settled', ({ detail }) => this.#settled(detail));
    language.addEventListener('change', () => this.#entitle());
    this.#start();
  }

  async #start() {
    try {
      const me = await session.load();
      session.returnToPage();
      if (!me) {
        this.phase = 'signed-out';
      } else if (session.openedToSignIn) {
        window.close();
        this.phase = 'signed-in-aside';
      } else {
        this.phase = 'signed-in';
        live.start();
        intents.resume();
      }
    } catch {
      this.phase = 'unreachable';
      setTimeout(() => this.#start(), TRY_AGAIN_MS);
    }
    this.#entitle();
  }

  #go(event) {
    const route = routeOf(location.hash);
    if (inCall.active && route.id !== inCall.consultation) {
      // Leaving the page would end the call: only hanging up does that.
      history.replaceState(null, '', event.oldURL);
      announce(t('call.hang-up-first'));
      document.querySelector('[data-testid=hang-up]')?.focus();
      return;
    }
    this.route = route;
    this.#entitle();
    scrollTo(0, 0);
    this.updateComplete.then(() => document.getElementById('content')?.focus({ preventScroll: true }));
  }

  #entitle() {
    const page = this.phase === 'signed-in' ? this.route.page : 'sign-in';
    document.title = `${t(`title.${page}`)} · Chevet`;
  }

  #tell({ before, after }) {
    // Of what a colleague has taken one may know that it is taken, not of whom it is.
    if (!after.resident) return;
    if (!before && after.state !== 'requested') return;
    if (!before && session.me?.role !== 'physician') return;
    announce(
      t('live.transition', { who: residentName(after.resident), state: stateWords(after.state) }),
    );
  }

  #settled({ intent, answer, problem }) {
    if (answer?.state && answer?.resident) live.take(answer);
    if (answer && intent.about?.draft) kept.remove(intent.about.draft);
    // Whoever waits for the answer shows it; after a reload nobody does.
    if (problem && intent.resumed) announce(problem.message);
  }

  render() {
    if (this.phase === 'starting') return html`<p class="opening" role="status">${t('app.opening')}</p>`;
    if (this.phase === 'unreachable') return html`<p class="opening" role="status">${t('app.unreachable')}</p>`;
    if (this.phase === 'signed-in-aside') return html`<p class="opening" role="status">${t('session.close-window')}</p>`;
    if (this.phase === 'signed-out') return html`<main id="content" tabindex="-1"><chevet-sign-in></chevet-sign-in></main>`;
    return html`
      <a class="skip" href="#content" @click=${this.#skip}>${t('app.skip')}</a>
      <chevet-header></chevet-header>
      <chevet-connection></chevet-connection>
      <main id="content" tabindex="-1">${this.#page()}</main>
    `;
  }

  #skip(event) {
    event.preventDefault();
    document.getElementById('content').focus();
  }

  #page() {
    const { page, id } = this.route;
    if (page === 'consultation') return html`<chevet-consultation .consultation=${id}></chevet-consultation>`;
    if (page === 'request') return html`<chevet-request .resident=${id}></chevet-request>`;
    switch (session.me.role) {
      case 'nurse':
        return html`<chevet-nurse-home></chevet-nurse-home>`;
      case 'physician':
        return html`<chevet-physician-home></chevet-physician-home>`;
      case 'coordinator':
        return html`<chevet-coordinator-home></chevet-coordinator-home>`;
      case 'operator':
        return html`<chevet-operator-home></chevet-operator-home>`;
      default:
        return html`<p class="opening">${t('app.no-role')}</p>`;
    }
  }
}

customElements.define('chevet-app', App);
