import Credentials
import Kernel
import Ledger
import Spaces
import Storage
import TestSupport
import Testing
import Vault
import Web

@testable import Petitions

/// Goal: where no provider says who signs, one mailbox signs once; nobody learns whether an address has signed,
/// and what a program opens that looks into mail counts nothing.
///
/// Method: forms over a socket, and the links of the emails that wait.
@Suite("Signing a petition by email")
struct EmailSigningTests {
    private static let settings = ["confirmation": "email"]

    @Test(
        "the email's link shows a page, its button counts; pressed again it gives the same receipt"
    )
    func confirmed() async throws {
        try await PetitionHouse.run(settings: Self.settings) { house in
            let id = try await house.publish()
            try await house.serve { site in
                var browser = TestBrowser(at: site)
                let asked = try await ask("ada@example.org", house, in: &browser)
                #expect(asked.field("Location") == "/en/petitions/1/confirmations")
                let letter = try #require(
                    try await house.house.letters(to: "ada@example.org").last
                )
                #expect(letter.subject == "Confirm your signature")
                let link = try #require(letter.links.first)
                // Whatever looks into mail opens links, and in other browsers.
                var scanner = TestBrowser(at: site)
                #expect(try await scanner.get(link).status == 200)
                #expect(try await house.audit(id).counter == 0)

                let first = try await browser.post(link)
                let second = try await browser.post(link)
                #expect(first.status == 303)
                #expect(first.field("Location") == second.field("Location"))
            }
            #expect(try await house.audit(id).counter == 1)
        }
    }

    @Test("who has signed reads so in the email alone, and can take it back by it")
    func already() async throws {
        try await PetitionHouse.run(settings: Self.settings) { house in
            let id = try await house.publish()
            try await house.serve { site in
                var browser = TestBrowser(at: site)
                try await confirm("ada@example.org", house, in: &browser)
                // The same mailbox, written otherwise.
                let other = try await ask("Ada+second@EXAMPLE.org", house, in: &browser)
                let unknown = try await ask("eve@example.org", house, in: &browser)
                #expect(other.status == unknown.status && other.text == unknown.text)
                #expect(other.field("Location") == unknown.field("Location"))

                let letter = try #require(
                    try await house.house.letters(to: "Ada+second@EXAMPLE.org").last
                )
                #expect(letter.subject == "Your signature is counted")
                let link = try #require(letter.links.first)
                #expect(try await browser.get(link).text.contains("Take your signature back"))
                #expect(try await house.audit(id).counter == 1)
                let gone = try await browser.post(link)
                #expect(gone.text.contains("Your signature is taken back"))
                let again = try await browser.post(link)
                #expect(again.text.contains("There is no signature of yours"))
            }
            #expect(try await house.audit(id).counter == 0)
        }
    }

    @Test("a link works for a day, for its petition and its purpose, and nobody makes one")
    func links() async throws {
        try await PetitionHouse.run(settings: Self.settings) { house in
            _ = try await house.publish()
            let second = try await house.publish("A fountain in every square")
            try await house.serve { site in
                var browser = TestBrowser(at: site)
                _ = try await ask("ada@example.org", house, in: &browser)
                let letter = try #require(
                    try await house.house.letters(to: "ada@example.org").last
                )
                let link = try #require(letter.links.first)
                let token = try #require(link.split(separator: "/").last)
                for path in [
                    "/en/petitions/\(second)/confirmations/\(token)",
                    "/en/petitions/1/withdrawals/\(token)",
                    "/en/petitions/1/confirmations/\(token.dropLast(2))zz",
                ] {
                    #expect(try await browser.post(path).status == 410, "\(path)")
                }
                house.house.clock.advance(by: .seconds(86_400))
                #expect(try await browser.get(link).status == 410)
                #expect(try await browser.post(link).status == 410)
            }
            #expect(try await house.audit(second).counter == 0)
        }
    }

    @Test("two people sign by one address where the space lets them, and no third")
    func couples() async throws {
        let settings = Self.settings.merging(["couples": "yes"]) { one, _ in one }
        try await PetitionHouse.run(settings: settings) { house in
            let id = try await house.publish()
            try await house.serve { site in
                var browser = TestBrowser(at: site)
                for initial in ["A", "b"] {
                    try await confirm("home@example.org", initial: initial, house, in: &browser)
                }
                #expect(try await house.audit(id).counter == 2)
                _ = try await ask("home@example.org", initial: "c", house, in: &browser)
                let letter = try #require(
                    try await house.house.letters(to: "home@example.org").last
                )
                let third = try await browser.post(try #require(letter.links.first))
                #expect(third.status == 409)
                #expect(third.text.contains("Two people have signed with this address"))
            }
            #expect(try await house.audit(id).counter == 2)
        }
    }

    @Test("a letter with hundreds of marks typed on it is a letter, and stops no server")
    func marks() async throws {
        let settings = Self.settings.merging(["couples": "yes"]) { one, _ in one }
        try await PetitionHouse.run(settings: settings) { house in
            let id = try await house.publish()
            try await house.serve { site in
                var browser = TestBrowser(at: site)
                let letter = "a" + String(repeating: "\u{0301}", count: 300)
                try await confirm("home@example.org", initial: letter, house, in: &browser)
            }
            #expect(try await house.audit(id).counter == 1)
        }
    }

    @Test("what is wrong with the form is said beside its fields, and what was typed stays")
    func mistakes() async throws {
        try await PetitionHouse.run(settings: Self.settings) { house in
            _ = try await house.publish()
            try await house.serve { site in
                var browser = TestBrowser(at: site)
                let answer = try await browser.post(
                    "/en/petitions/1/confirmations",
                    [("email", "nobody at all")]
                )

                #expect(answer.status == 422)
                #expect(answer.text.contains("value=\"nobody at all\""))
                #expect(answer.text.contains("Tick the box if you are 18 or over"))
                #expect(try await house.house.letters(to: "nobody at all").isEmpty)
            }
        }
        // In a space with providers there is no such form.
        try await PetitionHouse.run { house in
            _ = try await house.publish()
            try await house.serve { site in
                var browser = TestBrowser(at: site)
                let status = try await ask("ada@example.org", house, in: &browser).status
                #expect(status == 404)
            }
        }
    }

    @Test("a network has so many emails written in an hour, and the answer stays the same")
    func flood() async throws {
        try await PetitionHouse.run(settings: Self.settings) { house in
            _ = try await house.publish()
            try await house.serve { site in
                var browser = TestBrowser(at: site)
                for _ in 0..<(Limits.lettersPerNetwork + 5) {
                    let status = try await ask("ada@example.org", house, in: &browser).status
                    #expect(status == 303)
                }
            }
            let letters = try await house.house.letters(to: "ada@example.org")
            #expect(letters.count == Limits.lettersPerNetwork)
        }
    }

    @Test(
        "one mailbox has one name, however its address is written",
        arguments: [
            ("ada@example.org", "ADA@Example.ORG"), ("ada@example.org", "ada+petition@example.org"),
            ("ada.lovelace@gmail.com", "adalovelace+x@googlemail.com"),
            ("ada@proton.me", "ada@protonmail.com"),
        ]
    )
    func mailboxes(one: String, other: String) throws {
        let mailbox = CanonicalMailbox(try EmailAddress(typed: one))

        #expect(CanonicalMailbox(try EmailAddress(typed: other)) == mailbox)
        let dotted = CanonicalMailbox(try EmailAddress(typed: "a.da@example.org"))
        #expect(dotted.text == "a.da@example.org")
    }

    @Test("a link carries what it was made of, and opens for its petition and institution alone")
    func sealed() throws {
        let vault = Vault(secret: Array(repeating: 7, count: 32), random: .seeded())
        let id = try #require(Petition.ID(1))
        let subject = Subject(space: .first, kind: .petition, id: id.text)
        let link = SignatureLink(
            .confirmation,
            expiresAt: TestClock.noon,
            attempt: Array(repeating: 1, count: 16),
            mailbox: Array(repeating: 2, count: 32),
            domain: Array(repeating: 3, count: 16),
            initial: "é",
            territory: "north"
        )
        let text = try link.text(for: subject, at: .eci, vault)

        #expect(SignatureLink(text, for: subject, at: .eci, vault) == link)
        #expect(SignatureLink(text.uppercased(), for: subject, at: .eci, vault) == link)
        #expect(SignatureLink(text, for: subject, at: .other, vault) == nil)
        let other = Subject(space: .first, kind: .petition, id: "2")
        #expect(SignatureLink(text, for: other, at: .eci, vault) == nil)
        #expect(SignatureLink("", for: subject, at: .eci, vault) == nil)
    }

    /// Asks for the email, as somebody of full age.
    private func ask(
        _ address: String,
        initial: String = "",
        _ house: PetitionHouse,
        in browser: inout TestBrowser
    ) async throws -> HTTPAnswer {
        // Emails to one address are in the order of their instants.
        house.house.clock.advance(by: .seconds(1))
        let form = [("email", address), ("initial", initial), ("adult", "yes")]
        return try await browser.post("/en/petitions/1/confirmations", form)
    }

    /// The same, and presses the button of its link.
    private func confirm(
        _ address: String,
        initial: String = "",
        _ house: PetitionHouse,
        in browser: inout TestBrowser
    ) async throws {
        _ = try await ask(address, initial: initial, house, in: &browser)
        let letter = try #require(try await house.house.letters(to: address).last)
        let answer = try await browser.post(try #require(letter.links.first))
        #expect(answer.status == 303)
    }
}
