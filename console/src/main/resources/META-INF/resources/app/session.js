import { Problem, read } from './api.js';
import { language } from './language.js';

const ASK_AGAIN_MS = 3_000;
const POPUP = 'chevet-sign-in';
const SIGN_IN = '/oauth2/authorization/chevet';
const RETURN = 'chevet.return';

/**
 * Who is signed in here. When the session ends under a page in use, the page stays as it is and
 * says so; signing in again happens in another window, and this one notices.
 */
class Session extends EventTarget {
  me = null;
  expired = false;
  #channel = new BroadcastChannel('chevet.session');
  #asking = null;

  constructor() {
    super();
    this.#channel.onmessage = () => this.expired && this.#ask();
    addEventListener('focus', () => this.expired && this.#ask());
  }

  /** Reads the profile; a 401 comes out as null, any other trouble is thrown. */
  async load() {
    try {
      this.me = await read('/api/v1/me');
    } catch (trouble) {
      if (trouble instanceof Problem && trouble.status === 401) return null;
      throw trouble;
    }
    language.propose(this.me.locale);
    this.#channel.postMessage('signed-in');
    this.#changed();
    return this.me;
  }

  /** True in the window opened only to sign in again, which has then done its work. */
  get openedToSignIn() {
    return window.name === POPUP && window.opener !== null;
  }

  signIn() {
    sessionStorage.setItem(RETURN, location.hash);
    location.assign(SIGN_IN);
  }

  /** Goes back to the page for which one had to sign in. */
  returnToPage() {
    const hash = this.me && sessionStorage.getItem(RETURN);
    if (!hash) return;
    sessionStorage.removeItem(RETURN);
    location.hash = hash;
  }

  /** True when the provider has just sent the person back without signing her in. */
  get signInFailed() {
    return new URLSearchParams(location.search).get('sign-in') === 'failed';
  }

  signInAside() {
    window.open(SIGN_IN, POPUP, 'width=520,height=720');
  }

  expire() {
    if (this.expired) return;
    this.expired = true;
    this.#asking = setInterval(() => this.#ask(), ASK_AGAIN_MS);
    this.#changed();
  }

  /** Resolves once someone is signed in. */
  async valid() {
    while (this.expired) {
      await new Promise((resolve) => this.addEventListener('change', resolve, { once: true }));
    }
  }

  async #ask() {
    const before = this.me?.id;
    const me = await read('/api/v1/me').catch(() => null);
    if (!me) return;
    if (before && me.id !== before) {
      // Someone else signed in: nothing of the first person may stay on the screen or be sent in her name.
      location.reload();
      return;
    }
    if (!this.expired) return;
    clearInterval(this.#asking);
    this.me = me;
    this.expired = false;
    this.#changed();
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }
}

export const session = new Session();
