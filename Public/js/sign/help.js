/**
 * Shows the help of the chosen kind of number only.
 *
 * @param {HTMLFormElement} form
 */
export function showHelp(form) {
  const list = form.querySelector(".kinds");
  const kind = form.elements.namedItem("number-kind")?.value;
  if (!list || kind === undefined) return;
  for (const item of list.children) item.hidden = item.dataset.kind !== kind;
  list.hidden = kind === "";
}
