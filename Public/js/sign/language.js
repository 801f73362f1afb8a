/**
 * Shows this page in another language, and keeps what was typed in it.
 */

import { isAnythingTyped, recall, remember } from "./memory.js";
import { message } from "./settings.js";
import { say } from "./status.js";

/** @returns {boolean} whether following a link of the language menu would lose something */
export const wouldLose = isAnythingTyped;

/**
 * @param {string} tag
 * @param {() => void} whenShown
 */
export async function speak(tag, whenShown) {
  const link = document.querySelector(`.languages a[hreflang="${CSS.escape(tag)}"]`);
  const address = new URL(link.href);
  const country = document.querySelector('#nationality [name="country"]')?.value;
  if (country) address.searchParams.set("country", country);
  const certify = document.getElementById("field-certify")?.checked ?? false;
  remember();
  try {
    const response = await fetch(address, { headers: { Accept: "text/html" } });
    if (!response.ok) throw new Error("no page");
    show(new DOMParser().parseFromString(await response.text(), "text/html"));
  } catch {
    say(message("failed"));
    return;
  }
  history.replaceState(null, "", address);
  recall();
  const box = document.getElementById("field-certify");
  if (box) box.checked = certify;
  whenShown();
  document.querySelector(".languages [aria-current]")?.focus();
}

function show(page) {
  const { lang, dir } = page.documentElement;
  Object.assign(document.documentElement, { lang, dir });
  document.title = page.title;
  document.body.replaceChildren(...page.body.childNodes);
}
