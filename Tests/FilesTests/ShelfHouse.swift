import Files
import Kernel
import Spaces
import Storage
import TestSupport
import Testing
import Web

/// A site with one shelf at each institution, and two at a third, for members.
struct ShelfHouse {
    let house: TestHouse
    let site: TestSite

    static let two = Tenant.ID("two")

    static func run(_ body: (ShelfHouse) async throws -> Void) async throws {
        try await TestHouse.run(modules: [Shelf.self]) { house in
            house.clock.tick()
            let site = Site(
                tenant: Tenant(
                    id: try #require(two),
                    name: "Two",
                    languages: [.english],
                    isListed: true
                ),
                hosts: [],
                spaces: Space.first([("one", "shelf"), ("other", "shelf")])
            )
            _ = try await house.tenants.create(site, at: house.clock.now).get()
            try await TestSite.run(house: house) { site in
                try await body(ShelfHouse(house: house, site: site))
            }
        }
    }

    /// A browser of somebody who has an account.
    func member(
        _ address: String = "ada@example.org",
        at tenant: Tenant.ID = .eci
    ) async throws -> TestBrowser {
        var browser = TestBrowser(at: site, tenant: tenant.text)
        let asked = try await browser.post(
            "/en/registrations",
            [("name", "Ada"), ("email", address), ("consent", "yes"), TestConsent.read]
        )
        #expect(asked.status == 303)
        let letters = try await house.letters(to: address, at: tenant)
        let link = try #require(letters.last { !$0.links.isEmpty }?.links.first)
        let made = try await browser.post(link)
        #expect(made.status == 303)
        return browser
    }

    /// How many rows a table has, whoever's they are.
    func count(_ table: String) async throws -> Int {
        try await house.database.alter { transaction in
            try transaction.value(Database.rowCount(of: table)) ?? 0
        }
    }

    /// What is kept of files: rows, contents and parts.
    func counts() async throws -> [Int] {
        var counts: [Int] = []
        for table in ["file", "file_content", "file_part"] { counts.append(try await count(table)) }
        return counts
    }

    /// The room that is taken in the first space of an institution.
    func room(_ tenant: Tenant.ID = .eci) async throws -> Int {
        try await house.host.uploads.usage(in: house.scope(tenant)).bytes
    }

    /// Hides the only thing there is, or shows it again.
    func hide(_ hidden: Bool) async throws {
        try await house.database.write(in: house.scope()) { transaction in
            try transaction.run(
                """
                UPDATE shelf_thing SET hidden = \(hidden)
                WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
                """
            )
        }
    }
}

extension TestBrowser {
    /// Sends the form of a shelf.
    mutating func send(
        _ file: MultipartText.File?,
        title: String = "A title",
        to path: String = "/en/shelf/things",
        more: [(String, String)] = []
    ) async throws -> HTTPAnswer {
        try await send(
            path,
            MultipartText.encode([("title", title)] + more, [file].compactMap(\.self))
        )
    }
}

extension ShelfHouse {
    var uploads: Uploads { house.host.uploads }
}
