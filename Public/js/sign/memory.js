/**
 * Keeps what was typed while the form around it is exchanged: for another nationality, or for
 * another language.
 *
 * In the memory of this page and nowhere else.
 */

const typed = new Map();

function fields() {
  const form = document.getElementById("statement");
  return Array.from(form?.elements ?? []).filter(
    (field) => field.matches('select[name], input[type="text"][name]'));
}

/** Whether anything would be lost. */
export function isAnythingTyped() {
  return fields().some((field) => field.matches("input") && field.value !== "");
}

export function remember() {
  const state = document.querySelector('#statement [name="state"]')?.value;
  for (const { name, value } of fields()) {
    // Whoever lives where they are a citizen has not chosen this: the next form suggests anew.
    if (value === "" || (name === "country" && value === state)) typed.delete(name);
    else typed.set(name, value);
  }
}

export function recall() {
  for (const field of fields()) {
    const value = typed.get(field.name);
    if (value === undefined) continue;
    const isOffered = !field.options || Array.from(field.options).some((o) => o.value === value);
    if (isOffered) field.value = value;
  }
}

/** Forgets what was typed: it was sent. */
export function forget() {
  typed.clear();
}
