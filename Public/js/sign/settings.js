/**
 * What the page says about its form: rules, key and words, as a block of JSON.
 */

/** @returns {?object} nil where nothing can be signed */
export function settings() {
  const block = document.getElementById("seal-settings");
  return block && JSON.parse(block.textContent);
}

/**
 * One of the page's messages, in the reader's language.
 *
 * @param {string} name what follows `initiatives.sign.` in the catalogues, or a whole key
 * @param {Object<string, string>} values what only the browser knows
 * @returns {string}
 */
export function message(name, values = {}) {
  const messages = settings()?.messages ?? {};
  const text = messages[`initiatives.sign.${name}`] ?? messages[name] ?? "";
  return Object.entries(values).reduce(
    (filled, [key, value]) => filled.replaceAll(`{{${key}}}`, () => value), text);
}
