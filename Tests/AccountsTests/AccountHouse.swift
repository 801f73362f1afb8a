import Accounts
import Credentials
import Kernel
import Spaces
import TestSupport
import Testing
import Web

/// A site with accounts and without spaces, and the people of these tests.
struct AccountHouse {
    let house: TestHouse
    let site: TestSite

    static let ada = "ada@example.org"
    static let password = "seven green umbrellas"

    /// Serves while `body` runs; the loopback is a trusted proxy, so that people have networks.
    static func run(
        log: KeptLog? = nil,
        zone: CivilZone? = nil,
        _ body: (AccountHouse) async throws -> Void
    ) async throws {
        try await TestHouse.run(modules: []) { house in
            house.clock.tick()
            if let zone {
                var clocks = TenantChange()
                clocks.zone = zone
                _ = try await house.tenants.edit(clocks, in: house.scope()).get()
            }
            var options = TestSite.Options()
            options.isDevelopment = true
            options.log = log
            options.trustedProxies = [Network("127.0.0.1")].compactMap(\.self)
            try await TestSite.run(house: house, options: options) { site in
                try await body(AccountHouse(house: house, site: site))
            }
        }
    }

    /// A browser of somebody at home.
    func browser(at tenant: String = "eci", network: String = "192.0.2.1") -> TestBrowser {
        TestBrowser(at: site, tenant: tenant, network: network)
    }

    /// The link in the newest letter to an address.
    func link(to address: String = ada, at tenant: Tenant.ID = .eci) async throws -> String {
        let letters = try await house.letters(to: address, at: tenant)
        return try #require(letters.last { !$0.links.isEmpty }?.links.first)
    }

    /// The link in the newest letter whose subject has these words.
    func link(
        to address: String = ada,
        about words: String,
        at tenant: Tenant.ID = .eci
    ) async throws -> String {
        let letters = try await house.letters(to: address, at: tenant)
        return try #require(letters.last { $0.subject.contains(words) }?.links.first)
    }

    /// A browser in which somebody has just made their account.
    func register(
        _ address: String = ada,
        name: String = "Ada",
        at tenant: Tenant.ID = .eci,
        network: String = "192.0.2.1"
    ) async throws -> TestBrowser {
        var browser = browser(at: tenant.text, network: network)
        let asked = try await browser.post(
            "/en/registrations",
            [("name", name), ("email", address), ("consent", "yes"), TestConsent.read]
        )
        #expect(asked.status == 303)
        let made = try await browser.post(try await link(to: address, at: tenant))
        #expect(made.status == 303)
        #expect(browser.cookies["session"] != nil)
        return browser
    }

    /// Gives whoever is signed in a password.
    func setPassword(
        _ password: String = password,
        in browser: inout TestBrowser
    ) async throws {
        let answer = try await browser.post("/en/account/password", [("new-password", password)])
        #expect(answer.status == 303)
    }

    /// Turns codes on for whoever is signed in; gives their secret and the recovery codes.
    func startCodes(
        in browser: inout TestBrowser,
        password: String = ""
    ) async throws -> (secret: OneTimeSecret, recovery: [String]) {
        let page = try await browser.get("/en/account/codes")
        let sealed = try #require(page.value(ofField: "secret"))
        let start = try #require(page.text.firstRange(of: "<code class=\"secret\">"))
        let text = page.text[start.upperBound...].prefix { $0 != "<" }.filter { $0 != " " }
        let secret = try #require(OneTimeSecret(bytes: Self.standardBase32(String(text))))
        let answer = try await browser.post(
            "/en/account/codes",
            [
                ("secret", sealed), ("code", secret.code(at: house.clock.now)),
                ("present-password", password),
            ]
        )
        #expect(answer.status == 200)
        let codes = answer.text.split(separator: "<li><code>").dropFirst()
            .map { String($0.prefix { $0 != "<" }) }
        return (secret, codes)
    }

    /// Signs in with a letter's link in a browser, as far as that leads.
    func useLink(
        of address: String = ada,
        in browser: inout TestBrowser
    ) async throws -> HTTPAnswer {
        _ = try await browser.post("/en/sign-in", [("email", address), ("way", "link")])
        return try await browser.post(try await link(to: address, about: "Sign in at"))
    }

    /// Makes the owner of an address an administrator with codes; gives their browser.
    func administrator(
        _ address: String = "root@example.org"
    ) async throws -> (browser: TestBrowser, secret: OneTimeSecret) {
        _ = try await register(address, name: "Root")
        let given = try await house.accounts.give(
            RoleGrant(role: .administrator),
            to: try EmailAddress(typed: address),
            at: MailPlace(
                name: "Institution eci",
                spaces: [],
                origin: "http://eci.localhost",
                language: .english
            ),
            in: house.scope()
        )
        #expect(given.link == nil)
        var browser = browser()
        _ = try await browser.post("/en/sign-in", [("email", address), ("way", "link")])
        _ = try await browser.post(try await link(to: address))
        let (secret, _) = try await startCodes(in: &browser)
        return (browser, secret)
    }

    /// RFC 4648, as apps write it.
    private static func standardBase32(_ text: String) -> [UInt8] {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
        var bits = 0
        var count = 0
        var bytes: [UInt8] = []
        for character in text {
            bits = bits << 5 | (alphabet.firstIndex(of: character) ?? 0)
            count += 5
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> count))
                bits &= (1 << count) - 1
            }
        }
        return bytes
    }
}
