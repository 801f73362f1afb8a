/// What becomes of each letter and sign when text is folded, as charts of sixteen scalars a row.
///
/// The charts are written out, and not asked of the toolchain, because fingerprints of people who
/// signed are made from folded text: the same name must give the same text for ever, whatever
/// version of Unicode the next compiler carries. They say what Unicode's compatibility
/// decomposition, lower case and removal of marks gave in version 14, and in addition what a letter
/// with a stroke looks like without it. `Public/js/identity/folding.js` holds the same rows.
///
/// In a row, `=` is a scalar kept as it is, `.` one that is dropped and parts words, and `~` one
/// that is dropped and parts nothing. What is in no row and no range is kept.
enum FoldingRows {
    /// The number of the first scalar of a row, and what becomes of it and the next fifteen.
    typealias Row = (first: UInt32, cells: String)

    static let all: [Row] = latin + greek + cyrillic + forms

    /// Latin-1, Extended-A to C, Extended Additional, and the phonetic letters with such capitals.
    static let latin: [Row] = [
        (0x0080, ". . . . . . . . . . . . . . . ."),
        (0x0090, ". . . . . . . . . . . . . . . ."),
        (0x00A0, ". . . . . . . . . . a . . ~ . ."),
        (0x00B0, ". . 2 3 . μ . . . 1 o . 14 12 34 ."),
        (0x00C0, "a a a a a a ae c e e e e i i i i"),
        (0x00D0, "d n o o o o o . o u u u u y th ss"),
        (0x00E0, "a a a a a a ae c e e e e i i i i"),
        (0x00F0, "d n o o o o o . o u u u u y th y"),
        (0x0100, "a a a a a a c c c c c c c c d d"),
        (0x0110, "d d e e e e e e e e e e g g g g"),
        (0x0120, "g g g g h h h h i i i i i i i i"),
        (0x0130, "i i ij ij j j k k q l l l l l l l"),
        (0x0140, "l l l n n n n n n n n n o o o o"),
        (0x0150, "o o oe oe r r r r r r s s s s s s"),
        (0x0160, "s s t t t t t t u u u u u u u u"),
        (0x0170, "u u u u w w y y y z z z z z z s"),
        (0x0180, "b ɓ ƃ = ƅ = ɔ ƈ = d ɗ ƌ = = ǝ ə"),
        (0x0190, "ɛ ƒ = ɠ ɣ = ɩ i ƙ = l = ɯ ɲ = ɵ"),
        (0x01A0, "o o ƣ = ƥ = ʀ ƨ = ʃ = = ƭ = ʈ u"),
        (0x01B0, "u ʊ ʋ ƴ = z z ʒ ƹ = = = ƽ = = ="),
        (0x01C0, "= = = = dz dz dz lj lj lj nj nj nj a a i"),
        (0x01D0, "i o o u u u u u u u u u u = a a"),
        (0x01E0, "a a ae ae g g g g k k o o o o ʒ ʒ"),
        (0x01F0, "j dz dz dz g g ƕ ƿ n n a a ae ae o o"),
        (0x0200, "a a a a e e e e i i i i o o o o"),
        (0x0210, "r r r r u u u u s s t t ȝ = h h"),
        (0x0220, "ƞ = ȣ = ȥ = a a e e o o o o o o"),
        (0x0230, "o o y y = = = = = = a c c l t ="),
        (0x0240, "= ɂ = b u ʌ e e j j ɋ = r r y y"),
        (0x0250, "= = = = = = d = = = = = = = = ="),
        (0x0260, "= = = = = = = = i = = l = = = ="),
        (0x0280, "= = = = = = = = = u = = = = = ="),
        (0x1E00, "a a b b b b b b c c d d d d d d"),
        (0x1E10, "d d d d e e e e e e e e e e f f"),
        (0x1E20, "g g h h h h h h h h h h i i i i"),
        (0x1E30, "k k k k k k l l l l l l l l m m"),
        (0x1E40, "m m m m n n n n n n n n o o o o"),
        (0x1E50, "o o o o p p p p r r r r r r r r"),
        (0x1E60, "s s s s s s s s s s t t t t t t"),
        (0x1E70, "t t u u u u u u u u u u v v v v"),
        (0x1E80, "w w w w w w w w w w x x x x y y"),
        (0x1E90, "z z z z z z h t w y a s s s ss ="),
        (0x1EA0, "a a a a a a a a a a a a a a a a"),
        (0x1EB0, "a a a a a a a a e e e e e e e e"),
        (0x1EC0, "e e e e e e e e i i i i o o o o"),
        (0x1ED0, "o o o o o o o o o o o o o o o o"),
        (0x1EE0, "o o o o u u u u u u u u u u u u"),
        (0x1EF0, "u u y y y y y y y y ỻ = ỽ = ỿ ="),
        (0x2C60, "l l l ᵽ ɽ a t ⱨ = ⱪ = ⱬ = ɑ ɱ ɐ"),
        (0x2C70, "ɒ = ⱳ = = ⱶ = = = = = = j v ȿ ɀ"),
    ]

    /// Greek as written today and in the polytonic spelling; a final sigma is a sigma.
    static let greek: [Row] = [
        (0x0370, "ͱ = ͳ = . . ͷ = = = . = = = . ϳ"),
        (0x0380, "= = = = . . α . ε η ι = ο = υ ω"),
        (0x0390, "ι α β γ δ ε ζ η θ ι κ λ μ ν ξ ο"),
        (0x03A0, "π ρ = σ τ υ φ χ ψ ω ι υ α ε η ι"),
        (0x03B0, "υ = = = = = = = = = = = = = = ="),
        (0x03C0, "= = σ = = = = = = = ι υ ο υ ω ϗ"),
        (0x03D0, "β θ υ υ υ φ π = ϙ = ϛ = ϝ = ϟ ="),
        (0x03E0, "ϡ = ϣ = ϥ = ϧ = ϩ = ϫ = ϭ = ϯ ="),
        (0x03F0, "κ ρ σ = θ ε . ϸ = σ ϻ = = ͻ ͼ ͽ"),
        (0x1F00, "α α α α α α α α α α α α α α α α"),
        (0x1F10, "ε ε ε ε ε ε = = ε ε ε ε ε ε = ="),
        (0x1F20, "η η η η η η η η η η η η η η η η"),
        (0x1F30, "ι ι ι ι ι ι ι ι ι ι ι ι ι ι ι ι"),
        (0x1F40, "ο ο ο ο ο ο = = ο ο ο ο ο ο = ="),
        (0x1F50, "υ υ υ υ υ υ υ υ = υ = υ = υ = υ"),
        (0x1F60, "ω ω ω ω ω ω ω ω ω ω ω ω ω ω ω ω"),
        (0x1F70, "α α ε ε η η ι ι ο ο υ υ ω ω = ="),
        (0x1F80, "α α α α α α α α α α α α α α α α"),
        (0x1F90, "η η η η η η η η η η η η η η η η"),
        (0x1FA0, "ω ω ω ω ω ω ω ω ω ω ω ω ω ω ω ω"),
        (0x1FB0, "α α α α α = α α α α α α α . ι ."),
        (0x1FC0, ". . η η η = η η ε ε η η η . . ."),
        (0x1FD0, "ι ι ι ι = = ι ι ι ι ι ι = . . ."),
        (0x1FE0, "υ υ υ υ ρ ρ υ υ υ υ υ υ ρ . . ."),
        (0x1FF0, "= = ω ω ω = ω ω ο ο ω ω ω . . ="),
    ]

    /// Cyrillic: short letters and letters with two dots lose them, as Unicode decomposes them.
    static let cyrillic: [Row] = [
        (0x0400, "е е ђ г є ѕ і і ј љ њ ћ к и у џ"),
        (0x0410, "а б в г д е ж з и и к л м н о п"),
        (0x0420, "р с т у ф х ц ч ш щ ъ ы ь э ю я"),
        (0x0430, "= = = = = = = = = и = = = = = ="),
        (0x0450, "е е = г = = = і = = = = к и у ="),
        (0x0460, "ѡ = ѣ = ѥ = ѧ = ѩ = ѫ = ѭ = ѯ ="),
        (0x0470, "ѱ = ѳ = ѵ = ѵ ѵ ѹ = ѻ = ѽ = ѿ ="),
        (0x0480, "ҁ = . ~ ~ ~ ~ ~ ~ ~ ҋ = ҍ = ҏ ="),
        (0x0490, "ґ = ғ = ҕ = җ = ҙ = қ = ҝ = ҟ ="),
        (0x04A0, "ҡ = ң = ҥ = ҧ = ҩ = ҫ = ҭ = ү ="),
        (0x04B0, "ұ = ҳ = ҵ = ҷ = ҹ = һ = ҽ = ҿ ="),
        (0x04C0, "ӏ ж ж ӄ = ӆ = ӈ = ӊ = ӌ = ӎ = ="),
        (0x04D0, "а а а а ӕ = е е ә = ә ә ж ж з з"),
        (0x04E0, "ӡ = и и и и о о ө = ө ө э э у у"),
        (0x04F0, "у у у у ч ч ӷ = ы ы ӻ = ӽ = ӿ ="),
        (0x0500, "ԁ = ԃ = ԅ = ԇ = ԉ = ԋ = ԍ = ԏ ="),
        (0x0510, "ԑ = ԓ = ԕ = ԗ = ԙ = ԛ = ԝ = ԟ ="),
        (0x0520, "ԡ = ԣ = ԥ = ԧ = ԩ = ԫ = ԭ = ԯ ="),
    ]

    /// Signs that Unicode says are the same as a letter, ligatures, and letters of full width.
    static let forms: [Row] = [
        (0x2120, "= = = = = = ω = = = k a = = = ="),
        (0xFB00, "ff fi fl ffi ffl st st = = = = = = = = ="),
        (0xFF00, "= . . . . . . . . . . . . . . ."),
        (0xFF10, "0 1 2 3 4 5 6 7 8 9 . . . . . ."),
        (0xFF20, ". a b c d e f g h i j k l m n o"),
        (0xFF30, "p q r s t u v w x y z . . . . ."),
        (0xFF40, ". a b c d e f g h i j k l m n o"),
        (0xFF50, "p q r s t u v w x y z . . . . ."),
    ]
}
