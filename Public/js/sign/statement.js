/**
 * A form as it was typed, and the statement that is made of it.
 *
 * What is read here lives in memory until it is sealed: it is not stored, logged, or put in an
 * address.
 */

import { identityDigest, numberText, residenceText } from "../identity/identity-text.js";
import { statedBirth } from "../identity/births.js";

const AROUND = /^\p{White_Space}+|\p{White_Space}+$/gu;

/**
 * The fields of `StatementForm.swift`; those that the state does not ask for are empty.
 *
 * @typedef {{state: string, firstNames: string, familyNames: string, street: string,
 *   houseNumber: string, postalCode: string, city: string, country: string, countryName: string,
 *   birth: {day: string, month: string, year: string}, numberKind: string, number: string,
 *   certifies: boolean, insists: boolean}} Typed
 */

/**
 * @param {HTMLFormElement} form
 * @returns {Typed}
 */
export function read(form) {
  const control = (name) => form.elements.namedItem(name);
  const text = (name) => asSent(control(name)?.value ?? "");
  const isChecked = (name) => control(name)?.checked ?? false;
  return {
    state: text("state"),
    firstNames: text("first-names"),
    familyNames: text("family-names"),
    street: text("street"),
    houseNumber: text("house-number"),
    postalCode: text("postal-code"),
    city: text("city"),
    country: text("country"),
    countryName: control("country")?.selectedOptions[0]?.text ?? "",
    birth: { day: text("birth-day"), month: text("birth-month"), year: text("birth-year") },
    numberKind: text("number-kind"),
    number: text("number"),
    certifies: isChecked("certify"),
    insists: isChecked("insist"),
  };
}

/** As the server would read it: without white space around it, and without half characters. */
function asSent(text) {
  return new TextDecoder().decode(new TextEncoder().encode(text)).replace(AROUND, "");
}

/**
 * What is sealed, with the names of `StatementContent` in `Statement.swift`.
 *
 * @param {Typed} typed
 * @param {"A" | "B"} formPart
 * @returns {object}
 */
export function content(typed, formPart) {
  const { firstNames, familyNames, numberKind, number } = typed;
  if (formPart === "B") return { firstNames, familyNames, numberKind, number };
  const { street, houseNumber, postalCode, city, country, birth } = typed;
  return {
    firstNames, familyNames, street, houseNumber, postalCode, city, country,
    birthDate: statedBirth(birth).text,
  };
}

/**
 * What tells the server that somebody signs twice, and nothing else.
 *
 * @param {Typed} typed
 * @param {{state: string, formPart: "A" | "B"}} settings
 * @returns {Promise<string>}
 */
export function identity(typed, { state, formPart }) {
  const text = formPart === "B"
    ? numberText({ state, kind: typed.numberKind, number: typed.number })
    : residenceText({ ...typed, state, birthDate: statedBirth(typed.birth).text });
  return identityDigest(text);
}
