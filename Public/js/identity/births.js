/**
 * When somebody says they were born; the same as `BirthDate.swift`, where the reasons stand, proven
 * equal by `Tests/Vectors/births.json`.
 */

/**
 * What is known of a birth.
 *
 * @typedef {{text: string, earliest: string, latest: string, isInCalendar: boolean}} StatedBirth
 *   what was said, such as "1985-03-00"; the first and the last day that it can have been
 */

/**
 * Reads three inputs; zeros stand for what is not known.
 *
 * @param {{day: string, month: string, year: string}} typed
 * @returns {?StatedBirth} nothing for what no document can show
 */
export function statedBirth(typed) {
  const parts = [typed.year, typed.month, typed.day];
  if (!parts.every((part) => /^[0-9]{1,4}$/.test(part))) return null;
  const [year, month, day] = parts.map(Number);
  if (year <= 1800 || month > 12 || day > 31) return null;

  const isKnown = month > 0 && day > 0;
  const first = daysOf(year, month || 1);
  const last = daysOf(year, month || 12);
  return {
    text: iso(year, month, day),
    earliest: iso(year, month || 1, Math.min(day || 1, first)),
    // A 31 April may have been a 1 May.
    latest: day > last ? iso(year, month + 1, day - last) : iso(year, month || 12, day || last),
    isInCalendar: !isKnown || day <= first,
  };
}

function daysOf(year, month) {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
}

function iso(year, month, day) {
  const padded = (number, width) => String(number).padStart(width, "0");
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}`;
}
