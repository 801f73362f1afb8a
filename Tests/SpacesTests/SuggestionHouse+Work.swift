import Jobs
import Kernel
import Storage
import Synchronization
import TestSupport
import Testing
import Web

@testable import Accounts
@testable import Spaces
@testable import Work

/// Work that is queued in the house of suggestions.
extension SuggestionHouse {
    /// Ada, with two suggestions in the second space.
    static func queued(
        _ body: (SuggestionHouse, inout TestBrowser) async throws -> Void
    ) async throws {
        try await run { house in
            var ada = try await house.member("ada@example.org")
            for text in ["Swings", "Slides"] {
                try await house.suggest(text, at: "ideas", in: &ada)
            }
            try await body(house, &ada)
        }
    }

    static func export(
        _ holding: String = "",
        in browser: inout TestBrowser
    ) async throws -> Int {
        try await browser.post("/en/ideas/exports", [("holding", holding)]).status
    }

    func items(of browser: TestBrowser) async throws -> [WorkItem] {
        try await house.host.work.items(of: try await id(of: browser), in: scope(0))
    }

    /// Queues a count for whoever is signed in with a browser, in the second space.
    func count(holding text: String, for browser: TestBrowser) async throws -> String {
        try await queue(holding: text, for: try await id(of: browser), at: .eci)
    }

    func queue(
        holding text: String,
        for owner: Member.ID,
        at tenant: Tenant.ID
    ) async throws -> String {
        let work = house.host.work
        let space = tenant == .eci ? 2 : 1
        let scope = Scope(
            tenant: tenant,
            space: Space.ID(space),
            actor: .server,
            now: house.clock.now
        )
        return try await house.database.write(in: scope) { transaction in
            let wish = Suggestions.Wish(holding: text)
            return try work.add(Suggestions.count, wish, for: owner, in: &transaction).get()
        }
    }

    /// Takes a piece as a process that dies then.
    func begin(as run: String) async throws -> WorkItem? {
        try await house.database.write(in: scope(0)) { try WorkStore.begin(as: run, in: &$0) }
    }

    /// What runs jobs in one server.
    func scheduler(of jobs: [JobDefinition]) -> Scheduler {
        Scheduler(
            jobs: jobs,
            database: house.database,
            bell: JobBell(),
            clock: house.clock.clock,
            random: .system,
            logger: house.logger
        )
    }

    /// The only file of the institution.
    func file() async throws -> String {
        let ids: [String] = try await house.database.read(in: scope(0)) {
            try $0.column("SELECT id FROM file WHERE tenant_id = \($0.tenant)")
        }
        return try #require(ids.first)
    }

    /// Somebody who has an account at another institution.
    func stranger(at tenant: Tenant.ID) async throws -> Member.ID {
        var browser = TestBrowser(at: site, tenant: tenant.text)
        _ = try await browser.post(
            "/en/registrations",
            [("name", "Zoé"), ("email", "zoe@example.org"), ("consent", "yes"), TestConsent.read]
        )
        let letters = try await house.letters(to: "zoe@example.org", at: tenant)
        _ = try await browser.post(try #require(letters.last?.links.first))
        return try await id(of: browser, at: tenant)
    }
}

extension TestBrowser {
    /// Asks for an export, in a copy of this browser.
    func export() async throws -> Int {
        var copy = self
        return try await copy.post("/en/ideas/exports", [("holding", "")]).status
    }
}

extension String {
    /// The address whose end this is, as it stands in a page.
    func address(before end: String) -> String? {
        firstRange(of: end).flatMap { range in
            self[..<range.lowerBound].split(separator: "\"").last.map(String.init)
        }
    }
}

/// What pieces of work did, told from inside them.
final class Tries: Sendable {
    struct Broken: Error {}

    private let count = Mutex(0)
    private let list = Mutex<[String]>([])

    var notes: [String] { list.withLock(\.self) }

    func next() -> Int {
        count.withLock { count in
            count += 1
            return count
        }
    }

    func note(_ text: String) { list.withLock { $0.append(text) } }
}
