/**
 * Says aloud what changes elsewhere on the page than where the reader is.
 */

import { element } from "./elements.js";

const ID = "sign-status";

/** A region must stand in the page before it speaks. */
export function prepareStatus() {
  if (document.getElementById(ID)) return;
  const region = element("p", { class: "visually-hidden", id: ID, role: "status" });
  document.getElementById("sign")?.append(region);
}

/** @param {string} text */
export function say(text) {
  const region = document.getElementById(ID);
  if (region) region.textContent = text;
}
