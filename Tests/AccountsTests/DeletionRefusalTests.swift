import Credentials
import Kernel
import TestSupport
import Testing

@testable import Accounts

/// Goal: a refusal uses nothing up.
///
/// Method: a link is refused, its reason goes away, and the link is tried again.
@Suite("Links that were refused")
struct DeletionRefusalTests {
    @Test("the last administrator's link to delete works once there is another one")
    func lastAdministrator() async throws {
        try await AccountHouse.run { house in
            var (root, _) = try await house.administrator()
            var (second, _) = try await house.administrator("two@example.org")
            _ = try await root.post("/en/account/deletion")
            let link = try await house.link(to: "root@example.org", about: "Delete your account")
            _ = try await second.submit(
                "/en/admin/people",
                [("email", "bob@example.org"), ("role", "analyst")]
            )
            _ = try await second.post("/en/account/deletion")
            let own = try await house.link(to: "two@example.org", about: "Delete your account")
            #expect(try await second.post(own).text.contains("Your account is deleted"))

            // What ended with the account stands in the audit.
            let audit = try await root.get("/en/admin/audit").text
            #expect(audit.contains("Role ended with the account"))
            #expect(audit.contains("Invitation ended with the account of its sender"))
            let refused = try await root.post(link)
            _ = try await house.administrator("three@example.org")
            let done = try await root.post(link)

            #expect(refused.status == 409 && refused.text.contains("only administrator"))
            #expect(done.text.contains("Your account is deleted"))
        }
    }

    @Test("a weak password leaves the link as it is")
    func weakPassword() async throws {
        try await AccountHouse.run { house in
            var owner = try await house.register()
            _ = try await owner.post("/en/passwords", [("email", AccountHouse.ada)])
            let link = try await house.link(about: "Choose a new password")

            let weak = try await owner.post(link, [("new-password", "short")])
            let strong = try await owner.post(link, [("new-password", "nine calm boats")])

            #expect(weak.status == 422)
            #expect(strong.status == 303)
        }
    }

    @Test("a name that cannot be leaves the registration as it is")
    func name() async throws {
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

            let refused = try await browser.post(link, [("name", "")])
            let made = try await browser.post(link, [("name", "Augusta")])

            #expect(refused.status == 422 && refused.text.contains("Enter your name"))
            #expect(made.status == 303)
            #expect(try await browser.get("/en/account").text.contains("Augusta"))
        }
    }
}
