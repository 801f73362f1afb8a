/**
 * Runs `Tests/Vectors/sealing.json` against `Public/js/seal.js`, in Node or in a browser:
 *
 *     runSealingVectors({ base: "https://…/js/", sealing })
 *
 * @returns {Promise<string[]>} one sentence for each failure
 */
export async function runSealingVectors({ base, sealing }) {
  const { isSealingPossible, seal, sealable, sealWith } = await import(new URL("seal.js", base).href);
  const failures = [];
  const expect = (isTrue, name, what) => { if (!isTrue) failures.push(`${name}: ${what}`); };

  expect(await isSealingPossible(), "this browser", "seals");
  for (const { name, recipient, ephemeral, context, content, plaintext, sealed } of sealing.vectors) {
    const settings = { ...context, key: base64(bytes(recipient.public)), keyID: recipient.id };
    const padded = sealable(content);
    expect(new TextDecoder().decode(padded) === plaintext, name, "has the same plaintext");
    expect(await sealWith(await keyPair(ephemeral), padded, settings) === sealed, name, "is sealed so");

    const [first, second] = [await seal(content, settings), await seal(content, settings)];
    expect(first.length === sealed.length, name, "has its length with a new key");
    expect(first.slice(0, 12) === sealed.slice(0, 12), name, "says its suite and its key");
    expect(first !== second, name, "is never sealed the same way twice");
  }
  return failures;
}

async function keyPair(ephemeral) {
  const jwk = { kty: "OKP", crv: "X25519", x: base64url(bytes(ephemeral.public)) };
  const secret = { ...jwk, d: base64url(bytes(ephemeral.private)) };
  const load = (key, uses) => crypto.subtle.importKey("jwk", key, { name: "X25519" }, true, uses);
  return { publicKey: await load(jwk, []), privateKey: await load(secret, ["deriveBits"]) };
}

const bytes = (hexadecimal) => hexadecimal.match(/../g).map((digits) => parseInt(digits, 16));
const base64 = (list) => btoa(String.fromCharCode(...list));
const base64url = (list) =>
  base64(list).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
