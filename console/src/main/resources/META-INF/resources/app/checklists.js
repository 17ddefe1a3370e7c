import { readIfOffered } from './api.js';
import { language } from './language.js';

const read = new Map();

/** What a specialty's physicians need before they are called; null where the service asks for nothing. */
export function checklistOf(specialty) {
  const key = `${specialty}.${language.code}`;
  if (!read.has(key)) {
    const reading = readIfOffered(`/api/v1/checklists/${specialty}`);
    read.set(key, reading);
    reading.catch(() => read.delete(key));
  }
  return read.get(key);
}

/**
 * The codes of the required items that nothing answers yet. `files` are the kinds of those joined,
 * `vitals` the kinds measured; the service has the last word.
 */
export function missingOf(items, { answers = {}, vitals = [], files = [] }) {
  return items.filter((item) => item.required && !answered(item, { answers, vitals, files })).map((item) => item.code);
}

function answered(item, { answers, vitals, files }) {
  const atLeast = item.min ?? 1;
  if (item.kind === 'vital') return count(vitals, item.vital ?? item.code) >= atLeast;
  if (item.kind === 'photographs') return count(files, 'photo') >= atLeast;
  if (item.kind === 'attachment') return count(files, item.attachment ?? 'document') >= atLeast;
  return String(answers[item.code] ?? '').trim() !== '';
}

const count = (all, wanted) => all.filter((one) => one === wanted).length;
