import Testing

@testable import Credentials

/// Goal: the same letters are the same text, whatever keyboard made them.
///
/// Method: what Unicode's own data (through Python's unicodedata) gives for each kind of form.
@Suite("Normal forms")
struct NormalFormTests {
    @Test(
        "form KC is Unicode's",
        arguments: [
            ("abc", "abc"), ("e\u{301}", "\u{E9}"), ("\u{FB01}", "fi"), ("\u{FF21}\u{FF5A}", "Az"),
            ("\u{A0}x\u{3000}", " x "), ("\u{2460}\u{2468}\u{2469}", "1910"),
            ("\u{BD}", "1\u{2044}2"),
            ("\u{1E9B}\u{323}", "\u{1E69}"), ("\u{FF76}\u{FF9E}", "\u{30AC}"), ("\u{3300}", "アパート"),
            ("\u{FDFA}", "صلى الله عليه وسلم"), ("\u{1D400}\u{1D7FF}", "A9"),
            ("\u{2126}", "\u{3A9}"),
            ("\u{3D3}", "\u{38E}"), ("\u{132}\u{133}", "IJij"), ("\u{2026}", "..."),
            ("\u{B5}", "\u{3BC}"),
            ("\u{3131}", "\u{1100}"), ("\u{2F00}\u{2FD5}", "\u{4E00}\u{9FA0}"),
            ("\u{F900}", "\u{8C48}"),
            ("\u{1100}\u{1161}", "\u{AC00}"), ("\u{FFE3}", " \u{304}"), ("\u{1F100}", "0."),
            ("\u{2F801}", "\u{4E38}"), ("a\u{315}\u{300}\u{5AE}b", "\u{E0}\u{5AE}\u{315}b"),
        ]
    )
    func compatible(text: String, form: String) {
        let found = NormalForm.compatible(text).unicodeScalars

        #expect(Array(found) == Array(form.unicodeScalars))
        #expect(Array(NormalForm.compatible(form).unicodeScalars) == Array(form.unicodeScalars))
    }

    @Test("the table has every form that Unicode names, and none of ASCII")
    func table() {
        #expect(CompatibilityForms.all.count == 3917)
        #expect(CompatibilityForms.all.keys.allSatisfy { !$0.isASCII })
        #expect(CompatibilityForms.all.values.allSatisfy { (1...18).contains($0.count) })
    }

    @Test("what is folded has neither case nor, when bare, accents")
    func folded() {
        #expect(NormalForm.folded("ÉCOLE Ｎº 5") == "école no 5")
        #expect(NormalForm.folded("İI\u{131}") == "i\u{307}i\u{131}")
        #expect(NormalForm.bare("Sénat de la République") == "senat de la republique")
        #expect(NormalForm.bare("Ελλάδα Йод") == "ελλαδα иод")
    }
}
