import TestSupport
import Testing

@testable import Accounts

/// Goal: a member whose session has ended loses nothing that was typed, and no secret comes back.
///
/// Method: every field that the pages of accounts and roles have, sent without a session.
@Suite("Forms of members that come back")
struct GivenBackTests {
    @Test("every field comes back but passwords and one-time codes")
    func members() async throws {
        try await AccountHouse.run { house in
            var (root, _) = try await house.administrator()
            var fields: Set<FormField> = []
            for path in [
                "account", "account/profile", "account/email", "account/password", "account/codes",
                "account/sessions", "account/providers", "account/deletion",
                "admin/people", "suspensions",
            ] {
                fields.formUnion(try await root.get("/en/" + path).formFields)
            }
            var nobody = TestBrowser(at: house.site)

            let answer = try await nobody.post(
                "/en/account/profile",
                fields.map { ($0.name, "typed") }
            )

            #expect(answer.status == 403)
            #expect(fields.contains { $0.isSecret } && fields.count { !$0.isSecret } > 3)
            for field in fields {
                let given = answer.text.contains("name=\"\(field.name)\" value=\"typed\"")
                #expect(given == !field.isSecret, "\(field.name)")
            }
        }
    }
}
