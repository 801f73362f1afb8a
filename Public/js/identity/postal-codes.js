/**
 * Postal codes; the same rules as `PostalCode.swift`, proven equal by `Tests/Vectors/numbers.json`.
 */

import { fold } from "./folding.js";
import { matches } from "./numbers.js";

const LETTERS_MATTER = ["BM", "BN", "IE", "MT", "SO", "SZ"];

/**
 * A postal code folded, and without the letters of the country that stand before the digits.
 *
 * @param {string} text
 * @param {string} country
 * @returns {string}
 */
export function canonicalPostalCode(text, country) {
  const code = fold(text);
  if (country === "MT") return code.replace(/^mt(?=[a-z]{3}[0-9]+$)/, "");
  if (LETTERS_MATTER.includes(country)) return code;
  const own = country === "NL" ? code.replace(/^nl(?=[0-9]{4}[a-z]{2}$)/, "") : code;
  return own.replace(/^[a-z]{1,3}(?=[0-9]+$)/, "");
}

/**
 * @param {{code: string, postalCode: string}} state the country of residence
 * @param {string} text
 * @returns {boolean}
 */
export function acceptsPostalCode(state, text) {
  return matches(state.postalCode, canonicalPostalCode(text, state.code));
}
