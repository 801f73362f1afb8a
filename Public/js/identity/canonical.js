/**
 * The one way of writing a number, a postal code or a place that people write in several.
 *
 * The same rules as `IdentityNumber.swift`, `PostalCode.swift` and `Place.swift`, where the reasons
 * stand; proven equal by `Tests/Vectors/identity.json`.
 */

import { fold, words } from "./folding.js";
import { checksumHolds, foldNumber, SPANISH_LETTERS } from "./numbers.js";
import { canonicalPostalCode } from "./postal-codes.js";

/**
 * A number as it was typed, under the kind that was chosen.
 *
 * @param {string} state
 * @param {string} kind
 * @param {string} typed
 * @returns {{kind: string, text: string}} the kind under which this number is known
 */
export function canonicalNumber(state, kind, typed) {
  const number = foldNumber(typed);
  const [isNumber, length] = [/^[0-9]+$/.test(number), number.length];
  switch (`${state}|${kind}`) {
    case "SE|personnummer":
      return { kind, text: isNumber && length === 12 ? number.slice(2) : number };
    case "CY|id-card": return { kind, text: isNumber ? withoutZeros(number) : number };
    case "MT|id-card":
      return { kind, text: /^[0-9]+[a-z]$/.test(number) ? withoutZeros(number) : number };
    case "ES|dni": return { kind, text: spanish(number) };
    case "PT|id-card":
      return { kind, text: isNumber ? civilNumber(number, length === 9 ? 8 : length) : number };
    case "PT|citizen-card":
      return beginsWithCivilNumber(number)
        ? { kind: "id-card", text: civilNumber(number, 8) }
        : { kind, text: number };
    default: return { kind, text: number };
  }
}

const withoutZeros = (number) => number.replace(/^0+/, "");

const civilNumber = (number, length) => withoutZeros(number.slice(0, length));

const beginsWithCivilNumber = (number) =>
  /^[0-9]{7,9}$/.test(number) ||
  (/^[0-9]{9}[0-9a-z]{3}$/.test(number) && checksumHolds("portuguese", number));

function spanish(number) {
  const found = /^([xyz]?)0*([0-9]{1,8})([a-z]?)$/.exec(number);
  if (!found) return number;
  const [, prefix, digits, letter] = found;
  if (prefix !== "" && digits.length > 7) return number;
  const value = Math.max(0, "xyz".indexOf(prefix || "x")) * 10_000_000 + Number(digits);
  return prefix + digits + (letter || SPANISH_LETTERS[value % 23]);
}

const SYSTEMS = {
  AU: "CC CX HM NF", DK: "FO GL", FI: "AX", FR: "BL GF GP MF MQ NC PF PM RE TF WF YT",
  GB: "GG GI IM JE", NL: "AW BQ CW SX", NO: "BV SJ", US: "AS GU MP PR UM VI",
};

/** The country whose post delivers there, under its own codes or under none. */
const systemOf = (country) =>
  Object.keys(SYSTEMS).find((whole) => SYSTEMS[whole].split(" ").includes(country)) ?? country;

/** The part of a code by which people are told apart; nothing when there is none. */
function identifying(text, system) {
  const whole = canonicalPostalCode(text, system);
  const code = system === "US" ? whole.replace(/^([0-9]{5})[0-9]{4}$/, "$1") : whole;
  const isEnough = system === "IE" ? /^[a-z][0-9][0-9w][0-9a-z]{4}$/ : /[1-9]/;
  return isEnough.test(code) ? code : null;
}

/**
 * Where somebody lives, as far as it tells people of one name and birth date apart:
 * `FR|75001|`, or `IE||12 cork main street`.
 *
 * @param {{street: string, houseNumber: string, postalCode: string, city: string,
 *   country: string}} residence
 * @returns {string}
 */
export function placeText({ street, houseNumber, postalCode, city, country }) {
  const system = systemOf(country);
  const code = identifying(postalCode, system);
  if (code !== null) return `${system}|${code}|`;
  const parts = [street, houseNumber, city, /[1-9]/.test(fold(postalCode)) ? postalCode : ""];
  const pieces = words(parts.join(" ")).flatMap((word) => word.match(/[0-9]+|[^0-9]+/gu));
  return `${system}||${Array.from(new Set(pieces)).sort(byCodePoints).join(" ")}`;
}

/** The order of the bytes in UTF-8, which is not that of JavaScript's own comparison. */
function byCodePoints(left, right) {
  const [first, second] = [Array.from(left), Array.from(right)];
  const position = first.findIndex((sign, index) => sign !== second[index]);
  if (position < 0) return first.length - second.length;
  if (position >= second.length) return 1;
  return first[position].codePointAt(0) - second[position].codePointAt(0);
}
