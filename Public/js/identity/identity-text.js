/**
 * Who signs, as one line of text, and its digest.
 *
 * The same text as `IdentityText.swift`, where the reasons stand; proven equal by
 * `Tests/Vectors/identity.json`. The digest hides nothing by itself: there are few enough numbers
 * to try them all. Whoever receives it must make a keyed fingerprint of it, and forget it.
 */

import { fold } from "./folding.js";
import { canonicalPostalCode } from "./numbers.js";

/**
 * Part B: `B|SE|personnummer|9001019802`.
 *
 * @param {{state: string, kind: string, number: string}} statement the code of the state, and the
 *   key of the kind of number
 * @returns {string}
 */
export function numberText({ state, kind, number }) {
  return `B|${state}|${kind}|${canonicalNumber(state, kind, number)}`;
}

/**
 * Part A: `A|FR|jeanne|durand|1990-01-01|75001`.
 *
 * @param {{state: string, firstNames: string, familyNames: string, birthDate: string,
 *   postalCode: string}} statement
 * @returns {string}
 */
export function residenceText({ state, firstNames, familyNames, birthDate, postalCode }) {
  const names = `${fold(firstNames)}|${fold(familyNames)}`;
  return `A|${state}|${names}|${birthDate}|${canonicalPostalCode(postalCode)}`;
}

/**
 * The one way of writing a number whose holders write it in several.
 *
 * @param {string} state
 * @param {string} kind
 * @param {string} number
 * @returns {string}
 */
export function canonicalNumber(state, kind, number) {
  const folded = fold(number);
  if (!/^[0-9]*$/.test(folded)) return folded;
  switch (`${state}|${kind}`) {
    case "SE|personnummer": return folded.length === 12 ? folded.slice(2) : folded;
    case "CY|id-card":
    case "PT|id-card": return folded.replace(/^0+/, "");
    default: return folded;
  }
}

/**
 * SHA-256 of such a text in UTF-8, in lower-case hexadecimal.
 *
 * @param {string} text
 * @returns {Promise<string>}
 */
export async function identityDigest(text) {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
