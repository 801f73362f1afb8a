/**
 * Checks fields while a form is filled in: kindly, which means late.
 *
 * Nothing is said about a field that somebody is still typing in or has not come to. What is said
 * goes away with the keystroke that puts it right.
 */

import { isMarked, mark, offerInsisting, text } from "./problems.js";
import { problems, remaining } from "./rules.js";
import { settings } from "./settings.js";
import { read } from "./statement.js";
import { say } from "./status.js";

/** Fields whose rule depends on another one. */
const dependents = {
  "number-kind": ["number"],
  country: ["postal-code"],
  "first-names": ["family-names"],
  "family-names": ["first-names"],
  insist: ["first-names", "family-names", "birth", "number", "postal-code"],
};

/**
 * Somebody has left a field.
 *
 * @param {HTMLFormElement} form
 * @param {Element} control
 */
export function left(form, control) {
  const field = fieldOf(control);
  if (field && (isTyped(field) || isMarked(field))) check(form, [field]);
}

/**
 * Somebody types in a field, or chooses.
 *
 * @param {HTMLFormElement} form
 * @param {Element} control
 */
export function changed(form, control) {
  const field = fieldOf(control);
  const others = (dependents[field] ?? []).filter((name) => isTyped(name) || isMarked(name));
  const fields = isMarked(field) ? [field, ...others] : others;
  if (fields.length > 0) check(form, fields);
}

/**
 * The name of the field to which a control belongs: a date has three.
 *
 * @param {Element} control
 * @returns {?string}
 */
export function fieldOf(control) {
  const named = control.closest("fieldset.date") ?? control.closest('[id^="field-"]');
  return named?.id.replace("field-", "") ?? null;
}

function isTyped(field) {
  const control = document.getElementById(`field-${field}`);
  if (!control) return false;
  const inputs = control.matches("fieldset") ? control.querySelectorAll("input") : [control];
  return Array.from(inputs).some((input) => input.type !== "checkbox" && input.value !== "");
}

function check(form, fields) {
  const typed = read(form);
  const all = problems(typed, settings());
  const found = remaining(all, typed);
  for (const field of fields) {
    const first = found.find((problem) => problem.field === field) ?? null;
    const isNew = first && !isMarked(field);
    mark(field, first);
    if (isNew) say(text(first));
  }
  // The box stays for whoever has ticked it, also where the doubt is about an empty field.
  const isShown = (field) => typed.insists || isTyped(field) || isMarked(field);
  offerInsisting(form, all.filter(({ field }) => isShown(field)));
}
