import Accounts
import Kernel
import Spaces
import TestSupport
import Testing

/// Goal: whoever runs several spaces of initiatives finds what waits in each, in one place.
///
/// Method: two spaces of one institution, and the first page of the back office.
@Suite("Initiatives in the back office")
struct InitiativeOfficeTests {
    @Test("collections that end soon are told with their space, others are not")
    func ends() async throws {
        try await InitiativeHouse.run(intakeRuns: false) { site in
            let causes = try await site.secondSpace()
            try await site.register("2026-000002", to: 5, title: "Here and soon")
            try await site.register(
                "2026-000003",
                to: 5,
                title: "There and soon",
                in: causes
            )
            try await site.register("2026-000004", from: 5, to: 9, title: "Not yet")
            try await site.serve { pages in
                var examiner = try await site.staff(RoleGrant(role: .organiser), at: pages)

                let today = try await examiner.get("/en/admin").text

                #expect(today.contains("Here and soon") && today.contains("There and soon"))
                #expect(today.contains("href=\"/en/initiatives/2026-000002\""))
                #expect(today.contains("href=\"/en/causes/2026-000003\""))
                #expect(!today.contains("Not yet") && !today.contains("More benches in parks"))
            }
        }
    }

    @Test(
        "what is open while nobody can sign it is told: no phase lets people, or no authority has a key"
    )
    func stuck() async throws {
        try await InitiativeHouse.run(intakeRuns: false) { site in
            let causes = try await site.secondSpace()
            try await site.register("2026-000003", to: 90, title: "Without keys", in: causes)
            try await site.register("2026-000004", from: 5, to: 90, title: "Not yet", in: causes)
            let role = RoleGrant(role: .organiser)
            try await site.serve { pages in
                var rosa = try await site.staff(role, at: pages)
                let today = try await rosa.get("/en/admin").text

                #expect(today.contains("nobody can sign: Without keys"))
                #expect(!today.contains("Not yet") && !today.contains("More benches"))
            }

            var change = SpaceChange()
            change.phases = [Phase("talking", features: [])]
            _ = try await site.house.tenants.edit(.first, change, in: site.house.scope()).get()
            try await site.serve { pages in
                var ada = try await site.staff(role, at: pages, address: "ada@example.org")
                let today = try await ada.get("/en/admin").text

                #expect(today.contains("nobody can sign: More benches"))
                #expect(today.contains("href=\"/en/admin/spaces/1/initiatives/2026-000001\""))
            }
        }
    }

    @Test("who did what tells of states and steps in the reader's words")
    func told() async throws {
        try await InitiativeHouse.run { site in
            try await site.serve { pages in
                var rosa = try await site.staff(RoleGrant(role: .administrator), at: pages)
                let done = try await rosa.submit(
                    "/en/admin/spaces/1/initiatives/2026-000001/steps/withdraw",
                    [("reason", "They asked us to"), ("revision", "0")]
                )
                #expect(done.text.contains("The initiative has moved on"))

                let moved = try await rosa.get("/en/admin/audit?action=subject-moved").text
                let french = try await rosa.get("/fr/admin/audit?action=subject-moved").text
                let made = try await rosa.get("/en/admin/audit?action=initiative-registered").text

                let open = "To come, or open for signature"
                #expect(moved.contains("<del>\(open)</del> <ins>Withdrawn</ins>"))
                #expect(moved.contains("<ins>The organisers withdraw it</ins>"))
                #expect(french.contains("<ins>Retirée</ins>"))
                #expect(made.contains("<ins>\(open)</ins>"))
            }
        }
    }
}
