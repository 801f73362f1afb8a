import Kernel
import TestSupport
import Testing

/// Goal: an open session alone changes nothing of what protects an account.
///
/// Method: every such form is sent without the password, with a wrong one, and too late.
@Suite("Proof in an open session")
struct ProofTests {
    struct Change: Sendable, CustomTestStringConvertible {
        let testDescription: String
        /// What the owner is told: equal warnings that wait are one letter.
        let letter: String
        let path: String
        var form: [(String, String)] = []
    }

    static let changes = [
        Change(
            testDescription: "a password",
            letter: "Your password has been changed",
            path: "/en/account/password",
            form: [("new-password", "nine calm boats")]
        ),
        Change(
            testDescription: "an address",
            letter: "Someone asked to change your email address",
            path: "/en/account/email",
            form: [("email", "ada@new.example")]
        ),
        Change(
            testDescription: "new recovery codes",
            letter: "You have new recovery codes",
            path: "/en/account/recovery-codes"
        ),
        Change(
            testDescription: "the end of codes",
            letter: "One-time codes no longer protect your account",
            path: "/en/account/codes/end"
        ),
        Change(
            testDescription: "a provider",
            letter: "You have a new way to sign in",
            path: AccountHouse.linking
        ),
        Change(
            testDescription: "the end of a provider",
            letter: "A way to sign in has been removed",
            path: "/en/account/providers/development/end"
        ),
    ]

    @Test("without the password nothing is changed", arguments: changes)
    func password(_ change: Change) async throws {
        try await AccountHouse.run { house in
            var owner = try await house.register()
            try await house.setPassword(in: &owner)
            _ = try await house.link("zoe", password: AccountHouse.password, in: &owner)
            _ = try await house.startCodes(in: &owner, password: AccountHouse.password)
            _ = try await house.bring("leo", in: &owner)
            let letters = try await house.house.letters(to: AccountHouse.ada).count
            let rows = try await house.rows()

            let without = try await owner.post(change.path, change.form)
            let wrong = try await owner.post(
                change.path,
                change.form + [("present-password", "not her password")]
            )

            #expect(without.status == 422 && wrong.status == 422)
            #expect(wrong.text.contains("Enter your current password"))
            #expect(try await house.rows() == rows)
            #expect(try await house.house.letters(to: AccountHouse.ada).count == letters)
            let right = try await owner.post(
                change.path,
                change.form + [("present-password", AccountHouse.password)]
            )
            #expect(right.status < 400)
            let told = try await house.house.letters(to: AccountHouse.ada).map(\.subject)
            #expect(told.contains(change.letter))
        }
    }

    @Test("whoever has no password has to have just signed in", arguments: changes)
    func letter(_ change: Change) async throws {
        try await AccountHouse.run { house in
            var owner = try await house.register()
            _ = try await house.link("zoe", in: &owner)
            _ = try await house.startCodes(in: &owner)
            house.house.clock.advance(by: .seconds(16 * 60))
            _ = try await house.bring("leo", in: &owner)

            let late = try await owner.post(change.path, change.form)

            #expect(late.status == 403)
            #expect(late.text.contains("Sign in again"))
            #expect(late.text.contains("/en/sign-in?next=%2Fen%2Faccount%2F"))
        }
    }

    @Test("codes do not begin without the password")
    func start() async throws {
        try await AccountHouse.run { house in
            var owner = try await house.register()
            try await house.setPassword(in: &owner)
            let page = try await owner.get("/en/account/codes")
            let sealed = try #require(page.value(ofField: "secret"))

            let wrong = try await owner.post(
                "/en/account/codes",
                [
                    ("secret", sealed), ("code", "000000"),
                    ("present-password", AccountHouse.password),
                ]
            )

            #expect(page.text.contains("name=\"present-password\""))
            #expect(wrong.status == 422)
            #expect(try await owner.get("/en/account/codes").text.contains("Turn codes on"))
        }
    }

    @Test("a session that ended while a form was open changes nothing")
    func ended() async throws {
        try await AccountHouse.run { house in
            var owner = try await house.register()
            var second = house.browser(network: "198.51.100.9")
            _ = try await house.useLink(in: &second)
            try await house.setPassword(in: &owner)

            let late = try await second.post(
                "/en/account/password",
                [("new-password", "nine calm boats")]
            )

            #expect(late.status == 403)
            #expect(late.text.contains("You are not signed in"))
        }
    }
}
