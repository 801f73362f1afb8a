import Testing

@testable import Credentials

/// Goal: an address is taken as people type it, found again however it is typed, and never mistaken
/// for another.
///
/// Method: pairs that are one address, pairs that are two, and everything that is none.
@Suite("E-mail addresses")
struct EmailAddressTests {
    typealias Flaw = EmailAddress.Flaw

    @Test(
        "an address is kept as it was typed, and found in lower case",
        arguments: [
            ("ada@example.org", "ada@example.org", "ada@example.org"),
            (
                "  Ada.Lovelace@Example.ORG\n", "Ada.Lovelace@Example.ORG",
                "ada.lovelace@example.org"
            ),
            ("a+b-c_d'e@sub.example.co.uk", "a+b-c_d'e@sub.example.co.uk", nil),
            ("!#$%&'*+-/=?^_`{|}~@example.org", "!#$%&'*+-/=?^_`{|}~@example.org", nil),
            ("jose\u{301}@example.org", "jos\u{E9}@example.org", "jos\u{E9}@example.org"),
            ("ΝΙΚΟΣ@example.gr", "ΝΙΚΟΣ@example.gr", "νικοσ@example.gr"),
            ("Ｊａｎｅ@example.org", "Ｊａｎｅ@example.org", "jane@example.org"),
            ("o\u{FB03}ce@example.org", "o\u{FB03}ce@example.org", "office@example.org"),
            ("jane@MÜNCHEN.de", "jane@MÜNCHEN.de", "jane@xn--mnchen-3ya.de"),
            ("jane@почта.рф", "jane@почта.рф", "jane@xn--80a1acny.xn--p1ai"),
            ("1@123.example", "1@123.example", nil),
        ] as [(String, String, String?)]
    )
    func taken(typed: String, text: String, key: String?) throws {
        let address = try EmailAddress(typed: typed)

        #expect(Array(address.text.utf8) == Array(text.utf8))
        #expect(address.key == key ?? text)
    }

    @Test(
        "two ways of writing an address find the same account",
        arguments: [
            ("ada@example.org", "ADA@EXAMPLE.ORG"), ("ada@bücher.de", "ada@xn--bcher-kva.de"),
            ("ada@bücher.de", "ada@XN--BCHER-KVA.de"), ("ada@bu\u{308}cher.de", "ada@BÜCHER.de"),
            ("νικος@example.gr", "ΝΙΚΟΣ@example.gr"), ("ﬁona@example.org", "fiona@example.org"),
            ("ada@ｅｘａｍｐｌｅ.org", "ada@example.org"), ("\u{212A}im@example.org", "kim@example.org"),
        ]
    )
    func same(first: String, second: String) throws {
        #expect(try EmailAddress(typed: first).key == EmailAddress(typed: second).key)
    }

    @Test(
        "what only looks like an address, or only some servers take for it, is another account",
        arguments: [
            ("ada@example.org", "a.da@example.org"), ("ada@example.org", "ada+1@example.org"),
            ("mike@example.org", "mıke@example.org"), ("strasse@example.de", "straße@example.de"),
            ("ada@example.org", "аԁа@example.org"), ("soso@example.org", "ѕоѕо@example.org"),
            ("ada@coco.org", "ada@сосо.org"), ("ada@example.org", "ada@example.com"),
            ("ada@faß.de", "ada@fass.de"), ("jose@example.org", "josé@example.org"),
        ]
    )
    func different(first: String, second: String) throws {
        #expect(try EmailAddress(typed: first).key != EmailAddress(typed: second).key)
    }

    @Test(
        "one writing is not mixed with another to look like a third",
        arguments: [
            "аda@example.org", "pаypal@example.org", "ada@pаypal.com", "ada@gοοgle.com",
            "ada@exaмple.org", "ada.ивaн@example.org", "micrо.soft@example.org",
            "ada@xn--pypal-4ve.com", "ada@ꭰbc.com", "µtorrent@example.org", "ada@կatya.am",
        ]
    )
    func mixed(typed: String) {
        #expect(throws: Flaw.mixedScripts) { try EmailAddress(typed: typed) }
    }

    @Test(
        "writings that belong together are taken",
        arguments: [
            "иван@пример.com", "ada@東京タワーabc.jp", "ada@ひらがなカタカナ漢字.jp", "ada@한국漢字.kr",
            "ada@中文bopomofoㄅ.tw", "иван2@пример2.рф", "ada@παράδειγμα.gr", "ada@قهوة.example",
            "ada@हिन्दी.example",
        ]
    )
    func together(typed: String) throws {
        #expect(try EmailAddress(typed: typed).text == typed)
    }

    @Test("nothing is not an address", arguments: ["", " ", "\t\r\n", "\u{A0}\u{3000}"])
    func empty(typed: String) {
        #expect(throws: Flaw.empty) { try EmailAddress(typed: typed) }
    }

    @Test(
        "what is no address is refused",
        arguments: [
            "ada", "@", "ada@", "@example.org", "ada@example", "ada@@example.org",
            "ada@b@example.org", "a b@example.org", "ada@exa mple.org", "ada\u{A0}b@example.org",
            "\"ada\"@example.org", "\"a b\"@example.org", "<ada@example.org>",
            "Ada <ada@example.org>", "ada@example.org, b@example.org", "ada;b@example.org",
            "ada(b)@example.org", "a\\b@example.org", ".ada@example.org", "ada.@example.org",
            "a..b@example.org", "ada@.example.org", "ada@example.org.", "ada@example..org",
            "ada@-example.org", "ada@example-.org", "ada@exa_mple.org", "ada@[127.0.0.1]",
            "ada@127.0.0.1", "ada@[IPv6:::1]", "ada@exam!ple.org", "mailto:ada@example.org",
            "ada@example.org\r\nBcc: b@example.org", "ada\r\n@example.org", "ada\u{0}@example.org",
            "a\u{7F}da@example.org", "a\u{85}da@example.org", "ada@example.org\u{0}",
            "a\u{200B}da@example.org", "a\u{AD}da@example.org", "ada@exam\u{200D}ple.org",
            "a\u{202E}da@example.org", "a\u{FE0F}da@example.org", "a\u{115F}da@example.org",
            "a\u{E0041}da@example.org", "a\u{34F}da@example.org", "\u{FEFF}ada@example.org",
            "ada\u{FF20}example.org", "ada@example\u{3002}org", "ada@℀.org", "😀@example.org",
            "ada@\u{301}xample.org", "\u{301}ada@example.org", "ada@xn--.org",
            "ada@xn--abc-.org", "ada@xn--99999999.org", "ada²@²example.org",
            "a\u{E000}da@example.org", "a\u{378}da@example.org", "ada@example.org/path",
        ]
    )
    func malformed(typed: String) {
        #expect(throws: Flaw.malformed) { try EmailAddress(typed: typed) }
    }

    @Test("the longest address that mail servers take is taken, and one byte more is not")
    func longest() throws {
        let local = String(repeating: "a", count: 64)
        let label = String(repeating: "b", count: 63)
        let domain = "\(label).\(label).\(String(repeating: "c", count: 57)).de"

        #expect(try EmailAddress(typed: "\(local)@\(domain)").key.utf8.count == 254 - 1)
        #expect(try EmailAddress(typed: "\(local)@c\(domain)".replacing("cb", with: "b")).isASCII)
        #expect(throws: Flaw.tooLong) { try EmailAddress(typed: "a\(local)@example.org") }
        #expect(throws: Flaw.tooLong) { try EmailAddress(typed: "\(local)@\(domain).fr") }
        #expect(throws: Flaw.malformed) { try EmailAddress(typed: "ada@b\(label).org") }
        #expect(throws: Flaw.tooLong) {
            try EmailAddress(typed: "ada@\(String(repeating: "ü", count: 60)).org")
        }
    }

    @Test(
        "ten megabytes are refused without looking at them",
        arguments: ["a", " ", "é", "@", "a.", "\u{301}", "😀"]
    )
    func huge(piece: String) {
        let typed = String(repeating: piece, count: 10_000_000 / piece.utf8.count)

        #expect(throws: Flaw.tooLong) { try EmailAddress(typed: typed) }
    }

    @Test("mail servers are told the domain in ASCII")
    func envelope() throws {
        let address = try EmailAddress(typed: "Ada@Bücher.example")
        let international = try EmailAddress(typed: "josé@example.org")

        #expect(address.envelope == "Ada@xn--bcher-kva.example")
        #expect(address.isASCII)
        #expect(international.envelope == "josé@example.org")
        #expect(!international.isASCII)
    }

    @Test("an address does not print itself")
    func secret() throws {
        let address = try EmailAddress(typed: "ada@example.org")

        #expect("\(address)" == "(address)")
        #expect(String(reflecting: address) == "(address)")
    }
}
