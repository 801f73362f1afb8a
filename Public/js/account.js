/**
 * Shows passwords, and copies and prints recovery codes.
 *
 * Everything here is offered by a button that only this file makes; its words come from the page.
 */

for (const input of document.querySelectorAll("input[type=password][data-show]")) {
  const button = makeButton(input.dataset.show, "button-quiet reveal");
  const show = (isShown) => {
    input.type = isShown ? "text" : "password";
    button.textContent = isShown ? input.dataset.hide : input.dataset.show;
    button.setAttribute("aria-label", isShown ? input.dataset.hideLabel : input.dataset.showLabel);
  };
  show(false);
  button.setAttribute("aria-controls", input.id);
  button.addEventListener("click", () => show(input.type === "password"));
  // What is sent as a text is kept by browsers among what was typed before.
  input.form.addEventListener("submit", () => show(false));
  input.after(button);
}

for (const sheet of document.querySelectorAll(".codes[data-copy]")) {
  const text = Array.from(sheet.children, (item) => item.textContent).join("\n");
  const copy = makeButton(sheet.dataset.copy, "button-secondary");
  const print = makeButton(sheet.dataset.print, "button-secondary");
  const status = document.createElement("span");
  status.className = "hint";
  status.setAttribute("role", "status");
  copy.addEventListener("click", async () => {
    status.textContent = (await isCopied(text, sheet)) ? sheet.dataset.copied : "";
  });
  print.addEventListener("click", () => window.print());
  const line = document.createElement("p");
  line.className = "sheet-buttons";
  line.append(copy, " ", print, " ", status);
  sheet.after(line);
}

function makeButton(label, kinds) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = `button ${kinds}`;
  button.textContent = label;
  return button;
}

/** Where the browser refuses, the codes stay selected for the keyboard or the menu. */
async function isCopied(text, sheet) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    getSelection().selectAllChildren(sheet);
    return false;
  }
}
