import Credentials
import Kernel
import TestSupport
import Testing

/// Goal: strangers who make letters be written neither silence what the owner needs nor speak
/// through them.
///
/// Method: a live site; strangers and the owner come from networks of their own.
@Suite("Letters that strangers cause")
struct StrangerLetterTests {
    @Test("floods of registrations and resets leave the owner's link and warning as they are")
    func flood() async throws {
        try await AccountHouse.run { house in
            var ada = try await house.register()
            for network in 1...5 {
                var stranger = house.browser(network: "198.51.100.\(network)")
                for _ in 0...Limits.lettersPerNetwork {
                    _ = try await stranger.post(
                        "/en/registrations",
                        [
                            ("name", "X"), ("email", AccountHouse.ada), ("consent", "yes"),
                            TestConsent.read,
                        ]
                    )
                    _ = try await stranger.post("/en/passwords", [("email", AccountHouse.ada)])
                }
            }

            try await house.setPassword(in: &ada)
            let warned = try await house.letters(about: "Your password has been changed")
            var other = house.browser()
            let link = try await other.post(
                "/en/sign-in",
                [("email", AccountHouse.ada), ("way", "link")]
            )
            let deletion = try await ada.post("/en/account/deletion")

            #expect(warned == 1)
            #expect(link.status == 303)
            #expect(deletion.status == 303)
            #expect(try await house.letters(about: "Sign in at") == 1)
            #expect(try await house.letters(about: "Delete your account") == 1)
        }
    }

    @Test("a flood of sign-in links from elsewhere leaves the owner theirs")
    func links() async throws {
        try await AccountHouse.run { house in
            _ = try await house.register()
            var stranger = house.browser(network: "198.51.100.1")
            var last = 0
            for _ in 0...Limits.lettersPerNetwork {
                last =
                    try await stranger.post(
                        "/en/sign-in",
                        [("email", AccountHouse.ada), ("way", "link")]
                    ).status
            }

            var ada = house.browser()
            let link = try await ada.post(
                "/en/sign-in",
                [("email", AccountHouse.ada), ("way", "link")]
            )

            #expect(last == 422)
            #expect(link.status == 303)
        }
    }

    @Test("a letter to an address that is not proven holds nothing that was typed")
    func typed() async throws {
        try await AccountHouse.run { house in
            let name = "Zerberus Quux"
            var browser = try await house.register(name: name)
            _ = try await browser.post(
                "/en/registrations",
                [
                    ("name", name), ("email", "one@example.org"), ("consent", "yes"),
                    TestConsent.read,
                ]
            )
            _ = try await browser.post(
                "/en/sign-in",
                [("email", "two@example.org"), ("way", "link")]
            )
            _ = try await browser.post(
                "/en/account/email",
                [("email", "three@example.org"), ("password", "")]
            )

            for place in ["one", "two", "three"] {
                let letters = try await house.house.letters(to: place + "@example.org")
                #expect(letters.count == 1, "\(place)")
                for letter in letters {
                    #expect(!letter.text.contains("Zerberus"), "\(letter.text)")
                    #expect(!letter.subject.contains("Zerberus"))
                }
            }
            // The proven address is told of the change, by name.
            let first = try await house.house.letters(to: AccountHouse.ada)
                .filter { !$0.subject.hasPrefix("Someone asked to change") }
            #expect(first.allSatisfy { !$0.text.contains("Zerberus") })
        }
    }

    @Test(
        "a name that advertises is refused at the door, whoever types it",
        arguments: ["Win at evil.example", "Call 020 7946 0000", "🎉 Prize", "http:t"]
    )
    func advertising(name: String) async throws {
        try await AccountHouse.run { house in
            var browser = house.browser()
            let register = try await browser.post(
                "/en/registrations",
                [("name", name), ("email", AccountHouse.ada), ("consent", "yes"), TestConsent.read]
            )
            var ada = try await house.register()
            let profile = try await ada.post(
                "/en/account/profile",
                [("name", name), ("language", "en")]
            )

            #expect(register.status == 422)
            #expect(register.text.contains("href=\"#field-name\""))
            #expect(profile.status == 422)
        }
    }
}

extension AccountHouse {
    /// How many letters wait for somebody whose subject begins so.
    fileprivate func letters(about subject: String, to address: String = ada) async throws -> Int {
        try await house.letters(to: address).count { $0.subject.hasPrefix(subject) }
    }
}
