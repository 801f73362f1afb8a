import Storage
import TestSupport
import Testing
import Web

/// Goal: a page says that nothing was stored only when that is proven.
///
/// Method: a form whose handler writes for real, and then fails in every way.
@Suite("What a failed form says")
struct OutcomeTests {
    private struct Fault: Error {}

    /// As errors of decoders do, it says what it could not read.
    private struct QuotingFault: Error, CustomStringConvertible {
        let description = "no number: Ada Lovelace"
    }

    @Test("503 and 'nothing was stored' before anything was written; afterwards nobody claims it")
    func written() async throws {
        try await Self.run { site, database, _ in
            for error in [StorageError(.busy), .init(.unavailable), .init(.full)] {
                let before = try await site.fail { throw error }
                let inside = try await site.fail {
                    try await database.writeShared { transaction in
                        try transaction.run("INSERT INTO note (text) VALUES (\("no"))")
                        throw error
                    }
                }
                let after = try await site.fail {
                    try await database.writeShared { try $0.run("DELETE FROM note") }
                    throw error
                }

                for answer in [before, inside] {
                    #expect(answer.status == 503 && answer.field("Retry-After") != nil)
                    #expect(answer.text.contains("error.unavailable.text"))
                }
                #expect(after.status == 504)
                #expect(after.text.contains("error.outcomeUnknown.text"))
            }
            let broken = try await site.fail { throw Fault() }
            let brokenAfter = try await site.fail {
                try await database.writeShared { try $0.run("DELETE FROM note") }
                throw Fault()
            }

            #expect(broken.status == 500 && broken.text.contains("error.fault.text"))
            #expect(brokenAfter.status == 500)
            #expect(brokenAfter.text.contains("error.outcomeUnknown.text"))
            #expect(!brokenAfter.text.contains("error.fault.text"))
        }
    }

    @Test(
        "a COMMIT of which nobody heard: it may have been done, and the page says so",
        arguments: [CommitFaults.Fault.stored, .lost]
    )
    func unknown(_ fault: CommitFaults.Fault) async throws {
        try await Self.run { site, database, faults in
            faults.come(fault)

            let answer = try await site.fail {
                try await database.writeShared { try $0.run("DELETE FROM note") }
            }

            #expect(answer.status == 504)
            #expect(answer.text.contains("error.outcomeUnknown.text"))
            #expect(!answer.text.contains("confirmation") && !answer.text.contains("transaction"))
        }
    }

    @Test("what another transaction stored for it counts as stored")
    func elsewhere() async throws {
        try await Self.run { site, _, _ in
            let answer = try await site.fail {
                WriteRecord.noteElsewhere()
                throw Fault()
            }

            #expect(answer.status == 500)
            #expect(answer.text.contains("error.outcomeUnknown.text"))
        }
    }

    @Test("a fault is logged by its kind, and nothing of what it quotes")
    func logged() async throws {
        let log = KeptLog()
        try await Self.run(log: log) { site, _, _ in
            _ = try await site.fail { throw QuotingFault() }
            _ = try await site.fail { throw StorageError(.constraint, "member_email_key") }
        }

        let lines = log.lines.filter { $0.hasPrefix("a request failed") }
        #expect(lines.count == 2)
        #expect(lines.first?.contains("error=QuotingFault") == true)
        #expect(lines.last?.contains("error=storage constraint: member_email_key") == true)
        #expect(log.lines.allSatisfy { !$0.contains("Ada") })
    }

    private static func run(
        log: KeptLog? = nil,
        _ body: (ServedSite, Database, CommitFaults) async throws -> Void
    ) async throws {
        let store = try await TestStore()
        let faults = CommitFaults()
        let database = Database(driver: FaultyDriver(driver: try store.driver(), faults: faults))
        let table = database.dialect.render("CREATE TABLE note (text TEXT NOT NULL);")
        let access = TableAccess("note", .add, .remove)
        try await database.alter(declaring: [access]) { try $0.connection.runScript(table) }
        try await ServedSite.run(log: log) { try await body($0, database, faults) }
        try await database.close()
    }
}

extension ServedSite {
    /// Sends a form whose handler does that.
    fileprivate func fail(
        _ handler: @escaping @Sendable () async throws -> Void
    ) async throws -> HTTPAnswer {
        act(handler)
        clock.advance(by: .seconds(3600))
        return try await send("POST", "/en/act")
    }
}
