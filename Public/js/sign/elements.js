/**
 * Makes an element: `element("p", { class: "hint" }, "Text", child)`.
 *
 * Contents are texts and elements, never markup, so nothing that was typed can become any.
 *
 * @param {string} name
 * @param {Object<string, string>} attributes
 * @param {...(string | Node)} contents
 * @returns {HTMLElement}
 */
export function element(name, attributes, ...contents) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...contents);
  return made;
}
