import Kernel
import Spaces
import Storage
import TestSupport
import Testing

@testable import Mail

/// Goal: a letter goes out exactly when what it tells of is true, and its outbox cannot be abused.
///
/// Method: real tables on the engine of this run, letters added in real transactions.
@Suite("The outbox")
struct OutboxTests {
    @Test("a letter waits for its recipient alone, sealed, at its own institution")
    func added() async throws {
        try await TestHouse.run(modules: []) { house in
            let added = try await house.add(.signIn(to: "ada@example.org"))

            let letters = try await house.letters(to: "Ada@Example.org")
            #expect(throws: Never.self) { try added.get() }
            #expect(letters.map(\.subject) == ["Sign in to Institution eci"])
            #expect(letters.first?.links == ["https://eci.example.org/en/sign-in/T0K3N"])
            #expect(letters.first?.codes == ["4711"])
            #expect(letters.first?.text.contains("Somebody asked to sign in") == true)
            #expect(try await house.letters(to: "ada@example.org", at: .other).isEmpty)
            #expect(try await house.letters(to: "grace@example.org").isEmpty)
        }
    }

    @Test("a transaction that is undone sends nothing")
    func undone() async throws {
        try await TestHouse.run(modules: []) { house in
            let outbox = house.host.outbox
            var wasUndone = false
            do {
                try await house.database.write(in: house.scope()) { transaction in
                    _ = try outbox.add(.signIn(to: "ada@example.org"), in: &transaction)
                    throw Undone()
                }
            } catch is Undone {
                wasUndone = true
            }

            let letters = try await house.letters(to: "ada@example.org")
            #expect(wasUndone)
            #expect(letters.isEmpty)
        }
    }

    @Test("the eleventh letter to an address within an hour is refused, and told until when")
    func flooded() async throws {
        try await TestHouse.run(modules: []) { house in
            let start = house.clock.now
            for _ in 0..<Limits.lettersPerHour {
                _ = try await house.add(.signIn(to: "ada@example.org")).get()
                house.clock.advance(by: .seconds(60))
            }

            let refused = try await house.add(.signIn(to: "ADA@example.org"))
            let neighbour = try await house.add(.signIn(to: "grace@example.org"))
            let elsewhere = try await house.add(.signIn(to: "ada@example.org"), at: .other)
            house.clock.set(start.adding(.seconds(3600)))
            let later = try await house.add(.signIn(to: "ada@example.org"))

            let until = start.adding(.seconds(3600))
            #expect(throws: Outbox.Refusal.tooMany(until: until)) { try refused.get() }
            #expect(throws: Never.self) { try neighbour.get() }
            #expect(throws: Never.self) { try elsewhere.get() }
            #expect(throws: Never.self) { try later.get() }
        }
    }

    @Test(
        "what is no address is refused before anything is written",
        arguments: [
            "", "ada", "ada@", "@example.org", "ada@example", "a b@example.org",
            "ada@example.org\r\nBcc: all@example.org", "ada@exa\u{0}mple.org", "ada@@example.org",
            "ada@example.org, eve@example.org", "<ada@example.org>", "\"a\\\"b\"@example.org",
            ".ada@example.org", "ada.@example.org", "a..b@example.org", "ada@-example.org",
            "ada@example..org", "ada@[127.0.0.1]", "ada@exa_mple.org", "ädä@example.org",
            "ada@mün chen.org", "ada@münchen.org/path",
            String(repeating: "a", count: 65) + "@example.org",
        ]
    )
    func malformed(address: String) async throws {
        try await TestHouse.run(modules: []) { house in
            let added = try await house.add(.signIn(to: address))

            #expect(throws: Outbox.Refusal.malformedAddress) { try added.get() }
            #expect(try await house.counts() == MailCounts(waiting: 0, tried: 0))
        }
    }

    @Test("an international domain is written as mail servers know it")
    func international() {
        #expect(MailAddress("Ada@München.example")?.text == "Ada@xn--mnchen-3ya.example")
        #expect(MailAddress("ada@straße.example")?.domain == "xn--strae-oqa.example")
        #expect(MailAddress("ada@\u{202E}example.org") == nil)
        #expect(MailAddress("ada+x@sub.example.org")?.text == "ada+x@sub.example.org")
    }

    @Test("a letter that is too long, or links to no web address, is refused")
    func unfit() async throws {
        try await TestHouse.run(modules: []) { house in
            let long = String(repeating: "x", count: Limits.letterBytes)
            let letters = [
                Letter.plain(to: "ada@example.org", blocks: [.paragraph(long), .paragraph("x")]),
                .plain(
                    to: "ada@example.org",
                    blocks: [.button(label: "Open", address: "javascript:alert(1)")]
                ),
                .plain(
                    to: "ada@example.org",
                    blocks: [.button(label: "Open", address: "https://a.example/\r\nBcc: x")]
                ),
            ]
            for letter in letters {
                let added = try await house.add(letter)

                #expect(throws: Outbox.Refusal.unfit) { try added.get() }
            }
        }
    }

    @Test("who leaves is forgotten: letters that wait for them, too")
    func erased() async throws {
        try await TestHouse.run(modules: []) { house in
            let outbox = house.host.outbox
            _ = try await house.add(.signIn(to: "ada@example.org"))
            _ = try await house.add(.signIn(to: "grace@example.org"))

            try await house.database.write(in: house.scope()) { transaction in
                try outbox.erase("ada@example.org", in: &transaction)
            }

            #expect(try await house.letters(to: "ada@example.org").isEmpty)
            #expect(try await house.letters(to: "grace@example.org").count == 1)
            #expect(try await house.counts().waiting == 1)
        }
    }
}

struct Undone: Error {}
