/**
 * When this browser could not seal a statement: nothing was sent, and the reader chooses.
 *
 * The page has promised that only an authority reads what is sent. Whoever lets the server seal
 * instead, which is what happens without scripts, does it knowing.
 */

import { element } from "./elements.js";
import { message } from "./settings.js";

const ID = "sign-unsealed";

/**
 * Says so at the button, with another way to send.
 *
 * @param {HTMLFormElement} form
 */
export function offerUnsealed(form) {
  withdrawOffer();
  const button = element("button", { class: "button button-secondary", type: "button" },
    message("unsealed.button"));
  button.addEventListener("click", () => {
    button.disabled = true;
    // `form.submit` is the button of that name.
    HTMLFormElement.prototype.submit.call(form);
  });
  const notice = element("div", {
    class: "notice notice-warning", id: ID, role: "alert", tabindex: "-1",
  },
  element("p", {}, message("unsealed.text")), element("p", {}, button));
  form.querySelector("#submit").closest("p").before(notice);
  notice.focus();
}

/** Somebody tries again. */
export function withdrawOffer() {
  document.getElementById(ID)?.remove();
}
