import Kernel
import Storage
import TestSupport
import Testing

/// Goal: an account needs a name, an address and its owner's will; nobody else learns of it.
///
/// Method: forms and links of letters over a socket to a live site.
@Suite("Registering")
struct RegistrationTests {
    @Test("somebody registers with a letter, and is signed in by the button behind its link")
    func registers() async throws {
        try await AccountHouse.run { house in
            var browser = house.browser()
            let asked = try await browser.submit(
                "/en/registrations",
                [
                    ("name", "Ada"), ("email", AccountHouse.ada), ("consent", "yes"),
                    TestConsent.read,
                ]
            )
            #expect(asked.text.contains("Check your email"))
            let link = try await house.link()

            // A program that looks into mail opens links, as often as it likes.
            var scanner = house.browser(network: "198.51.100.9")
            for _ in 1...3 { #expect(try await scanner.get(link).status == 200) }
            #expect(scanner.cookies.isEmpty)
            let made = try await browser.post(link)

            #expect(made.status == 303)
            #expect(made.field("Location") == "/en/account?done=created")
            let cookie = try #require(made.values("Set-Cookie").first)
            #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"))
            #expect(cookie.contains("Path=/") && !cookie.contains("Domain"))
            #expect(try await browser.get("/en/account").text.contains(AccountHouse.ada))
            #expect(try await browser.post(link).status == 410)
        }
    }

    @Test("a link is over after a day")
    func expires() async throws {
        try await AccountHouse.run { house in
            var browser = house.browser()
            _ = try await browser.post(
                "/en/registrations",
                [
                    ("name", "Ada"), ("email", AccountHouse.ada), ("consent", "yes"),
                    TestConsent.read,
                ]
            )
            let link = try await house.link()

            house.house.clock.advance(by: .seconds(86_400))

            #expect(try await browser.get(link).status == 410)
            #expect(try await browser.post(link).status == 410)
            #expect(browser.cookies.isEmpty)
        }
    }

    @Test("whoever registers again gets the same answer, and a letter with which to sign in")
    func again() async throws {
        try await AccountHouse.run { house in
            _ = try await house.register()
            var other = house.browser(network: "198.51.100.9")
            let form = [
                ("name", "Eve"), ("email", "ADA@Example.ORG"), ("consent", "yes"), TestConsent.read,
            ]

            let known = try await other.post("/en/registrations", form)
            let unknown = try await other.post(
                "/en/registrations",
                [
                    ("name", "Eve"), ("email", "eve@example.org"), ("consent", "yes"),
                    TestConsent.read,
                ]
            )

            #expect(known.status == unknown.status)
            #expect(known.field("Location") == unknown.field("Location"))
            #expect(known.body == unknown.body)
            let letter = try #require(try await house.house.letters(to: AccountHouse.ada).last)
            #expect(letter.subject.contains("You already have an account"))
            #expect(letter.text.contains("Hello Ada"))
            #expect(!letter.text.contains("Eve"))
            _ = try await other.post(try #require(letter.links.first))
            #expect(try await other.get("/en/account").text.contains("Ada"))
        }
    }

    @Test(
        "what cannot be an address or a name is told, and what was typed comes back",
        arguments: [
            ("", "Ada", "Enter an email address"),
            ("ada", "Ada", "in the correct format"),
            ("ada@example.org\r\nBcc: eve@example.org", "Ada", "in the correct format"),
            ("аda@example.org", "Ada", "in one alphabet"),
            (String(repeating: "a", count: 300) + "@example.org", "Ada", "shorter email address"),
            ("ada@example.org", "", "Enter your name"),
            ("ada@example.org", "Win at https://evil.example", "without web addresses"),
            ("ada@example.org", String(repeating: "n", count: 101), "100 characters or fewer"),
        ]
    )
    func refuses(address: String, name: String, message: String) async throws {
        try await AccountHouse.run { house in
            var browser = house.browser()
            let answer = try await browser.post(
                "/en/registrations",
                [("name", name), ("email", address), ("consent", "yes"), TestConsent.read]
            )

            #expect(answer.status == 422)
            #expect(answer.text.contains(message))
            #expect(answer.text.contains("id=\"error-summary\""))
            #expect(name.isEmpty || answer.text.contains(name.prefix(20)))
            let letters = try await house.house.letters(to: AccountHouse.ada)
            #expect(letters.isEmpty)
        }
    }

    @Test("without agreeing there is no account, and megabytes are not read")
    func consent() async throws {
        try await AccountHouse.run { house in
            var browser = house.browser()
            let without = try await browser.post(
                "/en/registrations",
                [("name", "Ada"), ("email", AccountHouse.ada)]
            )
            let unread = try await browser.post(
                "/en/registrations",
                [("name", "Ada"), ("email", AccountHouse.ada), ("consent", "yes")]
            )
            let huge = try await browser.post(
                "/en/registrations",
                [("name", String(repeating: "a", count: 10_000_000)), ("email", AccountHouse.ada)]
            )

            #expect(without.status == 422)
            #expect(without.text.contains("href=\"#field-consent\""))
            // Which version somebody has read is never guessed.
            #expect(unread.status == 422 && unread.text.contains("tick the box again"))
            #expect(huge.status == 413)
            let letters = try await house.house.letters(to: AccountHouse.ada)
            #expect(letters.isEmpty)
        }
    }

    @Test("an address gets so many letters in an hour, and the page says so")
    func flood() async throws {
        try await AccountHouse.run { house in
            var browser = house.browser()
            let form = [
                ("name", "Ada"), ("email", AccountHouse.ada), ("consent", "yes"), TestConsent.read,
            ]
            for _ in 1...Limits.lettersPerNetwork {
                #expect(try await browser.post("/en/registrations", form).status == 303)
            }

            let refused = try await browser.post("/en/registrations", form)

            #expect(refused.status == 422)
            #expect(refused.text.contains("already sent several emails"))
            #expect(
                try await house.house.letters(to: AccountHouse.ada).count
                    == Limits.lettersPerNetwork
            )
            let links: Int? = try await house.house.database.read(in: house.house.scope()) {
                try $0.value("SELECT count(token_hash) FROM member_token")
            }
            #expect(
                links == Limits.lettersPerNetwork,
                "nothing is left of the link of a refused one"
            )
        }
    }

    @Test("letters lead to a host of the institution, never to one that a request named")
    func host() async throws {
        try await AccountHouse.run { house in
            let body = "name=Ada&email=ada%40example.org&consent=yes&privacy="
            let answer = try await HTTPExchange(port: house.site.port).send(
                "POST",
                "/en/registrations",
                fields: [
                    ("Host", "ECI.localhost.:9999"), ("X-Forwarded-Host", "evil.example"),
                    ("Forwarded", "host=evil.example;proto=https"),
                    ("Content-Type", "application/x-www-form-urlencoded"),
                ],
                body: Array((body + TestConsent.read.1).utf8)
            )

            #expect(answer.status == 303)
            let own = "http://eci.localhost:\(house.site.port)/en/registrations/"
            #expect(try await house.link().hasPrefix(own))
        }
    }
}
