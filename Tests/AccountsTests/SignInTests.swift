import Kernel
import TestSupport
import Testing

/// Goal: the owner of an account gets in, nobody else does, and nobody learns who has one.
///
/// Method: forms over a socket to a live site; a clock that is moved by hand.
@Suite("Signing in")
struct SignInTests {
    @Test("with a link, which works once and for an hour")
    func link() async throws {
        try await AccountHouse.run { house in
            _ = try await house.register()
            var browser = house.browser()
            let asked = try await browser.submit(
                "/en/sign-in",
                [("email", AccountHouse.ada), ("way", "link")]
            )
            #expect(asked.text.contains("link to sign in"))
            let link = try await house.link()

            #expect(try await browser.get(link).status == 200)
            #expect(try await browser.post(link).field("Location") == "/en/account")
            #expect(try await browser.post(link).status == 410)
            _ = try await browser.post(
                "/en/sign-in",
                [("email", AccountHouse.ada), ("way", "link")]
            )
            let second = try await house.link()
            house.house.clock.advance(by: .seconds(3600))
            #expect(try await browser.post(second).status == 410)
        }
    }

    @Test("with a password; a wrong one and an unknown address get the same page")
    func password() async throws {
        try await AccountHouse.run { house in
            var owner = try await house.register()
            try await house.setPassword(in: &owner)
            var browser = house.browser(network: "198.51.100.9")

            let wrong = try await browser.post(
                "/en/sign-in",
                [("email", AccountHouse.ada), ("password", "seven red umbrellas")]
            )
            let unknown = try await browser.post(
                "/en/sign-in",
                [("email", "bob@example.org"), ("password", "seven red umbrellas")]
            )
            let right = try await browser.post(
                "/en/sign-in",
                [("email", "Ada@Example.org"), ("password", AccountHouse.password)]
            )

            #expect(wrong.status == 422 && unknown.status == 422)
            #expect(
                wrong.text.replacing(AccountHouse.ada, with: "")
                    == unknown.text.replacing("bob@example.org", with: "")
            )
            #expect(!wrong.text.contains("umbrellas"))
            #expect(right.status == 303)
        }
    }

    @Test("who guesses waits longer and longer; the owner at home does not")
    func throttle() async throws {
        try await AccountHouse.run { house in
            var owner = try await house.register()
            try await house.setPassword(in: &owner)
            let form = [("email", AccountHouse.ada), ("password", AccountHouse.password)]
            #expect(try await owner.post("/en/sign-in", form).status == 303)
            var guesses: [String] = []
            for number in 1...7 {
                var guesser = house.browser(network: "198.51.100.\(number)")
                guesses.append(
                    try await guesser.post(
                        "/en/sign-in",
                        [("email", AccountHouse.ada), ("password", "guess number \(number)")]
                    ).text
                )
            }

            #expect(guesses[0].contains("they do not match"))
            #expect(guesses[6].contains("too many wrong attempts"))
            var stranger = house.browser(network: "203.0.113.5")
            #expect(try await stranger.post("/en/sign-in", form).text.contains("too many wrong"))
            var home = house.browser()
            #expect(try await home.post("/en/sign-in", form).status == 303)
            house.house.clock.advance(by: .seconds(3600))
            #expect(try await stranger.post("/en/sign-in", form).status == 303)
        }
    }

    @Test("a new session each time: one that was planted or kept is worth nothing")
    func fixation() async throws {
        try await AccountHouse.run { house in
            var browser = try await house.register()
            let first = try #require(browser.cookies["session"])
            _ = try await browser.post(
                "/en/sign-in",
                [("email", AccountHouse.ada), ("way", "link")]
            )
            _ = try await browser.post(try await house.link())
            let second = try #require(browser.cookies["session"])

            var thief = house.browser()
            thief.plant("session", first)
            let answer = try await thief.get("/en/account")

            #expect(first != second)
            #expect(answer.status == 303)
            #expect(answer.field("Location") == "/en/sign-in?next=%2Fen%2Faccount")
            #expect(thief.cookies["session"] == nil)
        }
    }

    @Test("a session ends where it is signed out, and after its time")
    func ends() async throws {
        try await AccountHouse.run { house in
            var browser = try await house.register()
            let token = try #require(browser.cookies["session"])

            let out = try await browser.submit("/en/sign-out")

            #expect(out.text.contains("You are signed out"))
            #expect(browser.cookies.keys.sorted() == ["familiar"])
            browser.plant("session", token)
            #expect(try await browser.get("/en/account").status == 303)

            var other = house.browser()
            _ = try await other.post("/en/sign-in", [("email", AccountHouse.ada), ("way", "link")])
            _ = try await other.post(try await house.link())
            #expect(try await other.get("/en/account").status == 200)
            house.house.clock.advance(by: .seconds(14 * 86_400))
            #expect(try await other.get("/en/account").status == 303)
        }
    }

    @Test("a session of one institution is none at another")
    func otherTenant() async throws {
        try await AccountHouse.run { house in
            let browser = try await house.register()
            var elsewhere = house.browser(at: "other")
            elsewhere.plant("session", try #require(browser.cookies["session"]))

            #expect(try await elsewhere.get("/en/account").status == 303)
            _ = try await elsewhere.post(
                "/en/sign-in",
                [("email", AccountHouse.ada), ("way", "link")]
            )
            let letter = try #require(
                try await house.house.letters(to: AccountHouse.ada, at: .other).last
            )
            #expect(letter.subject.contains("No account"))
            #expect(try await house.house.letters(to: AccountHouse.ada, at: .eci).count == 1)
        }
    }

    @Test(
        "signing in leads back to a page of this site, and nowhere else",
        arguments: [
            ("/en/account/data", "/en/account/data"), ("//evil.example/", "/en/account"),
            ("/\\evil.example", "/en/account"), ("https://evil.example/", "/en/account"),
            ("/en/\r\nSet-Cookie: a=b", "/en/account"), ("javascript:alert(1)", "/en/account"),
        ]
    )
    func next(asked: String, reached: String) async throws {
        try await AccountHouse.run { house in
            var owner = try await house.register()
            try await house.setPassword(in: &owner)
            var browser = house.browser()
            let page = try await browser.get("/en/sign-in?next=" + FormText.encode(asked))

            let answer = try await browser.post(
                "/en/sign-in",
                [
                    ("email", AccountHouse.ada), ("password", AccountHouse.password),
                    ("next", asked),
                ]
            )

            #expect(answer.field("Location") == reached)
            #expect(!page.text.contains("evil.example"))
        }
    }

    @Test("a form that another site sends is refused, with a session too")
    func foreign() async throws {
        try await AccountHouse.run { house in
            let browser = try await house.register()
            let cookie = try #require(browser.cookies["session"])
            for field in [("Sec-Fetch-Site", "cross-site"), ("Origin", "https://evil.example")] {
                let answer = try await house.site.post(
                    "/en/sign-out",
                    [],
                    fields: [("Cookie", "session=" + cookie), field]
                )
                #expect(answer.status == 403)
            }
            var still = browser
            #expect(try await still.get("/en/account").status == 200)
        }
    }

    @Test("no page sets a cookie before somebody signs in")
    func noCookie() async throws {
        try await AccountHouse.run { house in
            var browser = house.browser()
            for path in ["/en/", "/en/sign-in", "/en/register", "/en/passwords", "/en/privacy"] {
                let cookies = try await browser.get(path).values("Set-Cookie")
                #expect(cookies.isEmpty, "\(path)")
            }
        }
    }

    @Test("whoever is signed in sees their own link; everybody else the page from the cache")
    func header() async throws {
        try await AccountHouse.run { house in
            var member = try await house.register()
            var visitor = house.browser()

            let own = try await member.get("/en/privacy")
            let shared = try await visitor.get("/en/privacy")

            #expect(own.text.contains("My account") && !own.text.contains(">Sign in<"))
            #expect(own.field("Cache-Control") == "private, no-cache")
            #expect(shared.text.contains(">Sign in<") && !shared.text.contains("My account"))
            #expect(shared.field("Cache-Control")?.hasPrefix("public") == true)
            #expect(shared.field("Vary")?.contains("Cookie") == true)
        }
    }
}
