/**
 * Shows, while somebody types a title, what is about the same already.
 *
 * `<div data-similar="/en/…/mine/similar" data-source="field-title">` is empty; this site answers with the same list
 * that the next step shows to everybody. It asks when the typing pauses, once for each title.
 */

const PAUSE = 1200;
const SHORTEST = 12;

for (const place of document.querySelectorAll("[data-similar]")) suggest(place);

function suggest(place) {
  const field = document.getElementById(place.dataset.source);
  if (!field) return;
  let timer;
  let asked = "";

  const ask = async () => {
    const title = field.value.trim();
    if (title.length < SHORTEST || title === asked) return;
    asked = title;
    try {
      const answer = await fetch(`${place.dataset.similar}?title=${encodeURIComponent(title)}`, {
        credentials: "same-origin",
        redirect: "error",
      });
      // An answer that came too late belongs to another title.
      if (!answer.ok || title !== field.value.trim()) return;
      place.innerHTML = await answer.text();
    } catch {
      // The next step shows it.
    }
  };

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
}
