/**
 * Bytes, and the texts that carry them.
 */

/** @param {string} text @returns {Uint8Array} its bytes in UTF-8 */
export function utf8(text) {
  return new TextEncoder().encode(text);
}

/** @param {...(Uint8Array | number[])} parts @returns {Uint8Array} */
export function concatenate(...parts) {
  return Uint8Array.from(parts.flatMap((part) => Array.from(part)));
}

/** @param {string} text @returns {Uint8Array} */
export function fromBase64(text) {
  return Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
}

/** @param {Uint8Array} bytes a few thousand of them at most @returns {string} */
export function toBase64(bytes) {
  return btoa(String.fromCharCode(...bytes));
}

/** @param {string} text @returns {Uint8Array} */
export function fromHexadecimal(text) {
  return Uint8Array.from(text.match(/../g) ?? [], (digits) => parseInt(digits, 16));
}
