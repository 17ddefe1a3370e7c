import { html } from 'lit';
import { inCall } from './call-guard.js';
import { intents } from './intents.js';
import { language, named, t } from './language.js';
import { live } from './live.js';
import './pages/consultation.js';
import './pages/coordinator-home.js';
import './pages/nurse-home.js';
import './pages/operator-home.js';
import './pages/physician-home.js';
import './pages/request-form.js';
import './pages/sign-in.js';
import { fetchPage, furtherPagesOf, isThere } from './further-pages.js';
import { stateWords } from './parts/chips.js';
import './parts/connection.js';
import './parts/header.js';
import './parts/offer.js';
import { routeOf } from './routes.js';
import { residentName } from './format.js';
import { session } from './session.js';
import { View, announce } from './view.js';
import { kept } from './kept.js';
import { notifications } from './notifications.js';
import { onCall } from './oncall.js';
import { draftTarget, uploads } from './uploads.js';

const TRY_AGAIN_MS = 3_000;
const FURTHER_AFTER_MS = 1_000;

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
        uploads.resume();
        notifications.start();
        onCall.start();
        setTimeout(() => this.#fetchFurther(), FURTHER_AFTER_MS);
      }
    } catch {
      this.phase = 'unreachable';
      setTimeout(() => this.#start(), TRY_AGAIN_MS);
    }
    this.#entitle();
  }

  // Before the network is cut, not after: every page of hers must open then too.
  async #fetchFurther() {
    for (const page of furtherPagesOf(session.me.role)) await fetchPage(page);
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
    document.title = `${named('title', page)} · Chevet`;
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
    if (isConsultation(answer)) live.take(answer);
    if (answer && intent.about?.draft) {
      kept.remove(intent.about.draft);
      uploads.retarget(draftTarget(intent.body.resident), { kind: intent.about.becomes ?? 'consultation', id: answer.id });
    }
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
      ${session.me.role === 'physician' ? html`<chevet-offer></chevet-offer>` : ''}
    `;
  }

  #skip(event) {
    event.preventDefault();
    document.getElementById('content').focus();
  }

  #page() {
    const { page, id } = this.route;
    if (!isThere(page)) {
      fetchPage(page).then(() => this.requestUpdate());
      return html`<p class="opening" role="status">${t('app.loading')}</p>`;
    }
    switch (page) {
      case 'resident':
        return html`<chevet-resident .resident=${id}></chevet-resident>`;
      case 'time':
        return html`<chevet-time .of=${this.route.of} .subject=${id}></chevet-time>`;
      case 'agenda':
        return html`<chevet-agenda></chevet-agenda>`;
      case 'availability':
        return html`<chevet-availability></chevet-availability>`;
      case 'emergency':
        return html`<chevet-emergency></chevet-emergency>`;
      case 'exchanges':
        return html`<chevet-exchanges></chevet-exchanges>`;
      case 'matches':
        return html`<chevet-matches></chevet-matches>`;
      case 'personal-data':
        return html`<chevet-personal-data></chevet-personal-data>`;
      case 'expertises':
        return html`<chevet-expertises></chevet-expertises>`;
      case 'expertise':
        return html`<chevet-expertise .expertise=${id}></chevet-expertise>`;
      default:
        return this.#usualPage(page, id);
    }
  }

  #usualPage(page, id) {
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

// Bookings and expertises have a state too; only a consultation says what kind of place it is for.
const isConsultation = (answer) => Boolean(answer?.resident && answer.placeType);

customElements.define('chevet-app', App);
