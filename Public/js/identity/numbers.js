/**
 * What can be said about a number before the state that gave it is asked.
 *
 * The same rules as `NumberCheck.swift`, `Checksum.swift` and `BirthDateRule.swift`, where their
 * sources and reasons stand; proven equal by `Tests/Vectors/numbers.json`. States and kinds of
 * number are the objects of `Seeds/member-states.json`, and days are texts such as "2026-05-09".
 *
 * @typedef {{from: string, minimum: number}} DatedMinimum
 * @typedef {{key: string, pattern: string, checksum: ?string, birthDate: ?string,
 *   example: string}} NumberKind
 * @typedef {{code: string, form: "A" | "B", thresholds: DatedMinimum[],
 *   minimumAges: DatedMinimum[], postalCode: string, numbers: NumberKind[]}} MemberState
 * @typedef {{date: string} | {year: number} | "absent" | "impossible"} EmbeddedBirthDate
 * @typedef {"format" | "checksum" | "birthDateImpossible"} NumberDoubt
 */

import { fold } from "./folding.js";

/** The longest text that a pattern matches, as in `NumberPattern.swift`. */
const LONGEST = 63;

/**
 * @param {MemberState} state
 * @param {string} day the day on which the initiative was registered
 * @returns {?number}
 */
export function threshold(state, day) {
  return inForce(state.thresholds, day);
}

/**
 * @param {MemberState} state
 * @param {string} day
 * @returns {number}
 */
export function minimumAge(state, day) {
  return inForce(state.minimumAges, day) ?? state.minimumAges[0].minimum;
}

function inForce(list, day) {
  return list.filter((entry) => entry.from <= day).pop()?.minimum ?? null;
}

/**
 * Whole years from a birth to a day.
 *
 * @param {string} birth
 * @param {string} day
 * @returns {number}
 */
export function age(birth, day) {
  const years = Number(day.slice(0, 4)) - Number(birth.slice(0, 4));
  return day.slice(5) < birth.slice(5) ? years - 1 : years;
}

/**
 * Whether somebody born on a day may sign on another.
 *
 * @param {MemberState} state
 * @param {string} birth
 * @param {string} day
 * @returns {boolean}
 */
export function isOldEnough(state, birth, day) {
  return age(birth, day) >= minimumAge(state, day);
}

/**
 * Whether all of a folded text looks like the pattern.
 *
 * @param {string} pattern
 * @param {string} folded
 * @returns {boolean}
 */
export function matches(pattern, folded) {
  return folded.length <= LONGEST && new RegExp(`^(?:${pattern})$`).test(folded);
}

const LOOK_ALIKES = new Map(Array.from("αβεζηικμνορτυχавекмнорстух")
  .map((sign, index) => [sign, "abezhikmnoptyxabekmhopctyx"[index]]));

/**
 * A number folded, with the letters of other keyboards that look like Latin capitals.
 *
 * @param {string} typed
 * @returns {string}
 */
export function foldNumber(typed) {
  return Array.from(fold(typed), (sign) => LOOK_ALIKES.get(sign) ?? sign).join("");
}

/**
 * What looks wrong about a number as it was typed: warnings that a citizen may overrule.
 *
 * @param {NumberKind} kind
 * @param {string} number
 * @param {string} today
 * @returns {NumberDoubt[]}
 */
export function doubts(kind, number, today) {
  const folded = foldNumber(number);
  if (folded === "" || !matches(kind.pattern, folded)) return ["format"];

  const found = [];
  if (kind.checksum && !checksumHolds(kind.checksum, folded)) found.push("checksum");
  if (embeddedBirthDate(kind.birthDate, number, today) === "impossible") {
    found.push("birthDateImpossible");
  }
  return found;
}

/**
 * Whether a number says that its holder has not reached the state's minimum age: this refuses.
 *
 * @param {MemberState} state
 * @param {NumberKind} kind
 * @param {string} number
 * @param {string} today
 * @returns {boolean}
 */
export function isTooYoung(state, kind, number, today) {
  const birth = embeddedBirthDate(kind.birthDate, number, today);
  if (birth.date) return !isOldEnough(state, birth.date, today);
  if (birth.year) return Number(today.slice(0, 4)) - birth.year < minimumAge(state, today);
  return false;
}

/**
 * Whether a number writes the year with two digits, so that its holder may be a hundred years
 * older than it seems.
 *
 * @param {NumberKind} kind
 * @param {string} number
 * @returns {boolean}
 */
export function mayLeaveOutCentury(kind, number) {
  return kind.birthDate === "swedish" && foldNumber(number).length === 10 && !number.includes("+");
}

/**
 * @param {string} rule
 * @param {string} number folded
 * @returns {boolean}
 */
export function checksumHolds(rule, number) {
  return checksums[rule](number);
}

/**
 * The birth date that a number carries, read as it was typed.
 *
 * @param {?string} rule
 * @param {string} number
 * @param {string} today settles centuries that the number leaves open
 * @returns {EmbeddedBirthDate}
 */
export function embeddedBirthDate(rule, number, today) {
  return rule ? birthDates[rule](fold(number), today, number) : "absent";
}

const isDigits = (text, count) => text.length === count && /^[0-9]*$/.test(text);

const weighted = (number, weights) =>
  weights.reduce((sum, weight, position) => sum + weight * Number(number[position]), 0);

const lastDigit = (number) => Number(number[number.length - 1]);

/** The algorithm of Luhn over signs whose values are given; the last one is the check. */
const luhnHolds = (values) =>
  values.reduceRight((sum, value, position) => {
    const isDoubled = (values.length - position) % 2 === 0;
    return sum + (isDoubled && value * 2 > 9 ? value * 2 - 9 : isDoubled ? value * 2 : value);
  }, 0) % 10 === 0;

function belgianCentury(number) {
  if (!isDigits(number, 11)) return null;
  const rest = (text) => 97 - (Number(text) % 97);
  if (rest(number.slice(0, 9)) === Number(number.slice(9))) return 1900;
  if (rest(`2${number.slice(0, 9)}`) === Number(number.slice(9))) return 2000;
  return null;
}

/** The letter that follows from a Spanish number. */
export const SPANISH_LETTERS = "trwagmyfpdxbnjzsqvhlcke";

const checksums = {
  baltic(number) {
    if (!isDigits(number, 11)) return false;
    let check = weighted(number, [1, 2, 3, 4, 5, 6, 7, 8, 9, 1]) % 11;
    if (check === 10) check = weighted(number, [3, 4, 5, 6, 7, 8, 9, 1, 2, 3]) % 11;
    return check % 10 === lastDigit(number);
  },

  belgian: (number) => belgianCentury(number) !== null,

  bulgarian: (number) =>
    isDigits(number, 10) &&
    (weighted(number, [2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11) % 10 === lastDigit(number),

  croatian(number) {
    if (!isDigits(number, 11)) return false;
    let rest = 10;
    for (const digit of number.slice(0, 10)) {
      rest = (((rest + Number(digit)) % 10 || 10) * 2) % 11;
    }
    return (rest + lastDigit(number)) % 10 === 1;
  },

  hungarian(number) {
    if (!isDigits(number, 11)) return false;
    const rising = weighted(number, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]) % 11 === lastDigit(number);
    const falling = weighted(number, [10, 9, 8, 7, 6, 5, 4, 3, 2, 1]) % 11 === lastDigit(number);
    if ("12".includes(number[0])) return Number(number.slice(1, 3)) < 97 ? rising : falling;
    return "34".includes(number[0]) ? falling : rising || falling;
  },

  latvian: (number) =>
    isDigits(number, 11) &&
    ((1 + weighted(number, [10, 5, 8, 4, 2, 1, 6, 3, 7, 9])) % 11) % 10 === lastDigit(number),

  polish: (number) =>
    isDigits(number, 11) && weighted(number, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]) % 10 === 0,

  portuguese: (number) =>
    /^[0-9a-z]{12}$/.test(number) && luhnHolds([...number].map((sign) => parseInt(sign, 36))),

  romanian(number) {
    if (!isDigits(number, 13)) return false;
    const rest = weighted(number, [2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9]) % 11;
    return (rest === 10 ? 1 : rest) === lastDigit(number);
  },

  slovenian(number) {
    if (!isDigits(number, 13)) return false;
    const rest = weighted(number, [7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11;
    return ((11 - rest) % 11) % 10 === lastDigit(number);
  },

  spanish: (number) =>
    /^[0-9]{8}[a-z]$/.test(number) &&
    SPANISH_LETTERS[Number(number.slice(0, 8)) % 23] === number[8],

  swedish: (number) =>
    (isDigits(number, 10) || isDigits(number, 12)) &&
    luhnHolds([...number.slice(-10)].map(Number)),
};

/** Judges a day that was read, as `EmbeddedBirthDate.swift` does. */
function judged(year, month, day, today) {
  if (year > Number(today.slice(0, 4)) || month > 12) return "impossible";
  if (month === 0 || day === 0) return { year };
  const date = iso(year, month, day);
  return isDay(year, month, day) && date <= today ? { date } : "impossible";
}

function iso(year, month, day) {
  const padded = (number, width) => String(number).padStart(width, "0");
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}`;
}

function isDay(year, month, day) {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const last = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  return year >= 1 && day >= 1 && day <= last;
}

/** The numbers that stand at places such as [1, 3]. */
const places = (number, ...ranges) => ranges.map(([from, to]) => Number(number.slice(from, to)));

const birthDates = {
  baltic(number, today) {
    if (!isDigits(number, 11) || number[0] === "9") return "absent";
    if (number[0] === "0") return "impossible";
    const [sex, year, month, day] = places(number, [0, 1], [1, 3], [3, 5], [5, 7]);
    return judged(1800 + Math.floor((sex - 1) / 2) * 100 + year, month, day, today);
  },

  belgian(number, today) {
    if (!isDigits(number, 11)) return "absent";
    const [short, raised, counter] = places(number, [0, 2], [2, 4], [4, 6]);
    const month = raised % 20;
    if (raised >= 60 || month > 12) return "impossible";
    const century = belgianCentury(number);
    if (century === null || (short === 0 && month === 0 && counter === 1)) return "absent";
    const year = century + short;
    return judged(year, month, month > 0 && isDay(year, month, counter) ? counter : 0, today);
  },

  bulgarian(number, today) {
    if (!isDigits(number, 10)) return "absent";
    const [year, month, day] = places(number, [0, 2], [2, 4], [4, 6]);
    if (month >= 60) return "impossible";
    return judged([1900, 1800, 2000][Math.floor(month / 20)] + year, month % 20, day, today);
  },

  hungarian(number, today) {
    if (!isDigits(number, 11) || !"1234".includes(number[0])) return "absent";
    const [sex, year, month, day] = places(number, [0, 1], [1, 3], [3, 5], [5, 7]);
    const isLater = 2000 + year <= Number(today.slice(0, 4));
    return judged((sex <= 2 ? 1900 : isLater ? 2000 : 1800) + year, month, day, today);
  },

  latvian(number, today) {
    if (!isDigits(number, 11) || /^3[2-9]/.test(number)) return "absent";
    const [day, month, year, century] = places(number, [0, 2], [2, 4], [4, 6], [6, 7]);
    return judged(1800 + century * 100 + year, month, day, today);
  },

  polish(number, today) {
    if (!isDigits(number, 11)) return "absent";
    const [year, month, day] = places(number, [0, 2], [2, 4], [4, 6]);
    const century = [1900, 2000, 2100, 2200, 1800][Math.floor(month / 20)];
    return judged(century + year, month % 20, day, today);
  },

  romanian(number, today) {
    if (!isDigits(number, 13) || number[0] >= "7") return "absent";
    if (number[0] === "0") return "impossible";
    const [sex, year, month, day] = places(number, [0, 1], [1, 3], [3, 5], [5, 7]);
    return judged([1900, 1800, 2000][Math.floor((sex - 1) / 2)] + year, month, day, today);
  },

  slovenian(number, today) {
    if (!isDigits(number, 13)) return "absent";
    const [day, month, year] = places(number, [0, 2], [2, 4], [4, 7]);
    return judged((year < 800 ? 2000 : 1000) + year, month, day, today);
  },

  swedish(number, today, typed) {
    const hasCentury = isDigits(number, 12);
    if (!hasCentury && !isDigits(number, 10)) return "absent";
    const [short, month, written] = places(number.slice(-10), [0, 2], [2, 4], [4, 6]);
    const day = written >= 60 ? written - 60 : written;
    if (hasCentury) return judged(Number(number.slice(0, 4)), month, day, today);

    const hasPlus = typed.includes("+");
    const latest = Number(today.slice(0, 4)) - (hasPlus ? 100 : 0);
    const year = Math.floor(latest / 100) * 100 + short;
    const isAhead = hasPlus ? year > latest : iso(year, month, day) > today;
    return judged(isAhead ? year - 100 : year, month, day, today);
  },
};
