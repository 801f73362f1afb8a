import Accounts
import Credentials
import Kernel
import TestSupport
import Testing

/// Somebody who may look at streams, with a browser that gave a one-time code.
enum Examiner {
    static let address = "root@example.org"

    static func browser(of site: InitiativeHouse, at pages: TestSite) async throws -> TestBrowser {
        let house = site.house
        var browser = TestBrowser(at: pages)
        _ = try await browser.post(
            "/en/registrations",
            [("name", "Root"), ("email", address), ("consent", "yes")]
        )
        _ = try await browser.post(try await link(house))
        let place = MailPlace(
            name: "Institution eci",
            spaces: [],
            origin: "http://eci.localhost",
            language: .english
        )
        let given = try await house.accounts.give(
            RoleGrant(role: .organiser),
            to: try EmailAddress(typed: address),
            at: place,
            in: house.scope().entering(.site)
        )
        #expect(given.link == nil)
        // A change of rights ends every session.
        browser = TestBrowser(at: pages)
        // So that its letter is the latest.
        house.clock.advance(by: .milliseconds(1))
        _ = try await browser.post("/en/sign-in", [("email", address), ("way", "link")])
        _ = try await browser.post(try await link(house))
        let codes = try await browser.get("/en/account/codes")
        let sealed = try #require(codes.value(ofField: "secret"))
        let start = try #require(codes.text.firstRange(of: "<code class=\"secret\">"))
        let text = codes.text[start.upperBound...].prefix { $0 != "<" }.filter { $0 != " " }
        let secret = try #require(OneTimeSecret(bytes: base32(String(text))))
        let started = try await browser.post(
            "/en/account/codes",
            [
                ("secret", sealed), ("code", secret.code(at: house.clock.now)),
                ("present-password", ""),
            ]
        )
        #expect(started.status == 200)
        return browser
    }

    private static func link(_ house: TestHouse) async throws -> String {
        let letters = try await house.letters(to: address)
        return try #require(letters.last { !$0.links.isEmpty }?.links.first)
    }

    /// RFC 4648, as apps write it.
    private static func base32(_ text: String) -> [UInt8] {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
        var (bits, count) = (0, 0)
        var bytes: [UInt8] = []
        for character in text {
            bits = bits << 5 | (alphabet.firstIndex(of: character) ?? 0)
            count += 5
            guard count >= 8 else { continue }
            count -= 8
            bytes.append(UInt8(truncatingIfNeeded: bits >> count))
            bits &= (1 << count) - 1
        }
        return bytes
    }
}
