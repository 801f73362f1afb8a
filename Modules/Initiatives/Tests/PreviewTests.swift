import Kernel
import TestSupport
import Testing

@testable import Initiatives

/// Goal: whoever links to an initiative shows how far it is, at little cost, and only while it is there.
///
/// Method: the picture over a socket; drawings counted where they are made.
@Suite("The picture of an initiative")
struct PreviewTests {
    private static let path = "/api/v1/initiatives/2026-000001/preview"

    @Test("it is a PNG of the size that is promised, for everybody, and not drawn again unchanged")
    func picture() async throws {
        try await InitiativeHouse.run { site in
            try await site.serve { pages in
                let first = try await pages.get(Self.path)
                let tag = try #require(first.field("ETag"))
                let again = try await pages.get(Self.path, fields: [("If-None-Match", tag)])
                let size = first.body[16..<24].map(Int.init)

                #expect(first.status == 200)
                #expect(first.field("Content-Type") == "image/png")
                #expect(first.field("Cache-Control")?.contains("public") == true)
                #expect(first.field("Set-Cookie") == nil)
                #expect(first.body.count < 40_000)
                #expect(size == [0, 0, 4, 176, 0, 0, 2, 118])
                #expect(again.status == 304)
            }
        }
    }

    @Test("where there is no such initiative there is no picture of one")
    func gone() async throws {
        try await InitiativeHouse.run { site in
            try await site.serve { pages in
                let other = try await pages.get(Self.path, tenant: "other")
                let unknown = try await pages.get("/api/v1/initiatives/2099-000001/preview")
                let rubbish = try await pages.get("/api/v1/initiatives/x/preview")

                #expect([other.status, unknown.status, rubbish.status] == [404, 404, 404])
            }
        }
    }

    @Test("one drawing serves all who see the same, and a thousand people make another")
    func drawings() async throws {
        try await InitiativeHouse.run { site in
            let initiative = try #require(try await site.details()).initiative
            let easel = Easel()
            let draw = { @Sendable (total: Int, accent: String?) async -> [UInt8]? in
                let progress = Progress(
                    memberStates: site.initiatives.memberStates,
                    registeredOn: initiative.registeredOn,
                    sections: [],
                    reported: ["EE": 5_000],
                    reportedTotal: total
                )
                return await easel.bytes(
                    of: PreviewPicture(initiative, progress: progress, accent: accent)
                )
            }

            let first = await draw(60_100, nil)
            #expect(await draw(60_999, "no colour") == first)
            #expect(await easel.drawings == 1)
            #expect(await draw(61_000, nil) != first)
            #expect(await draw(60_100, "7a1f5c") != first)
            #expect(await easel.drawings == 3)
        }
    }

    @Test(
        "a number never grows by being shortened",
        arguments: [
            (0, 0), (999, 999), (1099, 1000), (9_999, 9_900), (10_999, 10_000),
            (999_999, 999_000), (1_000_000, 1_000_000),
        ]
    )
    func rounding(total: Int, shown: Int) {
        #expect(PreviewPicture.rounded(total) == shown)
    }
}
