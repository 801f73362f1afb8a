import Kernel
import TestSupport
import Testing
import Web

@testable import Initiatives

/// Goal: whatever stands in the way of a form, nothing is lost that was typed, and nothing comes back
/// that proves who somebody is.
///
/// Method: the fields are those that the pages themselves have, in the forms of all 27 states and of
/// everybody who comes to sign in; each is sent to what refuses it.
@Suite("Forms that come back")
struct GivenBackTests {
    private static let typed = "Zoë \"O'Neill\" <&> 'x"
    private static let escaped = "Zoë &quot;O&#39;Neill&quot; &lt;&amp;&gt; &#39;x"

    @Test("who has to sign in first finds every field of every form again, and no secret")
    func door() async throws {
        try await eachForm { pages, fields in
            let answer = try await pages.post(
                "/en/account/profile",
                fields.map { ($0.name, Self.typed) }
            )

            #expect(answer.status == 403)
            Self.expect(fields, in: answer)
        }
    }

    @Test("who is asked to wait does too, also in the form of the page that asks")
    func limited() async throws {
        var options = TestSite.Options()
        options.writes = AddressLimiter.Rate(burst: 1, perMinute: 1)
        try await eachForm(options) { pages, fields in
            let form = fields.map { ($0.name, Self.typed) }
            _ = try await pages.post("/en/nowhere", form)

            let answer = try await pages.post("/en/nowhere", form)

            #expect(answer.status == 429 && answer.field("retry-after") != nil)
            Self.expect(fields, in: answer)
        }
    }

    @Test("what another site sent does not come back: a button here would send it from ours")
    func foreign() async throws {
        try await eachForm { pages, fields in
            let answer = try await pages.post(
                "/en/account/profile",
                fields.map { ($0.name, Self.typed) },
                fields: [("Sec-Fetch-Site", "cross-site")]
            )

            #expect(answer.status == 403 && !answer.text.contains("Zoë"))
        }
    }

    private static func expect(_ fields: Set<FormField>, in answer: HTTPAnswer) {
        for field in fields {
            let hidden = "name=\"\(field.name)\" value=\"\(escaped)\""
            #expect(answer.text.contains(hidden) == !field.isSecret, "\(field.name)")
        }
    }

    private func eachForm(
        _ options: TestSite.Options = TestSite.Options(),
        _ body: (TestSite, Set<FormField>) async throws -> Void
    ) async throws {
        try await InitiativeHouse.run { site in
            try await site.serve(options: options) { pages in
                var all: Set<FormField> = []
                let states = site.initiatives.stateCodes.map {
                    "/en/initiatives/2026-000001?country=\($0)"
                }
                for path in states + ["/en/sign-in", "/en/register", "/en/passwords"] {
                    let fields = try await pages.get(path).formFields
                    #expect(fields.count >= 1, "\(path)")
                    all.formUnion(fields)
                }
                #expect(all.contains { $0.name == "postal-code" && !$0.isSecret })
                #expect(all.contains { $0.name == "password" && $0.isSecret })
                try await body(pages, all)
            }
        }
    }
}
