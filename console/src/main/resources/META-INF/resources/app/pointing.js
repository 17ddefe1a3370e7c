/**
 * Says a refusal in the words of this page. When it is about one field that the page shows (its
 * `data-field` is the path the service names), the sentence bears the field's own label instead of
 * the path, and the field is marked until it is changed, and gets the focus.
 */
export async function inPageWords(view, problem) {
  const field = problem.field && view.querySelector(`[data-field="${CSS.escape(problem.field)}"]`);
  if (!field) return problem.message;
  await mark(view, field);
  const label = field.labels[0]?.querySelector('span') ?? field.labels[0];
  return problem.message.replace(problem.field, label.textContent.trim());
}

/** Takes the reader to the first field that does not do, once the page has marked it. */
export async function toFirstFault(view) {
  await view.updateComplete;
  view.querySelector('[aria-invalid=true]')?.focus();
}

// A field that is disabled while its form is being sent takes no focus before the page is drawn again.
async function mark(view, field) {
  await view.updateComplete;
  field.setAttribute('aria-invalid', 'true');
  field.addEventListener('input', () => field.setAttribute('aria-invalid', 'false'), { once: true });
  field.focus();
}
