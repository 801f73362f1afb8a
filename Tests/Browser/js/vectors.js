/**
 * Runs the vectors of `Tests/Vectors` against the modules of `Public/js/identity`.
 *
 * It reads no file and touches no page, so that Node and a browser both can run it:
 *
 *     runVectors({ base: "https://…/js/identity/", folding, numbers, stdnum, births,
 *       identity, states })
 *
 * `folding`, `numbers`, `stdnum`, `births` and `identity` are the parsed vector files, `states` the parsed
 * `Seeds/member-states.json`, and `base` the address of the folder of the modules, with a slash at
 * its end.
 *
 * @returns {Promise<string[]>} one sentence for each failure
 */
export async function runVectors({
  base, folding, numbers, stdnum, births, identity, states,
}) {
  const load = (name) => import(new URL(name, base).href);
  const modules = {
    folding: await load("folding.js"),
    numbers: { ...await load("numbers.js"), ...await load("postal-codes.js") },
    births: await load("births.js"),
    identity: await load("identity-text.js"),
  };
  const byCode = new Map(states.states.map((state) => [state.code, state]));
  const report = new Report();

  checkFolding(folding, modules.folding, report);
  checkRules(numbers, modules.numbers, report);
  checkStates(numbers, byCode, modules.numbers, report);
  checkNumbers(numbers, byCode, modules.numbers, report);
  checkStdnum(stdnum, byCode, modules.numbers, report);
  checkBirths(births, modules.births, report);
  await checkIdentity(identity, modules.identity, report);
  return report.failures;
}

class Report {
  failures = [];

  expect(actual, expected, ...what) {
    const [left, right] = [JSON.stringify(actual), JSON.stringify(expected)];
    if (left === right) return;
    const where = what.map((part) => JSON.stringify(part)).join(" ");
    this.failures.push(`${where}: ${left}, not ${right}`);
  }
}

function checkFolding({ characters, cases }, { fold, words }, report) {
  for (const { first, becomes } of characters) {
    becomes.forEach((expected, offset) => {
      const sign = String.fromCodePoint(first + offset);
      report.expect(words(`x${sign}y`).join(" "), `x${expected}y`, "sign", first + offset);
      report.expect(fold(sign), expected.trim(), "sign alone", first + offset);
      report.expect(fold(fold(sign)), expected.trim(), "sign folded twice", first + offset);
    });
  }
  for (const vector of cases) {
    report.expect(fold(vector.input), vector.fold, "fold", vector.input);
    report.expect(words(vector.input), vector.words, "words", vector.input);
  }
  // JSON for Swift cannot carry half a surrogate pair, so this one stands here.
  report.expect(fold("a\ud83d"), "a\ufffd", "half a surrogate pair");
}

function checkRules({ patterns, checksums, birthDates, ages }, rules, report) {
  for (const { pattern, holds, fails } of patterns) {
    for (const text of holds) report.expect(rules.matches(pattern, text), true, pattern, text);
    for (const text of fails) report.expect(rules.matches(pattern, text), false, pattern, text);
  }
  for (const { rule, holds, fails } of checksums) {
    const check = (number) => rules.checksumHolds(rule, number);
    for (const number of holds) report.expect(check(number), true, rule, number);
    for (const number of fails) report.expect(check(number), false, rule, number);
  }
  for (const { rule, number, on, birth } of birthDates) {
    const read = rules.embeddedBirthDate(rule, number, on);
    const written = typeof read === "string" ? read : (read.date ?? String(read.year));
    report.expect(written, birth, "birth date", rule, number, on);
  }
  for (const { birth, on, age } of ages) report.expect(rules.age(birth, on), age, "age", birth, on);
}

function checkStates({ thresholds, minimumAges, postalCodes }, byCode, rules, report) {
  for (const { state, on, minimum } of thresholds) {
    report.expect(rules.threshold(byCode.get(state), on), minimum, "threshold", state, on);
  }
  for (const { state, on, minimum } of minimumAges) {
    report.expect(rules.minimumAge(byCode.get(state), on), minimum, "minimum age", state, on);
  }
  for (const { state, text, canonical, accepted } of postalCodes) {
    report.expect(rules.canonicalPostalCode(text, state), canonical, "postal code", state, text);
    const isAccepted = rules.acceptsPostalCode(byCode.get(state), text);
    report.expect(isAccepted, accepted, "accepts", state, text);
  }
}

function checkNumbers({ numbers }, byCode, rules, report) {
  for (const { state, kind, number, on, doubts, tooYoung } of numbers) {
    const found = byCode.get(state);
    const kindFound = found.numbers.find(({ key }) => key === kind);
    report.expect(rules.doubts(kindFound, number, on), doubts, "doubts", state, kind, number);
    const isTooYoung = rules.isTooYoung(found, kindFound, number, on);
    report.expect(isTooYoung, tooYoung, "too young", state, kind, number, on);
  }
  for (const state of byCode.values()) {
    for (const kind of state.numbers) {
      const doubts = rules.doubts(kind, kind.example, "2026-05-09");
      report.expect(doubts, [], "example", state.code, kind.key);
    }
  }
}

/** What python-stdnum calls valid is not doubted, and what it does not is. */
function checkStdnum({ numbers }, byCode, rules, report) {
  for (const { state, kind, number, on, isValid } of numbers) {
    const found = byCode.get(state).numbers.find(({ key }) => key === kind);
    const isSound = rules.doubts(found, number, on).length === 0;
    report.expect(isSound, isValid, "python-stdnum", state, number);
    const isRefused = isValid && rules.isTooYoung(byCode.get(state), found, number, on);
    report.expect(isRefused, false, "python-stdnum", state, number);
  }
}

function checkBirths({ births }, { statedBirth }, report) {
  for (const { day, month, year, ...expected } of births) {
    const { text = null, ...rest } = statedBirth({ day, month, year }) ?? {};
    report.expect({ text, ...rest }, expected, "birth", day, month, year);
  }
}

async function checkIdentity({ residences, numbers }, identity, report) {
  for (const vector of residences) {
    const text = identity.residenceText(vector);
    report.expect(text, vector.text, "residence", vector);
    report.expect(await identity.identityDigest(text), vector.digest, "digest", text);
  }
  for (const vector of numbers) {
    const text = identity.numberText(vector);
    report.expect(text, vector.text, "number", vector);
    report.expect(await identity.identityDigest(text), vector.digest, "digest", text);
  }
}
