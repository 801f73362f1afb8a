/**
 * The rules of a form: which ones refuse, and which only doubt.
 *
 * The same as `StatementRules.swift`, where the reasons stand. Lengths are not looked at: the
 * fields have a `maxlength`, and no browser lets anybody type more.
 *
 * @typedef {{field: string, message: string, values: Object<string, string>, isDoubt: boolean}}
 *   Problem the name of the field, and the key of the message below `initiatives.sign`
 * @typedef {import("./statement.js").Typed} Typed
 */

import { fold } from "../identity/folding.js";
import { statedBirth } from "../identity/births.js";
import { age, doubts, isTooYoung, mayLeaveOutCentury } from "../identity/numbers.js";
import { acceptsPostalCode } from "../identity/postal-codes.js";

/**
 * Everything that keeps a form from being a statement, in the order of the fields.
 *
 * Doubts are among it even when the citizen insists: see `remaining`.
 *
 * @param {Typed} typed
 * @param {object} settings the JSON block of the page
 * @returns {Problem[]}
 */
export function problems(typed, settings) {
  return [
    ...nameProblems(typed.firstNames, typed.familyNames, "first-names"),
    ...nameProblems(typed.familyNames, typed.firstNames, "family-names"),
    ...(settings.formPart === "A"
      ? residenceProblems(typed, settings)
      : numberProblems(typed, settings)),
    ...(typed.certifies ? [] : [error("certify", "error.certify")]),
  ];
}

/**
 * Without the doubts that the citizen has overruled.
 *
 * @param {Problem[]} found
 * @param {Typed} typed
 * @returns {Problem[]}
 */
export function remaining(found, typed) {
  return found.filter((problem) => !(problem.isDoubt && typed.insists));
}

const error = (field, message) => ({ field, message, values: {}, isDoubt: false });
const doubt = (field, message, values) => ({ field, message, values, isDoubt: true });

/** Without control characters, which no form of an authority could show. */
const isPlain = (text) => !/\p{Cc}/u.test(text);

/** Nothing, or the dashes that people put into a field that does not apply to them. */
const isNone = (name) => /^[-‐‑–—]*$/.test(name);

/** Both names, or the one that somebody has: their documents show no other. */
function nameProblems(name, other, field) {
  if (isNone(name)) {
    return isNone(other)
      ? [error(field, `error.${field}.missing`)]
      : [doubt(field, `doubt.${field}`)];
  }
  const isName = isPlain(name) && fold(name) !== "" && !/^\p{N}+$/u.test(name);
  return isName ? [] : [error(field, "error.not-a-name")];
}

function residenceProblems(typed, settings) {
  return [
    ...birthProblems(typed, settings),
    ...textProblems(typed.street, "street"),
    ...printProblems(typed.houseNumber, "house-number"),
    ...postalCodeProblems(typed, settings),
    ...textProblems(typed.city, "city"),
    ...(typed.country === "" ? [error("country", "error.country.missing")] : []),
  ];
}

function textProblems(text, field) {
  return text === "" ? [error(field, `error.${field}.missing`)] : printProblems(text, field);
}

function printProblems(text, field) {
  return isPlain(text) ? [] : [error(field, "error.characters")];
}

/** The format is that of the country of residence; not every address of the world has a code. */
function postalCodeProblems({ postalCode, country, countryName }, { postalCodes }) {
  if (!isPlain(postalCode)) return [error("postal-code", "error.characters")];
  const state = postalCodes[country];
  if (!state || acceptsPostalCode({ ...state, code: country }, postalCode)) return [];
  const values = { country: countryName, example: state.postalCodeExample ?? "" };
  return [doubt("postal-code", "doubt.postal-code", values)];
}

function birthProblems({ birth }, { today, minimumAge }) {
  if (birth.day === "" && birth.month === "" && birth.year === "") {
    return [error("birth", "error.birth.missing")];
  }
  const stated = statedBirth(birth);
  if (!stated || stated.earliest > today) return [error("birth", "error.birth.impossible")];
  const isPerhapsOldEnough = age(stated.earliest, today) >= minimumAge;
  const tooYoung = `error.too-young${isPerhapsOldEnough ? ".perhaps.birth" : ""}`;
  return [
    ...(age(stated.latest, today) < minimumAge ? [error("birth", tooYoung)] : []),
    ...(stated.isInCalendar ? [] : [doubt("birth", "doubt.birth")]),
  ];
}

function numberProblems({ numberKind, number }, { numbers, today, minimumAge }) {
  const isMissing = fold(number) === "" || !isPlain(number);
  const missing = isMissing ? [error("number", "error.number.missing")] : [];
  const kind = numbers.find(({ key }) => key === numberKind);
  if (!kind) return [error("number-kind", "error.number-kind.missing"), ...missing];
  if (isMissing) return missing;

  // The age in force today is known, and no other is needed.
  const state = { minimumAges: [{ from: "", minimum: minimumAge }] };
  const values = { example: kind.example };
  const tooYoung = `error.too-young${mayLeaveOutCentury(kind, number) ? ".perhaps.number" : ""}`;
  return [
    ...(isTooYoung(state, kind, number, today) ? [error("number", tooYoung)] : []),
    ...doubts(kind, number, today).map((name) => doubt("number", `doubt.${name}`, values)),
  ];
}
