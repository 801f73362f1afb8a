import Kernel
import Mail
import TestSupport
import Testing
import Web

@testable import Spaces

/// Goal: who sends an institution's letters is set in the browser, and what became of them is seen.
///
/// Method: one form sent to a live site, and a letter that waits.
@Suite("Emails in the back office")
struct OfficeMailTests {
    private static let path = "/en/admin/institution/mail"

    @Test("the sender is set, refused beside its field, cleared, and never overwritten unseen")
    func form() async throws {
        try await SuggestionHouse.run { house in
            var rosa = try await house.staff(.administrator)
            var stranger = TestBrowser(at: house.site)
            _ = try await stranger.post(
                "/en/registrations",
                [
                    ("name", "Ada"), ("email", "ada@example.org"), ("consent", "yes"),
                    TestConsent.read,
                ]
            )
            func fields(
                _ sender: String,
                _ reply: String,
                was: (String, String) = ("", "")
            ) -> [(String, String)] {
                [
                    ("sender", sender), ("reply", reply), ("was-sender", was.0),
                    ("was-reply", was.1),
                ]
            }
            let (sender, reply) = ("no-reply@eci.localhost", "desk@town.example")

            let wrong = try await rosa.post(Self.path, fields(sender, "desk"))
            #expect(wrong.status == 422 && wrong.text.contains("such as no-reply@"))
            #expect(wrong.text.contains("value=\"\(sender)\""))
            let foreign = try await rosa.post(Self.path, fields("x@town.example", reply))
            #expect(foreign.status == 422)
            #expect(foreign.text.contains("Emails cannot be sent from town.example"))
            let saved = try await rosa.submit(Self.path, fields(sender, reply))
            #expect(saved.text.contains("Saved."))
            #expect(saved.text.contains("A new account") && saved.text.contains("Waiting"))
            #expect(!saved.text.contains("ada@example.org"))
            let late = try await rosa.post(Self.path, fields("x@eci.localhost", ""))
            #expect(late.status == 422 && late.text.contains("Someone else has changed this"))
            #expect(late.text.contains("<h2>Nothing was saved</h2>"))
            #expect(!late.text.contains("aria-invalid"))

            let cleared = fields("", reply, was: (sender, reply))
            #expect(try await rosa.submit(Self.path, cleared).text.contains("Saved."))
            let set = try await house.house.tenants.sender(of: .eci)
            #expect(set == MailSender(replyTo: MailAddress(reply)))
        }
    }
}
