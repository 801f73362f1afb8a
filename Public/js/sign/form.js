/**
 * The form of a statement at work: checks while one types, and a statement that is sealed before
 * it leaves the browser.
 *
 * It brings the rules of all states and the sealing along, so it is fetched when somebody begins
 * to type and not before.
 */

import { changed, fieldOf, left } from "./checking.js";
import { begin } from "./price.js";
import { goTo, mark, offerInsisting, summarise } from "./problems.js";
import { problems, remaining } from "./rules.js";
import { release, send } from "./sending.js";
import { settings } from "./settings.js";
import { read } from "./statement.js";

export { begin, changed, goTo, left, release };

/**
 * @param {HTMLFormElement} form
 * @returns {Promise<?Document>} a page to show instead of this one
 */
export async function submit(form) {
  const typed = read(form);
  const rules = settings();
  const all = problems(typed, rules);
  const found = remaining(all, typed);
  markAll(form, found);
  offerInsisting(form, all);
  summarise(found);
  return found.length > 0 ? null : send(form, typed, rules);
}

function markAll(form, found) {
  for (const control of form.querySelectorAll('[id^="field-"]')) {
    const field = fieldOf(control);
    if (control.id !== `field-${field}` || !control.matches("input, select, fieldset")) continue;
    mark(field, found.find((problem) => problem.field === field) ?? null);
  }
}

/** Whether the focus goes from one input of a date to another of the same. */
export function staysIn(field, next) {
  return Boolean(next) && fieldOf(next) === fieldOf(field);
}
