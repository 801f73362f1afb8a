/**
 * Shows problems: at the field, in a list on top, and with a box to overrule doubts.
 *
 * The same markup as `Field.swift`, `DateField.swift` and `ErrorSummary.swift`, so that a page
 * looks and sounds the same whoever has checked it.
 *
 * @typedef {import("./rules.js").Problem} Problem
 */

import { element } from "./elements.js";
import { message } from "./settings.js";

const control = (field) => document.getElementById(`field-${field}`);

/**
 * Messages that fit any field name it: in the list on top nothing else says what they are about.
 *
 * @param {Problem} problem
 * @param {string} [key] of another message about it
 * @returns {string}
 */
export function text(problem, key = problem.message) {
  const label = control(problem.field)?.closest(".field")?.querySelector("label, legend");
  return message(key, { ...problem.values, field: label?.textContent ?? "" });
}

/** @param {string} field @returns {boolean} whether something is said at the field */
export function isMarked(field) {
  return document.getElementById(`field-${field}-error`) !== null;
}

/**
 * Says what is wrong at a field, or takes it away.
 *
 * @param {string} field
 * @param {?Problem} problem
 */
export function mark(field, problem) {
  const target = control(field);
  if (!target) return;
  const id = `field-${field}-error`;
  document.getElementById(id)?.remove();
  if (problem) place(target, element("span", { class: "error", id }, text(problem)));

  const others = (target.getAttribute("aria-describedby") ?? "").split(" ")
    .filter((name) => name !== "" && name !== id);
  describe(target, problem ? [...others, id] : others);
  if (problem) target.setAttribute("aria-invalid", "true");
  else target.removeAttribute("aria-invalid");
  target.closest(".field")?.classList.toggle("field-invalid", problem !== null);
}

/** After the hint, as in `FieldFrame`; in a choice, at the end of its text. */
function place(target, error) {
  const choice = target.closest(".choice");
  const hint = document.getElementById(`${target.id}-hint`);
  if (choice) choice.querySelector("span").append(error);
  else (hint ?? target.closest(".field").querySelector("label, legend")).after(error);
}

function describe(target, ids) {
  if (ids.length > 0) target.setAttribute("aria-describedby", ids.join(" "));
  else target.removeAttribute("aria-describedby");
}

/**
 * Lists everything wrong on top of the panel, and goes there.
 *
 * @param {Problem[]} found none takes the list away
 */
export function summarise(found) {
  document.getElementById("error-summary")?.remove();
  if (found.length === 0) return;
  // A doubt is explained at its field; here it only says what to do.
  const inShort = (problem) => problem.isDoubt ? `${problem.message}.short` : problem.message;
  const items = found.map((problem) =>
    element("li", {}, element("a", { href: `#field-${problem.field}` }, text(problem, inShort(problem)))));
  const title = element("h2", { id: "error-summary-title" }, message("form.errors.title"));
  const summary = element("div", {
    class: "error-summary", id: "error-summary", role: "alert", tabindex: "-1",
    "aria-labelledby": "error-summary-title",
  }, title, element("ul", {}, ...items));
  document.getElementById("nationality").before(summary);
  summary.focus();
}

/**
 * Goes to the control that a link of the list names, without a trace in the address.
 *
 * @param {string} id
 */
export function goTo(id) {
  const target = document.getElementById(id);
  const input = target?.matches("fieldset") ? target.querySelector("input, select") : target;
  input?.focus({ preventScroll: true });
  target?.closest(".field, .choice")?.scrollIntoView({ block: "center" });
}

/**
 * Offers to overrule doubts while there are any.
 *
 * @param {HTMLFormElement} form
 * @param {Problem[]} found
 */
export function offerInsisting(form, found) {
  const isOffered = found.some((problem) => problem.isDoubt);
  const offer = control("insist")?.closest(".choice");
  if (!isOffered) offer?.remove();
  else if (!offer) form.querySelector("#submit").closest("p").before(insisting());
}

function insisting() {
  const hint = element("span", { class: "hint", id: "field-insist-hint" }, message("insist.hint"));
  const box = element("input", {
    type: "checkbox", id: "field-insist", name: "insist", value: "yes",
    "aria-describedby": hint.id,
  });
  return element("label", { class: "choice" }, box, element("span", {}, message("insist"), hint));
}
