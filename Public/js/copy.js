/**
 * Adds a button that copies to every `<input data-copy="Copy" data-copied="Copied">` that has none.
 *
 * The words come from the page, because only it knows the reader's language.
 */

export function offerCopies() {
  for (const input of document.querySelectorAll("input[data-copy]")) {
    if (!input.nextElementSibling?.matches("button")) offerCopy(input);
  }
}

function offerCopy(input) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button-secondary";
  button.textContent = input.dataset.copy;
  const status = document.createElement("span");
  status.setAttribute("role", "status");
  status.className = "hint";
  button.addEventListener("click", async () => {
    input.select();
    status.textContent = (await isCopied(input.value)) ? input.dataset.copied : "";
  });
  input.after(button, status);
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
