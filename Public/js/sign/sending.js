/**
 * Seals a form and sends it, and shows what the server answers.
 */

import { isSealingPossible, seal } from "../seal.js";
import { element } from "./elements.js";
import { pay, take } from "./price.js";
import { message } from "./settings.js";
import { content, identity } from "./statement.js";
import { say } from "./status.js";
import { offerUnsealed } from "./unsealed.js";

/** Answers after which sending the same again may do: nothing of the form is given up. */
const PASSING = new Set([402, 408, 429, 500, 502, 503, 504]);
const CROWDED = new Set([402, 429, 503]);
const PATIENCE = 60_000;
/** It costs a work, or more than was paid: others of the network have sent meanwhile. */
const UNPAID = 402;
const MOST_PAYMENTS = 3;

/**
 * Sends a sound form.
 *
 * @param {HTMLFormElement} form
 * @param {import("./statement.js").Typed} typed
 * @param {object} settings
 * @returns {Promise<?Document>} a page to show instead of this one; none when the form stays, or
 *   when the browser is on its way to another page
 */
export async function send(form, typed, settings) {
  const button = form.querySelector("#submit");
  if (button.disabled) return null;
  hold(button);
  document.getElementById("sign-failed")?.remove();
  const body = await sealed(form, typed, settings).catch(() => null);
  if (!body) {
    release();
    offerUnsealed(form);
    return null;
  }
  const response = await postPaid(form, body).catch(() => null);
  if (response && !PASSING.has(response.status)) return answer(response, form);
  release();
  fail(button, response?.status);
  return null;
}

let held = null;

/** A second press would send a second time. */
function hold(button) {
  held = { button, label: button.textContent };
  button.disabled = true;
  tell("sealing");
}

function tell(name) {
  if (!held || held.said === name) return;
  held.said = name;
  held.button.textContent = message(name);
  say(message(name));
}

/** The button again, also for whoever comes back to this page as it was left. */
export function release() {
  if (!held) return;
  held.button.disabled = false;
  held.button.textContent = held.label;
  held = null;
  say("");
}

/** What was sent last: the same form sent again is known as the same, and gets its receipt. */
let sent = { text: "", body: null };

/** Nothing where this browser cannot seal. */
async function sealed(form, typed, settings) {
  if (!(await isSealingPossible())) return null;
  const said = content(typed, settings.formPart);
  const text = JSON.stringify([settings.subject, settings.state, settings.keyID, said]);
  if (sent.text !== text) {
    const statement = {
      state: settings.state,
      form: settings.form,
      sealed: await seal(said, settings),
      identity: await identity(typed, settings),
    };
    const { attempt, payment } = take(form);
    const body = new URLSearchParams({ ...statement, attempt, ...await patiently(payment) });
    sent = { text, body };
  }
  return sent.body;
}

/** Says what is going on while a work is not done yet, which can take a while. */
async function patiently(payment) {
  const slow = setTimeout(() => tell("computing"), 500);
  const paid = await payment;
  clearTimeout(slow);
  tell("sealing");
  return paid;
}

/** Sends, and pays when that is asked: nothing was taken until then. */
async function postPaid(form, body) {
  let response = await post(form, body);
  for (let times = 0; response.status === UNPAID && times < MOST_PAYMENTS; times += 1) {
    const paid = await patiently(pay(form.getAttribute("action"), body.get("attempt")));
    for (const [name, value] of Object.entries(paid)) body.set(name, value);
    response = await post(form, body);
  }
  return response;
}

/** An answer counts when all of it is here. */
async function post(form, body) {
  const response = await fetch(form.getAttribute("action"), {
    method: "POST",
    // The browser itself goes to the page of thanks: it is fetched once, and Back leads here.
    headers: { Accept: "text/html", Prefer: "return=minimal" },
    body,
    signal: AbortSignal.timeout(PATIENCE),
  });
  const { status, headers } = response;
  return { status, thanks: headers.get("Location"), text: await response.text() };
}

function answer({ status, thanks, text }, form) {
  if (status !== 201 || !thanks) return new DOMParser().parseFromString(text, "text/html");
  // Whoever goes back, perhaps on a computer of many, must not find what was typed.
  form.reset();
  sent = { text: "", body: null };
  location.assign(thanks);
  return null;
}

/** Said where the reader is: at the button. */
function fail(button, status) {
  const crowded = CROWDED.has(status) ? message("busy.text") : "";
  const notice = element("div", {
    class: "notice notice-error", id: "sign-failed", role: "alert", tabindex: "-1",
  }, element("p", {}, crowded || message("failed")));
  button.closest("p").before(notice);
  notice.focus();
}
