/**
 * Does a work that takes a while and is checked at once: the same as `ProofOfWork.swift`.
 *
 * In each part a counter is found with which SHA-256 over 64 KiB begins with so many zeros. The hash is
 * the browser's own, which runs beside the page, so that typing is not held up.
 */

const PARTS = 8;
const BYTES = 64 * 1024;
const AT_ONCE = 16;

/**
 * @param {Uint8Array} seed 32 bytes
 * @param {number} bits leading zeros
 * @returns {Promise<string>} the counters of all parts
 */
export async function work(seed, bits) {
  const counters = [];
  for (let part = 0; part < PARTS; part += 1) counters.push(await counter(seed, bits, part));
  return counters.join(".");
}

async function counter(seed, bits, part) {
  const message = new Uint8Array(BYTES);
  message.set(seed);
  message[seed.length] = part;
  const number = new DataView(message.buffer, seed.length + 1);
  for (let first = 0; ; first += AT_ONCE) {
    const hashes = [];
    for (let next = first; next < first + AT_ONCE; next += 1) {
      number.setUint32(0, next);
      // The bytes are copied before the call returns.
      hashes.push(crypto.subtle.digest("SHA-256", message));
    }
    const index = (await Promise.all(hashes)).findIndex((hash) => zeros(hash) >= bits);
    if (index >= 0) return first + index;
  }
}

/** Leading zeros of the first 32 bits. */
function zeros(hash) {
  return Math.clz32(new DataView(hash).getUint32(0));
}
