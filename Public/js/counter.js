/**
 * Turns the line that says how long a text may be into one that says what is left.
 *
 * The words and the limit come from the page (`TextArea.swift`); the line is there from the
 * beginning, so nothing moves.
 */

const SILENCE = 1000;

for (const area of document.querySelectorAll("textarea[data-maximum]")) {
  const line = document.getElementById(`${area.id}-count`);
  const maximum = Number(area.dataset.maximum);
  const number = new Intl.NumberFormat(document.documentElement.lang);
  // What changes with every key is for the eye; it is read out when the typing pauses.
  const voice = document.createElement("span");
  voice.className = "visually-hidden";
  voice.setAttribute("role", "status");
  line.after(voice);
  let pause;

  const count = () => {
    // As the server counts: characters that people see, not units of UTF-16.
    const text = area.dataset.spaces === "no" ? area.value.replace(/\s/gu, "") : area.value;
    const left = maximum - Array.from(new Intl.Segmenter().segment(text)).length;
    const words = left < 0 ? line.dataset.over : line.dataset.left;
    line.textContent = words.replace("#", number.format(Math.abs(left)));
    line.classList.toggle("over", left < 0);
  };
  area.addEventListener("input", () => {
    count();
    clearTimeout(pause);
    pause = setTimeout(() => { voice.textContent = line.textContent; }, SILENCE);
  });
  if (area.value !== "") count();
}
