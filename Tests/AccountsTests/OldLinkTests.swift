import Credentials
import Kernel
import TestSupport
import Testing

/// Goal: what was sent before an account was secured anew is worth nothing after.
///
/// Method: every kind of link is made, the account is secured in every way, and each link is tried.
@Suite("Links from before")
struct OldLinkTests {
    /// A way in which everything ends; it leaves the owner with a browser or not.
    struct Ending: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let run: @Sendable (AccountHouse, inout TestBrowser) async throws -> HTTPAnswer
    }

    static let endings = [
        Ending(testDescription: "a new password") { _, owner in
            try await owner.post(
                "/en/account/password",
                [("present-password", AccountHouse.password), ("new-password", "nine calm boats")]
            )
        },
        Ending(testDescription: "a password reset") { house, owner in
            _ = try await owner.post("/en/passwords", [("email", AccountHouse.ada)])
            let link = try await house.link(about: "Choose a new password")
            return try await owner.post(link, [("new-password", "nine calm boats")])
        },
        Ending(testDescription: "a new address") { house, owner in
            _ = try await owner.post(
                "/en/account/email",
                [("present-password", AccountHouse.password), ("email", "ada@new.example")]
            )
            return try await owner.post(try await house.link(to: "ada@new.example"))
        },
        Ending(testDescription: "signing out everywhere else") { _, owner in
            try await owner.post("/en/account/sessions")
        },
        Ending(testDescription: "the end of another session") { _, owner in
            let page = try await owner.get("/en/account/sessions")
            let name = try #require(page.value(ofField: "session"))
            return try await owner.post("/en/account/sessions", [("session", name)])
        },
        Ending(testDescription: "the stop of a change of address") { house, owner in
            let stop = try await house.link(about: "Someone asked to change")
            return try await owner.post(stop)
        },
        Ending(testDescription: "codes") { house, owner in
            _ = try await house.startCodes(in: &owner, password: AccountHouse.password)
            return try await owner.get("/en/account")
        },
    ]

    @Test("no link, no open page and no other session outlives", arguments: endings)
    func ends(_ ending: Ending) async throws {
        try await AccountHouse.run { house in
            var owner = try await house.register()
            try await house.setPassword(in: &owner)
            var other = house.browser(network: "198.51.100.9")
            _ = try await house.useLink(in: &other)
            let links = try await everyLink(house, &owner)

            let done = try await ending.run(house, &owner)

            #expect(done.status == 200 || done.status == 303)
            var finder = house.browser(network: "203.0.113.5")
            for (kind, link) in links {
                let opened = try await finder.get(link)
                let form = [("new-password", "ten calm boats"), ("name", "Eve")]
                let pressed = try await finder.post(link, form)
                #expect(opened.status == 410, "\(kind)")
                #expect(pressed.status == 410, "\(kind)")
                #expect(opened.text.contains("This link no longer works"), "\(kind)")
            }
            #expect(finder.cookies.isEmpty)
            #expect(try await other.get("/en/account").status == 303)
        }
    }

    /// One link of each kind, all of which work.
    private func everyLink(
        _ house: AccountHouse,
        _ owner: inout TestBrowser
    ) async throws -> [(kind: String, link: String)] {
        let ada = AccountHouse.ada
        _ = try await owner.post("/en/sign-in", [("email", ada), ("way", "link")])
        let signIn = try await house.link(about: "Sign in at")
        _ = try await owner.post("/en/passwords", [("email", ada)])
        let password = try await house.link(about: "Choose a new password")
        _ = try await owner.post("/en/account/deletion")
        let deletion = try await house.link(about: "Delete your account")
        _ = try await owner.post(
            "/en/account/email",
            [("present-password", AccountHouse.password), ("email", "ada@other.example")]
        )
        let address = try await house.link(to: "ada@other.example")
        var finder = house.browser(network: "203.0.113.5")
        for link in [signIn, password, deletion] {
            #expect(try await finder.get(link).status == 200)
        }
        #expect(try await owner.get(address).status == 200)
        return [
            ("sign-in", signIn), ("password", password), ("deletion", deletion),
            ("address", address),
        ]
    }

    @Test("a question for a code is over when everything ended while it was open")
    func secondStep() async throws {
        try await AccountHouse.run { house in
            var owner = try await house.register()
            let (secret, _) = try await house.startCodes(in: &owner)
            var thief = house.browser(network: "198.51.100.9")
            let question = try await house.useLink(in: &thief)
            let attempt = try #require(question.value(ofField: "attempt"))
            _ = try await owner.post("/en/account/sessions")
            house.house.clock.advance(by: .seconds(30))

            let late = try await thief.post(
                "/en/sign-in/codes",
                [("attempt", attempt), ("code", secret.code(at: house.house.clock.now))]
            )

            #expect(late.status == 410)
            #expect(thief.cookies["session"] == nil)
        }
    }

    @Test("of two resets at once one counts, whichever comes first")
    func twoAtOnce() async throws {
        try await AccountHouse.run { house in
            _ = try await house.register()
            var links: [String] = []
            for _ in 1...2 {
                var browser = house.browser()
                _ = try await browser.post("/en/passwords", [("email", AccountHouse.ada)])
                links.append(try await house.link())
            }
            #expect(Set(links).count == 2)
            let browser = house.browser()
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for (number, link) in links.enumerated() {
                    group.addTask {
                        var own = browser
                        let form = [("new-password", "calm boats number \(number)")]
                        return try await own.post(link, form).status
                    }
                }
                var all: [Int] = []
                for try await status in group { all.append(status) }
                return all
            }

            #expect(statuses.sorted() == [303, 410])
            #expect(try await house.count("member_session") == 1)
        }
    }
}
