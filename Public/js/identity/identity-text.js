/**
 * Who signs, as one line of text, and its digest.
 *
 * The same text as `IdentityText.swift`, where the reasons stand; proven equal by
 * `Tests/Vectors/identity.json`. The digest hides nothing by itself: there are few enough numbers
 * to try them all. Whoever receives it must make a keyed fingerprint of it, and forget it.
 */

import { canonicalNumber, placeText } from "./canonical.js";
import { fold } from "./folding.js";

/**
 * Part B: `B|SE|personnummer|9001019802`.
 *
 * @param {{state: string, kind: string, number: string}} statement the code of the state, and the
 *   key of the kind of number
 * @returns {string}
 */
export function numberText({ state, kind, number }) {
  const canonical = canonicalNumber(state, kind, number);
  return `B|${state}|${canonical.kind}|${canonical.text}`;
}

/**
 * Part A: `A|FR|jeanne|durand|1990-01-01|FR|75001|`.
 *
 * @param {{state: string, firstNames: string, familyNames: string, birthDate: string,
 *   street: string, houseNumber: string, postalCode: string, city: string,
 *   country: string}} statement
 * @returns {string}
 */
export function residenceText(statement) {
  const { state, firstNames, familyNames, birthDate } = statement;
  const [first, family] = [fold(firstNames), fold(familyNames)];
  // Whoever has one name alone may type it in either field.
  const names = family === "" ? `|${first}` : `${first}|${family}`;
  return `A|${state}|${names}|${birthDate}|${placeText(statement)}`;
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
