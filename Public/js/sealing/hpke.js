/**
 * Encryption to a public key: HPKE (RFC 9180) in base mode, one message for each key exchange.
 *
 * The suite is DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM. The primitives are those of
 * WebCrypto; only the key schedule stands here. Proven by `Tests/Vectors/sealing.json`.
 */

import { utf8, concatenate } from "./bytes.js";

const KEM = concatenate(utf8("KEM"), [0x00, 0x20]);
const SUITE = concatenate(utf8("HPKE"), [0x00, 0x20], [0x00, 0x01], [0x00, 0x02]);
const BASE_MODE = 0;
const NOTHING = new Uint8Array();

/** @returns {Promise<CryptoKeyPair>} a key pair for one message */
export function generateKeyPair() {
  return crypto.subtle.generateKey({ name: "X25519" }, false, ["deriveBits"]);
}

/**
 * Encrypts one message with a key pair that is used for nothing else.
 *
 * The key pair is an argument so that vectors can give it; whoever seals takes a new one.
 *
 * @param {{publicKey: Uint8Array, info: Uint8Array, associated: Uint8Array,
 *   plaintext: Uint8Array}} message `publicKey` is the recipient's
 * @param {CryptoKeyPair} ephemeral
 * @returns {Promise<{encapsulated: Uint8Array, ciphertext: Uint8Array}>}
 */
export async function encrypt({ publicKey, info, associated, plaintext }, ephemeral) {
  const encapsulated = await rawPublicKey(ephemeral);
  const shared = await sharedSecret(ephemeral, encapsulated, publicKey);
  const { key, nonce } = await schedule(shared, info);
  const aes = await crypto.subtle.importKey("raw", key, "AES-GCM", false, ["encrypt"]);
  const algorithm = { name: "AES-GCM", iv: nonce, additionalData: associated };
  const ciphertext = await crypto.subtle.encrypt(algorithm, aes, plaintext);
  return { encapsulated, ciphertext: new Uint8Array(ciphertext) };
}

async function rawPublicKey(pair) {
  return new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
}

/** `Encap` of RFC 9180, section 4.1. A key that gives no secret makes `deriveBits` throw. */
async function sharedSecret(ephemeral, encapsulated, publicKey) {
  const recipient = await crypto.subtle.importKey("raw", publicKey, { name: "X25519" }, false, []);
  const exchange = { name: "X25519", public: recipient };
  const bits = await crypto.subtle.deriveBits(exchange, ephemeral.privateKey, 256);
  const extracted = await extract(KEM, NOTHING, "eae_prk", new Uint8Array(bits));
  const context = concatenate(encapsulated, publicKey);
  return expand(KEM, extracted, "shared_secret", context, 32);
}

/** `KeySchedule` of RFC 9180, section 5.1, for the first message. */
async function schedule(shared, info) {
  const noKeyID = await extract(SUITE, NOTHING, "psk_id_hash", NOTHING);
  const infoHash = await extract(SUITE, NOTHING, "info_hash", info);
  const context = concatenate([BASE_MODE], noKeyID, infoHash);
  const secret = await extract(SUITE, shared, "secret", NOTHING);
  return {
    key: await expand(SUITE, secret, "key", context, 32),
    nonce: await expand(SUITE, secret, "base_nonce", context, 12),
  };
}

/** `LabeledExtract` of RFC 9180, section 4. */
function extract(suite, salt, label, material) {
  return authenticate(salt, concatenate(utf8("HPKE-v1"), suite, utf8(label), material));
}

/** `LabeledExpand` of RFC 9180, section 4, for lengths that one block of HKDF gives. */
async function expand(suite, secret, label, info, length) {
  const text = concatenate([0, length], utf8("HPKE-v1"), suite, utf8(label), info, [1]);
  return (await authenticate(secret, text)).slice(0, length);
}

/** HMAC-SHA256. WebCrypto takes no empty key; 32 zeros are the same to HMAC. */
async function authenticate(key, text) {
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const bytes = key.length === 0 ? new Uint8Array(32) : key;
  const imported = await crypto.subtle.importKey("raw", bytes, algorithm, false, ["sign"]);
  return new Uint8Array(await crypto.subtle.sign(algorithm, imported, text));
}
