/**
 * Runs `Tests/Vectors/work.json` against `Public/js/sign/work.js`, in Node or in a browser:
 *
 *     runWorkVectors({ base: "https://…/js/", vectors })
 *
 * @returns {Promise<string[]>} one sentence for each failure
 */
export async function runWorkVectors({ base, vectors }) {
  const { work } = await import(new URL("sign/work.js", base).href);
  const failures = [];
  for (const { name, seed, bits, work: expected } of vectors) {
    const bytes = Uint8Array.from(seed.match(/../g), (digits) => parseInt(digits, 16));
    const found = await work(bytes, bits);
    if (found !== expected) failures.push(`${name}: ${found}, not ${expected}`);
  }
  return failures;
}
