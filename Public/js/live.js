/**
 * Keeps a count current while its page is looked at.
 *
 * `<section data-live="/api/v1/…/counts">` holds elements `[data-live-count]`, for the figure, and a bar whose
 * `.fill` grows with it. It asks this site alone, every ten seconds, never while the page is hidden, and less
 * often when nothing answers. Without this file the page shows what it was built with.
 */

const EVERY = 10_000;
const LONGEST = 160_000;

for (const part of document.querySelectorAll("[data-live]")) follow(part);

function follow(part) {
  const number = new Intl.NumberFormat(document.documentElement.lang);
  let pause = EVERY;
  let timer;

  const show = ({ signatures, threshold }) => {
    if (!Number.isInteger(signatures)) return;
    for (const figure of part.querySelectorAll("[data-live-count]")) {
      figure.textContent = number.format(signatures);
    }
    const fill = part.querySelector(".progress .fill");
    if (!fill || !(threshold > 0)) return;
    // As the server draws it: rounded down, so that a goal never looks reached before it is.
    const share = Math.min(10_000, Math.floor((signatures * 10_000) / threshold));
    const width = signatures > 0 ? Math.max(share, 50) : 0;
    fill.setAttribute("width", `${Math.floor(width / 10) / 10}%`);
    fill.closest(".progress").classList.toggle("reached", share === 10_000);
  };

  const ask = async () => {
    try {
      const answer = await fetch(part.dataset.live, { credentials: "omit" });
      if (!answer.ok) throw new Error(String(answer.status));
      show(await answer.json());
      pause = EVERY;
    } catch {
      pause = Math.min(LONGEST, pause * 2);
    }
    plan();
  };

  const plan = () => {
    clearTimeout(timer);
    if (!document.hidden) timer = setTimeout(ask, pause);
  };

  document.addEventListener("visibilitychange", plan);
  plan();
}
