/**
 * What to begin with when a text was kept on this device and the service may hold another.
 *
 * A kept draft is {text, base}: what was typed, and the service's text it was typed over. It goes
 * on by itself only if the service still holds that text; else a person chooses.
 *
 * Answers {text} to write on, {text, stale: true} when the kept draft adds nothing and may go, or
 * {text, other} when `other` was typed here over an older text.
 */
export function beginning(draft, served) {
  if (!draft || typeof draft.text !== 'string') return { text: served };
  if (draft.text === served) return { text: served, stale: true };
  const base = draft.base ?? '';
  if (base === served) return { text: draft.text };
  if (draft.text === base) return { text: served, stale: true };
  return { text: served, other: draft.text };
}
