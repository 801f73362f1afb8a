import Accounts
import Kernel
import Spaces
import Storage
import TestSupport
import Testing
import Web

@testable import Initiatives

/// Goal: whoever organises one initiative makes its pages their own, and reaches nothing of another.
///
/// Method: two initiatives of one space, an organiser of the first, and every door of the second.
@Suite("Organisers of one initiative")
struct CampaignTests {
    private static let own = "/en/initiatives/2026-000001/manage"
    private static let other = "/en/initiatives/2026-000002/manage"

    @Test("an official invites an organiser, who comes to this one initiative by the letter")
    func invited() async throws {
        try await InitiativeHouse.run { house in
            try await house.serve { pages in
                var rosa = try await house.staff(.init(role: .organiser), at: pages)
                let path = "/en/admin/spaces/1/initiatives/2026-000001/organisers"

                let sent = try await rosa.submit(path, [("email", "ada@example.org")])
                let wrong = try await rosa.post(path, [("email", "ada")])

                #expect(sent.text.contains("The invitation has been sent"))
                #expect(sent.text.contains("ada@example.org"))
                #expect(wrong.status == 422)
                let letters = try await house.house.letters(to: "ada@example.org")
                let link = try #require(letters.last?.links.first)
                let role = "Organiser of More benches in parks (Initiatives)"
                #expect(letters.last?.text.contains(role) == true)
                var ada = TestBrowser(at: pages)
                let page = try await ada.get(link).text
                #expect(page.contains(role))
                _ = try await ada.post(
                    link,
                    [("name", "Ada"), ("consent", "yes"), TestConsent.read]
                )
                #expect(try await ada.get("/en/account").text.contains("<li>\(role)</li>"))
                // Without one-time codes nobody manages anything.
                #expect(try await ada.get(Self.own).status != 200)
                let listed = try await rosa.get(path)
                #expect(listed.text.contains("Can manage it"))
                let member = try #require(listed.value(ofField: "member"))
                let taken = try await rosa.submit("\(path)/withdrawals", [("member", member)])
                #expect(taken.text.contains("can no longer manage"))
                let told = try await house.house.letters(to: "ada@example.org").last
                // Lines of an email are broken where they are long.
                let words = told?.text.split(whereSeparator: \.isWhitespace) ?? []
                #expect(words.joined(separator: " ").contains(role))
                // What is taken of one thing ends no session, and an account is no other answer.
                #expect(try await ada.get("/en/account").status == 200)
                let again = try await rosa.submit(path, [("email", "ada@example.org")])
                #expect(again.text.contains("The invitation has been sent"))
            }
        }
    }

    @Test(
        "administrators find who organises what on the page of roles, and take the role away there"
    )
    func onThePageOfRoles() async throws {
        try await InitiativeHouse.run { house in
            try await house.serve { pages in
                var root = try await house.staff(.init(role: .administrator), at: pages)
                let list = "/en/admin/people"
                let heading = "Roles for a single item</h2>"
                #expect(try await !root.get(list).text.contains(heading))
                var ada = try await house.staff(
                    house.organiser("2026-000001"),
                    at: pages,
                    address: "ada@example.org"
                )

                let listed = try await root.get(list).text
                let staff = try await house.house.accounts.staff(
                    withRolesOfThings: true,
                    in: house.house.scope()
                )
                let member = try #require(
                    staff.members.first { $0.email == "ada@example.org" }?.member.id
                )
                let taken = try await root.submit(
                    "\(list)/withdrawals",
                    [("member", member.text), ("role", "organiser/1/initiative/2026-000001")]
                )

                let role = "Organiser of More benches in parks (Initiatives)"
                #expect(listed.contains(heading) && listed.contains("ada@example.org"))
                #expect(listed.contains("<a href=\"/en/initiatives/2026-000001\">\(role)</a>"))
                #expect(taken.text.contains("The role has been removed"))
                #expect(taken.text.contains("no longer has this role: \(role)"))
                #expect(!taken.text.contains(heading))
                #expect(try await ada.get(Self.own).status == 403)
            }
        }
    }

    @Test("an organiser of one initiative tries everything in another, and nothing opens")
    func others() async throws {
        try await InitiativeHouse.run { house in
            try await house.register("2026-000002", title: "Other")
            try await house.serve { pages in
                var ada = try await house.staff(house.organiser("2026-000001"), at: pages)
                let desk = "/en/admin/spaces/1/initiatives"

                #expect(try await ada.get(Self.own).status == 200)
                let today = try await ada.get("/en/admin")
                #expect(today.status == 200)
                #expect(today.text.contains("href=\"\(Self.own)\""))
                #expect(!today.text.contains("2026-000002"))
                for path in [
                    Self.other, desk, "\(desk)/registration", "\(desk)/2026-000001",
                    "\(desk)/authorities", "/en/admin/spaces/1", "/en/admin/people",
                    "/en/initiatives/2026-000001/anomalies",
                    "/en/initiatives/2026-000002/anomalies",
                ] {
                    #expect(try await ada.get(path).status == 403, "\(path)")
                }
                for path in [
                    Self.other, "\(Self.other)/pictures/removals",
                    "\(desk)/2026-000001/organisers", "\(desk)/2026-000002/steps/withdraw",
                ] {
                    let answer = try await ada.post(path, [("which", "logo"), ("reason", "x")])
                    #expect(answer.status == 403, "\(path)")
                }
                let own = try await ada.get("/en/initiatives/2026-000001").text
                #expect(own.contains("Manage the collection"))
                for (path, browser) in [
                    ("/en/initiatives/2026-000002", ada), ("/en/initiatives/2026-000001", nil),
                ] {
                    var browser = browser ?? TestBrowser(at: pages)
                    #expect(try await !browser.get(path).text.contains("Manage the collection"))
                }
            }
        }
    }

    @Test("words, colour, links and pictures act within a second; a bad colour or address does not")
    func customised() async throws {
        try await InitiativeHouse.run { house in
            try await house.serve { pages in
                var ada = try await house.staff(house.organiser("2026-000001"), at: pages)

                // Each button says what it saves, and each file by which of them it is kept.
                let form = try await ada.get(Self.own).text
                for words in [
                    "Words and pictures are saved separately", ">Save words, links and colour<",
                    ">Save the logo<", ">Save the picture<",
                ] {
                    #expect(form.ranges(of: words).count == 1, "\(words)")
                }
                #expect(form.ranges(of: "no other button of this page saves this file").count == 2)
                let preview = try await ada.post(Self.own, fields(step: "preview"))
                #expect(preview.text.contains("Nothing is saved yet"))
                #expect(preview.text.contains("/looks/7a1f3d-"))
                #expect(try await house.details()?.initiative.revision == 0)
                for (name, value) in [
                    ("color", "#ffff00"), ("return", "http://example.org"),
                    ("network-1-address", "javascript:alert(1)"),
                    ("thanks-en", String(repeating: "x", count: 501)),
                    ("share-en", String(repeating: "\u{1F333}", count: 150)),
                ] {
                    let wrong = fields().map { $0.0 == name ? (name, value) : $0 }
                    #expect(try await ada.post(Self.own, wrong).status == 422, "\(name)")
                }
                let saved = try await ada.submit(Self.own, fields())
                #expect(saved.text.contains("Visitors see it within a second"))
                let sent = try await ada.send(
                    "\(Self.own)/pictures",
                    MultipartText.encode(
                        [("which", "picture"), ("picture-alt", "A bench"), ("revision", "1")],
                        [.init("picture", name: "bench.png", bytes: Self.png)]
                    )
                )
                #expect(sent.status == 303)
                house.house.clock.advance(by: .seconds(2))
                let page = try await pages.get("/en/initiatives/2026-000001").text
                #expect(page.contains("/looks/7a1f3d-"))
                #expect(page.contains("https://social.example/benches"))
                #expect(page.contains("alt=\"A bench\""))
                let mark = "/api/v1/initiatives/2026-000001/pictures/"
                let start = try #require(page.firstRange(of: mark))
                let file = page[start.lowerBound...].prefix { $0 != "\"" }
                let picture = try await pages.get(String(file))
                #expect(picture.status == 200)
                #expect(picture.field("Cache-Control")?.contains("immutable") == true)
                let thanked = try await thanks(house, pages)
                #expect(thanked.contains("Thank you, says Ada"))
                #expect(thanked.contains("href=\"https://benches.example/next\""))
                #expect(thanked.contains("Sit%20down"))
                // A right that was taken leaves nothing open.
                #expect(try await house.noted().first == "initiative-changed")
            }
        }
    }

    /// The page of thanks of somebody who has just signed.
    private func thanks(_ house: InitiativeHouse, _ pages: TestSite) async throws -> String {
        let state = try #require(house.initiatives.memberStates["EE"])
        let form = People.form(state, number: "48507201231")
        let signed = try await pages.post("/en/initiatives/2026-000001/statements", form)
        let there = try #require(signed.field("Location"))
        return try await pages.get(there).text
    }

    private func fields(step: String = "save") -> [(String, String)] {
        [
            ("color", "#7a1f3d"), ("website", "https://benches.example/"),
            ("network-1-name", "Mastodon"),
            ("network-1-address", "https://social.example/benches"),
            ("thanks-en", "Thank you, says Ada"), ("share-en", "Sit down"),
            ("return", "https://benches.example/next"), ("revision", "0"), ("step", step),
        ]
    }

    /// One grey pixel.
    private static let png: [UInt8] = [
        0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x00, 0x00, 0x00, 0x0D, 0x49, 0x48,
        0x44, 0x52, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x00, 0x00, 0x00,
        0x00, 0x3A, 0x7E, 0x9B, 0x55, 0x00, 0x00, 0x00, 0x0A, 0x49, 0x44, 0x41, 0x54, 0x78,
        0x9C, 0x63, 0x68, 0x00, 0x00, 0x00, 0x82, 0x00, 0x81, 0x77, 0xCD, 0x72, 0xB6, 0x00,
        0x00, 0x00, 0x00, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82,
    ]
}
