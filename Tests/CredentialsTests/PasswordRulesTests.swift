import Foundation
import TestSupport
import Testing

@testable import Credentials

/// Goal: nobody takes a password that others would try first, and nobody is refused a good one.
///
/// Method: the real list; passwords of every bad kind beside good ones that resemble them.
@Suite("Rules for passwords")
struct PasswordRulesTests {
    private static let rules = Result {
        let path = TestHouse.root + "/Seeds/well-known-passwords.txt"
        let file = try #require(FileManager.default.contents(atPath: path))
        return PasswordRules(wellKnown: try WellKnownPasswords(file: Array(file)))
    }

    @Test(
        "good passwords are taken, whatever they are made of",
        arguments: [
            "correct horse battery staple", "kwrtzvbmplg", "8305716294", "Tr0ub4dor&3x",
            "mon chat dort le lundi", "πέντε μικρά ψάρια", "пять тихих рыб", "ひみつのあいことばです",
            "🐟🐠🐡🦈🐬🐳🦭🦀🦞🦐", "adage-lovelorn-41", "senatorial dinner", "  spaces  around  ",
            "dragon-9174-velvet", "my ada is a good cat",
        ]
    )
    func good(typed: String) throws {
        _ = try check(typed)
    }

    @Test(
        "a password of another length is refused",
        arguments: [
            ("", PasswordFlaw.empty), ("a", .tooShort), ("xkqvbztrw", .tooShort),
            ("e\u{301}a\u{308}u\u{308}o\u{308}i\u{301}", .tooShort),
            (String(repeating: "kx7", count: 67), .tooLong),
            (String(repeating: "a", count: 10_000_000), .tooLong),
            (String(repeating: "\u{FDFA}", count: 20), .tooLong),
        ]
    )
    func length(typed: String, flaw: PasswordFlaw) {
        #expect(throws: flaw) { try check(typed) }
    }

    @Test("ten and two hundred characters are enough and not too many")
    func bounds() throws {
        let words = "the quick brown fox jumps over the lazy dog and then some more words "

        _ = try check("xkqvbztrwm")
        _ = try check(String((words + words + words).prefix(200)))
        #expect(throws: PasswordFlaw.tooLong) {
            try check(String((words + words + words).prefix(201)))
        }
    }

    @Test(
        "repetitions are refused",
        arguments: [
            "aaaaaaaaaa", "          ", "ababababab", "abcabcabcabc", "aaaaabbbbb", "1212121212",
            "xyzwxyzwxyzw", "xyzwxyzwxy", "éÉéÉéÉéÉéÉ", "..........",
        ]
    )
    func repeated(typed: String) {
        #expect(throws: PasswordFlaw.repeated) { try check(typed) }
    }

    @Test(
        "runs on keyboards, alphabets and digits are refused",
        arguments: [
            "1234567890", "0987654321", "abcdefghij", "zyxwvutsrq", "qwertyuiop", "azertyuiop",
            "qsdfghjklm", "qwertzuiop", "QWERTYasdf", "12345qwert", "1qaz2wsx3edc4rfv",
            "abcdef123456", "aaabbbcccddd", "йцукенгшщз", "αβγδεζηθικ", "asdfasdfghjk",
            "qwerty123456",
        ]
    )
    func runs(typed: String) {
        #expect(throws: PasswordFlaw.run) { try check(typed) }
    }

    @Test(
        "well-known passwords and their variants are refused",
        arguments: [
            "password12", "Password123!", "PASSWORD2024", "p@ssw0rd123", "P4$$w0rd!!", "motdepasse",
            "MotDePasse1", "marseille13", "dragon12345", "!!monkey!!!", "iloveyou2024",
            "sunshine!!",
            "passwordpassword", "monkeymonkey", "sunsh1ne123", "princess123", "pássword12",
            "ｐａｓｓｗｏｒｄ12", "1password1!", "Liverpool1!",
        ]
    )
    func wellKnown(typed: String) {
        #expect(throws: PasswordFlaw.wellKnown) { try check(typed) }
    }

    @Test(
        "an address is no password for its account",
        arguments: [
            "ada.lovelace@example.org", "ada.lovelace", "Lovelace2024", "AdaLovelace!",
            "lovelace-ada",
            "42lovelace", "example.org", "lovelace.example",
            "Lövelace1234",
        ]
    )
    func address(typed: String) {
        #expect(throws: PasswordFlaw.likeAddress) { try check(typed) }
    }

    @Test(
        "the name of the institution is no password",
        arguments: [
            "Département du Morbihan", "departement", "Morbihan2024", "MORBIHAN-departement-56",
        ]
    )
    func institution(typed: String) {
        #expect(throws: PasswordFlaw.likeInstitution) { try check(typed) }
    }

    @Test("what is checked is what is hashed")
    func normal() throws {
        #expect(try check("ｋｗｒｔｚｖｂｍｐｌｇ").text == "kwrtzvbmplg")
    }

    private func check(_ typed: String) throws -> Password {
        try Self.rules.get().check(
            typed,
            address: EmailAddress(typed: "ada.lovelace@example.org"),
            institution: "Département du Morbihan"
        )
    }
}

/// Goal: the list is found through, and a damaged one is noticed at start.
///
/// Method: the real file, small ones, and broken ones.
@Suite("Well-known passwords")
struct WellKnownPasswordsTests {
    @Test("every line of the file is found, and nothing between the lines")
    func found() throws {
        let path = TestHouse.root + "/Seeds/well-known-passwords.txt"
        let file = try #require(FileManager.default.contents(atPath: path))
        let list = try WellKnownPasswords(file: Array(file))
        let lines = String(decoding: file, as: UTF8.self).split(separator: "\n")

        #expect(list.count == lines.count && list.count > 39_000)
        #expect(lines.allSatisfy(list.contains))
        #expect(lines.allSatisfy { NormalForm.bare(String($0)) == $0 })
        #expect(
            !["", "a", "passwore", "\n", "zzzzzzzzzzzzzzz", "~~~~~~~~~~"].contains(
                where: list.contains
            )
        )
    }

    @Test(
        "a list out of order, cut, or empty is refused",
        arguments: ["", "a", "\n\n", "b\na\n", "a\na\n", "a\nb", "b\na"]
    )
    func damaged(text: String) {
        #expect(throws: WellKnownPasswords.Damaged.self) {
            try WellKnownPasswords(file: Array(text.utf8))
        }
    }

    @Test("the smallest list has one line")
    func smallest() throws {
        let list = try WellKnownPasswords(file: Array("dragon\n".utf8))

        #expect(list.count == 1)
        #expect(list.contains("dragon"))
        #expect(!list.contains("drago"))
        #expect(!list.contains("dragons"))
    }
}
