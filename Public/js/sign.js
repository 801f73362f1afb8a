/**
 * Makes signing easier: the form of the chosen state without a new page, checks while one types,
 * and a statement that is sealed before it leaves the browser.
 *
 * Without this file the page does the same with the server's help. It listens to the document,
 * because the panel is exchanged while one signs.
 */

import { changed, fieldOf, left, showHelp } from "./sign/checking.js";
import { change, forget, hideButton } from "./sign/nationality.js";
import { goTo, mark, offerInsisting, summarise } from "./sign/problems.js";
import { problems, remaining } from "./sign/rules.js";
import { release, send } from "./sign/sending.js";
import { settings } from "./sign/settings.js";
import { read } from "./sign/statement.js";
import { prepareStatus } from "./sign/status.js";

const statementOf = (target) => target.closest?.("#statement") ?? null;

/** What the server's markup cannot know: that this file is at work. */
function enhance() {
  prepareStatus();
  const choice = document.getElementById("nationality");
  const form = document.getElementById("statement");
  if (choice) hideButton(choice);
  if (form) showHelp(form);
}

async function submit(form) {
  const typed = read(form);
  const rules = settings();
  const all = problems(typed, rules);
  const found = remaining(all, typed);
  markAll(form, found);
  offerInsisting(form, all);
  summarise(found);
  if (found.length > 0) return;
  const page = await send(form, typed, rules);
  if (page) show(page);
}

function markAll(form, found) {
  for (const control of form.querySelectorAll('[id^="field-"]')) {
    const field = fieldOf(control);
    if (control.id !== `field-${field}` || !control.matches("input, select, fieldset")) continue;
    mark(field, found.find((problem) => problem.field === field) ?? null);
  }
}

/** The server has answered with a page: its contents stand where the form stood. */
function show(page) {
  const contents = page.querySelector("main");
  if (!contents) return;
  forget();
  document.title = page.title;
  document.querySelector("main").replaceChildren(...contents.childNodes);
  enhance();
  const heading = ["#error-summary", "#sign-title", "h1"]
    .map((selector) => document.querySelector(`main ${selector}`)).find((found) => found);
  heading?.setAttribute("tabindex", "-1");
  heading?.focus();
}

let isPressed = false;
let waiting = [];

/**
 * A message that appears moves what is below it. While a finger or a mouse button is down, that
 * would take the button of the form away from under it, and the press would be lost.
 */
function whenReleased(action) {
  if (isPressed) waiting.push(action);
  else action();
}

function released() {
  isPressed = false;
  const actions = waiting;
  waiting = [];
  setTimeout(() => actions.forEach((action) => action()));
}

document.addEventListener("pointerdown", () => { isPressed = true; });
document.addEventListener("pointerup", released);
document.addEventListener("pointercancel", released);

document.addEventListener("focusout", ({ target, relatedTarget }) => {
  const form = statementOf(target);
  if (!form || !settings()) return;
  // Still in the same date.
  if (relatedTarget && fieldOf(relatedTarget) === fieldOf(target)) return;
  whenReleased(() => form.isConnected && left(form, target));
});

document.addEventListener("input", ({ target }) => {
  const form = statementOf(target);
  if (!form || !settings()) return;
  if (target.name === "number-kind") showHelp(form);
  changed(form, target);
});

document.addEventListener("change", ({ target }) => {
  const choice = target.closest("#nationality");
  if (choice) change(choice, enhance);
});

document.addEventListener("submit", (event) => {
  const form = statementOf(event.target);
  if (!form || !settings()) return;
  event.preventDefault();
  submit(form);
});

window.addEventListener("pageshow", ({ persisted }) => { if (persisted) release(); });

document.addEventListener("click", (event) => {
  const link = event.target.closest?.(".error-summary a");
  if (!link) return;
  event.preventDefault();
  goTo(link.hash.slice(1));
});

enhance();
