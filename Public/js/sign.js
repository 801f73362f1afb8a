/**
 * Makes signing easier: the form of the chosen state without a new page, checks while one types,
 * and a statement that is sealed before it leaves the browser.
 *
 * Without this file the page does the same with the server's help. It listens to the document,
 * because the panel is exchanged while one signs; it is small, and fetches the rest for those who
 * begin to sign.
 */

import { offerCopies } from "./copy.js";
import { speak, wouldLose } from "./sign/language.js";
import { showHelp } from "./sign/help.js";
import { forget } from "./sign/memory.js";
import { change, hideButton } from "./sign/nationality.js";
import { settings } from "./sign/settings.js";
import { prepareStatus } from "./sign/status.js";
import { offerUnsealed, withdrawOffer } from "./sign/unsealed.js";

const statementOf = (target) => target.closest?.("#statement") ?? null;

let fetched = null;

/** The module of the form; asked for again when the connection failed. */
function atWork() {
  fetched ??= import("./sign/form.js").catch((error) => {
    fetched = null;
    throw error;
  });
  return fetched;
}

/** For what may be left out when the module cannot be had: the server checks as well. */
function whenAtWork(action) {
  atWork().then(action, () => {});
}

/** What the server's markup cannot know: that this file is at work. */
function enhance() {
  prepareStatus();
  offerCopies();
  const choice = document.getElementById("nationality");
  const form = document.getElementById("statement");
  if (choice && form) hideButton(choice);
  if (form) showHelp(form);
}

async function submit(form) {
  const work = await atWork().catch(() => null);
  if (!work) return offerUnsealed(form);
  withdrawOffer();
  const page = await work.submit(form);
  if (page) show(page);
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

document.addEventListener("focusin", ({ target }) => {
  if (target.closest?.("#sign form")) whenAtWork(() => {});
});

document.addEventListener("focusout", ({ target, relatedTarget }) => {
  const form = statementOf(target);
  if (!form || !settings()) return;
  whenAtWork(({ left, staysIn }) => {
    if (staysIn(target, relatedTarget)) return;
    // Whoever has come back meanwhile, on a slow line for instance, is typing: nothing is said to them.
    const isLeft = () => form.isConnected && !staysIn(target, document.activeElement);
    whenReleased(() => isLeft() && left(form, target));
  });
});

document.addEventListener("input", ({ target }) => {
  const form = statementOf(target);
  if (!form || !settings()) return;
  if (target.name === "number-kind") showHelp(form);
  whenAtWork(({ begin, changed }) => {
    begin(form);
    changed(form, target);
  });
});

document.addEventListener("change", ({ target }) => {
  const choice = target.closest("#nationality");
  if (choice) change(choice, enhance);
});

document.addEventListener("submit", (event) => {
  const form = statementOf(event.target);
  if (!form || !settings()) return;
  event.preventDefault();
  if (event.submitter?.name === "language") speak(event.submitter.value, enhance);
  else submit(form);
});

window.addEventListener("pageshow", ({ persisted }) => {
  if (persisted) whenAtWork(({ release }) => release());
});

document.addEventListener("click", (event) => {
  const language = event.target.closest?.(".languages a");
  const isPlain = !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0;
  if (language && isPlain && wouldLose()) {
    event.preventDefault();
    speak(language.hreflang, enhance);
    return;
  }
  const link = event.target.closest?.(".error-summary a");
  if (!link) return;
  event.preventDefault();
  whenAtWork(({ goTo }) => goTo(link.hash.slice(1)));
});

enhance();
