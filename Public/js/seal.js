/**
 * Seals a statement of support to the public key of a member state's authority.
 *
 * The same record as `SealedStatement.swift` and the same context as `SealingContext.swift`, so
 * that nobody can tell where a statement was sealed: here, before anything is sent, or in the
 * memory of the server.
 */

import { concatenate, fromBase64, fromHexadecimal, toBase64, utf8 } from "./sealing/bytes.js";
import { encrypt, generateKeyPair } from "./sealing/hpke.js";

/** Names suite and record, so that a post-quantum suite can follow beside this one. */
const SUITE = 1;
const INFO = utf8("parvis/statement/1");
const PADDING = 128;

/**
 * What a statement is bound to, and the key that it is sealed to: the JSON block of the page.
 *
 * @typedef {{tenant: string, subject: string, state: string, form: string, key: string,
 *   keyID: string}} SealingSettings
 */

/**
 * Whether this browser can seal on this page.
 *
 * WebCrypto exists on secure pages only, and X25519 in it since 2023 (Safari) to 2025 (Chrome). The
 * only honest test is to make a key.
 *
 * @returns {Promise<boolean>}
 */
export async function isSealingPossible() {
  if (!globalThis.isSecureContext || !globalThis.crypto?.subtle) return false;
  try {
    await generateKeyPair();
    return true;
  } catch {
    return false;
  }
}

/**
 * @param {object} content what the statement says, with the names of `StatementContent.swift`
 * @param {SealingSettings} settings
 * @returns {Promise<string>} the sealed statement in base 64
 */
export async function seal(content, settings) {
  return sealWith(await generateKeyPair(), sealable(content), settings);
}

/**
 * Seals with a key pair that somebody else made: vectors do, nobody else should.
 *
 * @param {CryptoKeyPair} ephemeral
 * @param {Uint8Array} plaintext
 * @param {SealingSettings} settings
 * @returns {Promise<string>}
 */
export async function sealWith(ephemeral, plaintext, settings) {
  const { tenant, subject, state, form, key, keyID } = settings;
  const associated = utf8([tenant, subject, state, form].join("|"));
  const message = { publicKey: fromBase64(key), info: INFO, associated, plaintext };
  const { encapsulated, ciphertext } = await encrypt(message, ephemeral);
  return toBase64(concatenate([SUITE], fromHexadecimal(keyID), encapsulated, ciphertext));
}

/**
 * The bytes that are sealed: JSON, filled up with spaces so that its length tells nothing.
 *
 * @param {object} content
 * @returns {Uint8Array}
 */
export function sealable(content) {
  const bytes = utf8(JSON.stringify(content));
  const padded = new Uint8Array(Math.ceil(bytes.length / PADDING) * PADDING).fill(0x20);
  padded.set(bytes);
  return padded;
}
