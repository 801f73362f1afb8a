/**
 * Text reduced to what two ways of writing the same name have in common.
 *
 * The same charts and rules as `Folding.swift`, proven equal by `Tests/Vectors/folding.json`: what
 * the browser folds before it makes a digest must be what the server would have folded.
 *
 * In a row of sixteen, `=` is a scalar kept as it is, `.` one that is dropped and parts words, and
 * `~` one that is dropped and parts nothing. What is in no row and no range is kept.
 */

// Latin-1, Extended-A to C, Extended Additional, and the phonetic letters with such capitals.
const latin = [
  [0x0080, ". . . . . . . . . . . . . . . ."],
  [0x0090, ". . . . . . . . . . . . . . . ."],
  [0x00a0, ". . . . . . . . . . a . . ~ . ."],
  [0x00b0, ". . 2 3 . μ . . . 1 o . 14 12 34 ."],
  [0x00c0, "a a a a a a ae c e e e e i i i i"],
  [0x00d0, "d n o o o o o . o u u u u y th ss"],
  [0x00e0, "a a a a a a ae c e e e e i i i i"],
  [0x00f0, "d n o o o o o . o u u u u y th y"],
  [0x0100, "a a a a a a c c c c c c c c d d"],
  [0x0110, "d d e e e e e e e e e e g g g g"],
  [0x0120, "g g g g h h h h i i i i i i i i"],
  [0x0130, "i i ij ij j j k k q l l l l l l l"],
  [0x0140, "l l l n n n n n n n n n o o o o"],
  [0x0150, "o o oe oe r r r r r r s s s s s s"],
  [0x0160, "s s t t t t t t u u u u u u u u"],
  [0x0170, "u u u u w w y y y z z z z z z s"],
  [0x0180, "b ɓ ƃ = ƅ = ɔ ƈ = d ɗ ƌ = = ǝ ə"],
  [0x0190, "ɛ ƒ = ɠ ɣ = ɩ i ƙ = l = ɯ ɲ = ɵ"],
  [0x01a0, "o o ƣ = ƥ = ʀ ƨ = ʃ = = ƭ = ʈ u"],
  [0x01b0, "u ʊ ʋ ƴ = z z ʒ ƹ = = = ƽ = = ="],
  [0x01c0, "= = = = dz dz dz lj lj lj nj nj nj a a i"],
  [0x01d0, "i o o u u u u u u u u u u = a a"],
  [0x01e0, "a a ae ae g g g g k k o o o o ʒ ʒ"],
  [0x01f0, "j dz dz dz g g ƕ ƿ n n a a ae ae o o"],
  [0x0200, "a a a a e e e e i i i i o o o o"],
  [0x0210, "r r r r u u u u s s t t ȝ = h h"],
  [0x0220, "ƞ = ȣ = ȥ = a a e e o o o o o o"],
  [0x0230, "o o y y = = = = = = a c c l t ="],
  [0x0240, "= ɂ = b u ʌ e e j j ɋ = r r y y"],
  [0x0250, "= = = = = = d = = = = = = = = ="],
  [0x0260, "= = = = = = = = i = = l = = = ="],
  [0x0280, "= = = = = = = = = u = = = = = ="],
  [0x1e00, "a a b b b b b b c c d d d d d d"],
  [0x1e10, "d d d d e e e e e e e e e e f f"],
  [0x1e20, "g g h h h h h h h h h h i i i i"],
  [0x1e30, "k k k k k k l l l l l l l l m m"],
  [0x1e40, "m m m m n n n n n n n n o o o o"],
  [0x1e50, "o o o o p p p p r r r r r r r r"],
  [0x1e60, "s s s s s s s s s s t t t t t t"],
  [0x1e70, "t t u u u u u u u u u u v v v v"],
  [0x1e80, "w w w w w w w w w w x x x x y y"],
  [0x1e90, "z z z z z z h t w y a s s s ss ="],
  [0x1ea0, "a a a a a a a a a a a a a a a a"],
  [0x1eb0, "a a a a a a a a e e e e e e e e"],
  [0x1ec0, "e e e e e e e e i i i i o o o o"],
  [0x1ed0, "o o o o o o o o o o o o o o o o"],
  [0x1ee0, "o o o o u u u u u u u u u u u u"],
  [0x1ef0, "u u y y y y y y y y ỻ = ỽ = ỿ ="],
  [0x2c60, "l l l ᵽ ɽ a t ⱨ = ⱪ = ⱬ = ɑ ɱ ɐ"],
  [0x2c70, "ɒ = ⱳ = = ⱶ = = = = = = j v ȿ ɀ"],
];

// Greek as written today and in the polytonic spelling; a final sigma is a sigma.
const greek = [
  [0x0370, "ͱ = ͳ = . . ͷ = = = . = = = . ϳ"],
  [0x0380, "= = = = . . α . ε η ι = ο = υ ω"],
  [0x0390, "ι α β γ δ ε ζ η θ ι κ λ μ ν ξ ο"],
  [0x03a0, "π ρ = σ τ υ φ χ ψ ω ι υ α ε η ι"],
  [0x03b0, "υ = = = = = = = = = = = = = = ="],
  [0x03c0, "= = σ = = = = = = = ι υ ο υ ω ϗ"],
  [0x03d0, "β θ υ υ υ φ π = ϙ = ϛ = ϝ = ϟ ="],
  [0x03e0, "ϡ = ϣ = ϥ = ϧ = ϩ = ϫ = ϭ = ϯ ="],
  [0x03f0, "κ ρ σ = θ ε . ϸ = σ ϻ = = ͻ ͼ ͽ"],
  [0x1f00, "α α α α α α α α α α α α α α α α"],
  [0x1f10, "ε ε ε ε ε ε = = ε ε ε ε ε ε = ="],
  [0x1f20, "η η η η η η η η η η η η η η η η"],
  [0x1f30, "ι ι ι ι ι ι ι ι ι ι ι ι ι ι ι ι"],
  [0x1f40, "ο ο ο ο ο ο = = ο ο ο ο ο ο = ="],
  [0x1f50, "υ υ υ υ υ υ υ υ = υ = υ = υ = υ"],
  [0x1f60, "ω ω ω ω ω ω ω ω ω ω ω ω ω ω ω ω"],
  [0x1f70, "α α ε ε η η ι ι ο ο υ υ ω ω = ="],
  [0x1f80, "α α α α α α α α α α α α α α α α"],
  [0x1f90, "η η η η η η η η η η η η η η η η"],
  [0x1fa0, "ω ω ω ω ω ω ω ω ω ω ω ω ω ω ω ω"],
  [0x1fb0, "α α α α α = α α α α α α α . ι ."],
  [0x1fc0, ". . η η η = η η ε ε η η η . . ."],
  [0x1fd0, "ι ι ι ι = = ι ι ι ι ι ι = . . ."],
  [0x1fe0, "υ υ υ υ ρ ρ υ υ υ υ υ υ ρ . . ."],
  [0x1ff0, "= = ω ω ω = ω ω ο ο ω ω ω . . ="],
];

// Cyrillic: short letters and letters with two dots lose them, as Unicode decomposes them.
const cyrillic = [
  [0x0400, "е е ђ г є ѕ і і ј љ њ ћ к и у џ"],
  [0x0410, "а б в г д е ж з и и к л м н о п"],
  [0x0420, "р с т у ф х ц ч ш щ ъ ы ь э ю я"],
  [0x0430, "= = = = = = = = = и = = = = = ="],
  [0x0450, "е е = г = = = і = = = = к и у ="],
  [0x0460, "ѡ = ѣ = ѥ = ѧ = ѩ = ѫ = ѭ = ѯ ="],
  [0x0470, "ѱ = ѳ = ѵ = ѵ ѵ ѹ = ѻ = ѽ = ѿ ="],
  [0x0480, "ҁ = . ~ ~ ~ ~ ~ ~ ~ ҋ = ҍ = ҏ ="],
  [0x0490, "ґ = ғ = ҕ = җ = ҙ = қ = ҝ = ҟ ="],
  [0x04a0, "ҡ = ң = ҥ = ҧ = ҩ = ҫ = ҭ = ү ="],
  [0x04b0, "ұ = ҳ = ҵ = ҷ = ҹ = һ = ҽ = ҿ ="],
  [0x04c0, "ӏ ж ж ӄ = ӆ = ӈ = ӊ = ӌ = ӎ = ="],
  [0x04d0, "а а а а ӕ = е е ә = ә ә ж ж з з"],
  [0x04e0, "ӡ = и и и и о о ө = ө ө э э у у"],
  [0x04f0, "у у у у ч ч ӷ = ы ы ӻ = ӽ = ӿ ="],
  [0x0500, "ԁ = ԃ = ԅ = ԇ = ԉ = ԋ = ԍ = ԏ ="],
  [0x0510, "ԑ = ԓ = ԕ = ԗ = ԙ = ԛ = ԝ = ԟ ="],
  [0x0520, "ԡ = ԣ = ԥ = ԧ = ԩ = ԫ = ԭ = ԯ ="],
];

// Signs that Unicode says are the same as a letter, ligatures, and letters of full width.
const forms = [
  [0x2120, "= = = = = = ω = = = k a = = = ="],
  [0xfb00, "ff fi fl ffi ffl st st = = = = = = = = ="],
  [0xff00, "= . . . . . . . . . . . . . . ."],
  [0xff10, "0 1 2 3 4 5 6 7 8 9 . . . . . ."],
  [0xff20, ". a b c d e f g h i j k l m n o"],
  [0xff30, "p q r s t u v w x y z . . . . ."],
  [0xff40, ". a b c d e f g h i j k l m n o"],
  [0xff50, "p q r s t u v w x y z . . . . ."],
];

/** Spaces and punctuation outside the rows: what stands between two words. */
const parting = [
  [0x0000, 0x002f], [0x003a, 0x0040], [0x005b, 0x0060], [0x007b, 0x007f], // ASCII
  [0x02b0, 0x02ff], // apostrophes and other marks that are written as letters
  [0x2000, 0x200b], [0x2010, 0x2029], [0x202f, 0x205f], // spaces, dashes, quotation marks
  [0x2212, 0x2212], // the minus sign
  [0x2e00, 0x2e7f], // more punctuation
  [0x3000, 0x3000], // the space of full width
];

/** Marks on letters, and scalars that show nothing, outside the rows. */
const silent = [
  [0x0300, 0x036f], [0x1ab0, 0x1aff], [0x1dc0, 0x1dff], [0x20d0, 0x20ff], [0xfe20, 0xfe2f],
  [0x061c, 0x061c], [0x200c, 0x200f], [0x202a, 0x202e], [0x2060, 0x206f], // directions, joiners
  [0x115f, 0x1160], [0x180b, 0x180f], [0x3164, 0x3164], [0xffa0, 0xffa0], // fillers
  [0xfe00, 0xfe0f], [0xfeff, 0xfeff], [0xfff9, 0xfffb], // variants, byte order, annotations
  [0xe0000, 0xe0fff], // tags and variants of ideographs and emoji
];

const PARTING = Symbol("parting");
const cells = openCharts();

/** @returns {Map<number, string | symbol>} what becomes of each scalar that is not kept */
function openCharts() {
  const map = new Map();
  for (let code = 0x41; code <= 0x5a; code += 1) map.set(code, String.fromCharCode(code + 0x20));
  for (const [first, last] of parting) {
    for (let code = first; code <= last; code += 1) map.set(code, PARTING);
  }
  for (const [first, last] of silent) {
    for (let code = first; code <= last; code += 1) map.set(code, "");
  }
  for (const [first, row] of [...latin, ...greek, ...cyrillic, ...forms]) {
    row.split(" ").forEach((cell, offset) => {
      if (cell === "=") return;
      map.set(first + offset, cell === "." ? PARTING : cell === "~" ? "" : cell);
    });
  }
  return map;
}

/**
 * The words of a text, each folded: the form that is searched.
 *
 * An apostrophe or a hyphen parts words, so that "l'initiative" is found by "initiative".
 *
 * @param {string} text
 * @returns {string[]}
 */
export function words(text) {
  const found = [];
  let word = "";
  for (const sign of text) {
    const code = sign.codePointAt(0);
    const cell = cells.get(code);
    if (cell === PARTING) {
      if (word !== "") found.push(word);
      word = "";
    } else {
      word += cell ?? whole(sign, code);
    }
  }
  if (word !== "") found.push(word);
  return found;
}

/**
 * All of a text in one piece: the form that is compared and fingerprinted.
 *
 * @param {string} text
 * @returns {string}
 */
export function fold(text) {
  return words(text).join("");
}

/** Half of a surrogate pair is no scalar; forms are sent with U+FFFD in its place. */
function whole(sign, code) {
  return code >= 0xd800 && code <= 0xdfff ? "\ufffd" : sign;
}
