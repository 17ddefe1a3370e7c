import { language } from './language.js';

/** The languages one may ask for or speak, by their ISO 639 codes; rcf is Réunion Creole. */
export const SPOKEN = ['fr', 'en', 'ar', 'de', 'es', 'it', 'pl', 'pt', 'rcf', 'tr', 'uk', 'vi'];

/** A language by its code, in the reader's words. */
export const languageName = (code) => new Intl.DisplayNames([language.code], { type: 'language' }).of(code);
