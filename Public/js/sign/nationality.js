/**
 * Brings the form of another nationality, and keeps what was typed in the one before.
 */

import { element } from "./elements.js";
import { recall, remember } from "./memory.js";
import { say } from "./status.js";

let asking = null;

/**
 * @param {HTMLFormElement} choice the form with the nationality
 * @param {() => void} whenShown
 */
export async function change(choice, whenShown) {
  asking?.abort();
  asking = new AbortController();
  remember();
  const country = choice.elements.namedItem("country").value;
  const address = new URL(choice.action);
  address.hash = "";
  address.search = new URLSearchParams({ country });
  try {
    const panel = country === "" ? null : await ask(address, asking.signal);
    show(panel, choice);
    choice.querySelector("button").hidden = panel !== null;
    history.replaceState(null, "", country === "" ? address.pathname : address);
    recall();
    whenShown();
    if (panel) bringIntoView(choice);
    say(panel ? choice.nextElementSibling.textContent : "");
  } catch (error) {
    if (error.name !== "AbortError") offerButton(choice);
  }
}

/** With the form in view there is nothing left to ask for; a choice asks by itself. */
export function hideButton(choice) {
  choice.querySelector("button").hidden = true;
}

/** The form begins below the choice: on a small screen, or far down, that is out of sight. */
function bringIntoView(choice) {
  const first = document.querySelector("#statement input:not([type=hidden]), #statement select");
  if (!first || first.getBoundingClientRect().bottom <= innerHeight) return;
  choice.scrollIntoView({ block: "start" });
}

/** Says what happened and what to do: the page without a form has no messages, so the choice brings its own. */
function offerButton(choice) {
  const button = choice.querySelector("button");
  button.hidden = false;
  if (document.getElementById("nationality-failed")) return;
  button.before(element("p", {
    class: "error", id: "nationality-failed", role: "alert",
  }, choice.dataset.failed));
}

async function ask(address, signal) {
  const response = await fetch(address, { headers: { Accept: "text/html" }, signal });
  if (!response.ok) throw new Error("no page");
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const panel = page.getElementById("sign");
  if (!panel) throw new Error("no panel");
  return panel;
}

/** Everything below the choice is exchanged; the choice itself keeps its focus. */
function show(panel, choice) {
  const status = document.getElementById("sign-status");
  for (const old of document.querySelectorAll("#sign > :is(.notice, .error-summary)")) old.remove();
  while (choice.nextSibling) choice.nextSibling.remove();
  document.getElementById("nationality-failed")?.remove();
  const fresh = panel?.querySelector("#nationality");
  while (fresh?.nextSibling) choice.parentElement.append(fresh.nextSibling);
  if (status) choice.parentElement.append(status);
}
