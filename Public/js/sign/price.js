/**
 * What a statement costs: nothing, or a work where many have come from the reader's network.
 *
 * It is asked for when somebody begins to type, and done while they do.
 */

import { fromBase64, fromHexadecimal, toBase64 } from "../sealing/bytes.js";
import { work } from "./work.js";

/** What the next sending is paid with; made once for a form. */
let prepared = null;

/**
 * Somebody begins to fill in a form.
 *
 * @param {HTMLFormElement} form
 */
export function begin(form) {
  const address = form.getAttribute("action");
  if (prepared?.address === address) return;
  const attempt = toBase64(crypto.getRandomValues(new Uint8Array(16)));
  prepared = { address, attempt, payment: pay(address, attempt) };
}

/**
 * The random bits of a sending, and what it is paid with.
 *
 * @param {HTMLFormElement} form
 * @returns {{attempt: string, payment: Promise<Object<string, string>>}} fields for the body
 */
export function take(form) {
  begin(form);
  const { attempt, payment } = prepared;
  prepared = null;
  return { attempt, payment };
}

/**
 * Asks what a sending costs now, and does the work.
 *
 * @param {string} address where the form goes
 * @param {string} attempt
 * @returns {Promise<Object<string, string>>} fields for the body; none when nothing is asked, or when it
 *   could not be found out
 */
export async function pay(address, attempt) {
  try {
    const name = await crypto.subtle.digest("SHA-256", fromBase64(attempt));
    const sending = Array.from(new Uint8Array(name), (b) => b.toString(16).padStart(2, "0")).join("");
    const asked = await fetch(address.replace(/statements$/, `challenge?sending=${sending}`));
    const { challenge, bits } = await asked.json();
    if (!challenge) return {};
    const seed = fromHexadecimal(challenge.split(".").at(-1));
    return { challenge, work: await work(seed, bits) };
  } catch {
    return {};
  }
}
