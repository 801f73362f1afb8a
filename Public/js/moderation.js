/**
 * One key for what a moderator does again and again; every button and link works without it.
 *
 * The page says which key is whose: `id="key-p"` for what P presses, a row of the queue by its place.
 * Single keys can be turned off (WCAG 2.2, 2.1.4); the browser remembers that.
 */

/** So long nothing is decided on a page that has just come: nobody has read it yet. */
const READING = 300;
const SWITCH = "moderation-keys";

const help = document.getElementById("shortcuts");
const switches = help?.querySelector("button");
let isSent = false;
let shownAt = performance.now();

if (help) begin();

function begin() {
  help.hidden = false;
  switches.addEventListener("click", () => {
    localStorage.setItem(SWITCH, isOn() ? "off" : "on");
    tell();
  });
  tell();
  document.addEventListener("keydown", press);
  document.addEventListener("submit", () => { isSent = true; });
  // A page that comes back from the browser's memory was read before, and can be sent again.
  window.addEventListener("pageshow", () => {
    isSent = false;
    shownAt = performance.now();
  });
}

function isOn() { return localStorage.getItem(SWITCH) !== "off"; }

/** The keys stand on what they press, and are told to whoever hears the page. */
function tell() {
  switches.textContent = isOn() ? switches.dataset.off : switches.dataset.on;
  for (const pressed of document.querySelectorAll("[id^='key-']")) {
    pressed.querySelector(":scope > kbd")?.remove();
    pressed.removeAttribute("aria-keyshortcuts");
    if (!isOn()) continue;
    const key = pressed.id.slice("key-".length);
    const sign = document.createElement("kbd");
    sign.textContent = key.toUpperCase();
    sign.setAttribute("aria-hidden", "true");
    pressed.append(sign);
    pressed.setAttribute("aria-keyshortcuts", key);
  }
}

function press(event) {
  if (!isOn() || isSent || event.repeat || event.defaultPrevented) return;
  if (event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return;
  if (event.key === "?") {
    help.open = !help.open;
    if (help.open) help.querySelector("summary").focus();
  } else if (event.key === "h") {
    if (!findReasons()) return;
  } else if (!isForRows(event.key)) {
    const pressed = find(event.key);
    if (!pressed) return;
    const decides = pressed.matches("button") && pressed.form?.method === "post";
    // What was just decided by mistake can be taken back at once.
    const waits = decides && event.key !== "u";
    if (waits && performance.now() - shownAt < READING) return;
    pressed.focus();
    pressed.click();
  }
  event.preventDefault();
}

function find(key) {
  return /^[a-z0-9]$/.test(key) ? document.getElementById(`key-${key}`) : null;
}

/** To the reasons for which something is hidden: a digit, or Enter, then presses one. */
function findReasons() {
  const first = document.getElementById("key-1") ?? document.getElementById("key-w");
  const fold = first?.closest("details");
  if (fold) fold.open = true;
  first?.focus();
  return first;
}

/** Where one types, a letter is a letter. */
function isTyping(target) {
  return target.matches?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
}

/** Through the rows of the queue: J and K go down and up, O opens one, X chooses it. */
function isForRows(key) {
  const rows = Array.from(document.querySelectorAll(".queue > .row"));
  if (rows.length === 0 || !["j", "k", "o", "x"].includes(key)) return false;
  const here = rows.findIndex((row) => row.contains(document.activeElement));
  if (key === "j" || key === "k") {
    const next = here + (key === "j" ? 1 : here < 0 ? rows.length : -1);
    link(rows[Math.max(0, Math.min(rows.length - 1, next))]).focus();
  } else if (key === "o") {
    link(rows[Math.max(0, here)]).click();
  } else if (here >= 0) {
    rows[here].querySelector("input[type=checkbox]")?.click();
  }
  return true;
}

function link(row) { return row.querySelector("a"); }
