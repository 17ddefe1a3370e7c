import { en } from './words/en.js';
import { fr } from './words/fr.js';

const DICTIONARIES = { fr, en };
const CHOICE = 'chevet.language';

/** The language of the screen: the person's own choice, else her profile's, else the browser's, else French. */
class Language extends EventTarget {
  #code = known(localStorage.getItem(CHOICE)) ?? known(navigator.language) ?? 'fr';

  get code() {
    return this.#code;
  }

  /** Chosen by hand: remembered on this device. */
  choose(code) {
    localStorage.setItem(CHOICE, code);
    this.#become(code);
  }

  /** Proposed by the profile: yields to a choice made on this device. */
  propose(locale) {
    if (!localStorage.getItem(CHOICE)) this.#become(known(locale) ?? this.#code);
  }

  #become(code) {
    this.#code = code;
    document.documentElement.lang = code;
    this.dispatchEvent(new Event('change'));
  }
}

function known(locale) {
  const code = locale?.slice(0, 2).toLowerCase();
  return code in DICTIONARIES ? code : null;
}

export const language = new Language();
document.documentElement.lang = language.code;

/** The sentence for a key in the current language; `{name}` stands for a value, functions decide plurals. */
export function t(key, values = {}) {
  const entry = DICTIONARIES[language.code][key];
  if (entry === undefined) return key;
  if (typeof entry === 'function') return entry(values);
  return entry.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '');
}

/** The sentence for a code sent by the server, or the code itself when a newer server sends one unknown here. */
export function named(family, code) {
  const key = `${family}.${code}`;
  return key in DICTIONARIES[language.code] ? t(key) : String(code ?? '');
}
