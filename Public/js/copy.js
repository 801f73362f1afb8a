/**
 * Adds a button that copies to every `<input data-copy="Copy" data-copied="Copied">` that has none,
 * and to every such `<code>`, for its text.
 *
 * The words come from the page, because only it knows the reader's language.
 */

export function offerCopies() {
  for (const source of document.querySelectorAll(":is(input, code)[data-copy]")) {
    if (!source.nextElementSibling?.matches("button")) offerCopy(source);
  }
}

function offerCopy(source) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button-secondary";
  button.textContent = source.dataset.copy;
  const status = document.createElement("span");
  status.setAttribute("role", "status");
  status.className = "hint";
  button.addEventListener("click", async () => {
    if (source.select) source.select();
    else getSelection().selectAllChildren(source);
    const text = source.value ?? source.textContent;
    status.textContent = (await isCopied(text)) ? source.dataset.copied : "";
  });
  source.after(button, status);
}

offerCopies();

/** Where the browser refuses, the text stays selected for the keyboard or the menu. */
async function isCopied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
