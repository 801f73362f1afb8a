import Testing

/// Goal: nothing is written for an institution but in a transaction of it, where the audit is watched.
///
/// Method: every place of the program that writes otherwise stands here, with the reason why it concerns no
/// institution, or is nobody's act.
@Suite("Writes without an entry in the audit")
struct SourceAuditTests {
    /// Transactions that belong to no institution.
    private static let shared: [String: String] = [
        "Sources/Operation/Installation+Opening.swift":
            "begins an installation, which has no institution yet",
        "Sources/Jobs/Scheduler":
            "notes which process runs which job, for all institutions at once",
        "Sources/Storage": "makes the tables, copies a whole database, or is an engine",
        "Sources/TestSupport": "is of tests",
    ]

    /// Scopes of the server itself: what happens when time has come, asked for by nobody.
    private static let servers: [String: String] = [
        "Sources/Jobs/Agenda.swift": "a job at one of its places",
        "Sources/Files/FileJobs.swift": "forgets what belongs to nothing",
        "Sources/Mail/Sending/Postman+Letters.swift": "sends letters that somebody has written",
        "Sources/Spaces/Tenancy/Tenants.swift": "the places of jobs",
        "Modules/Petitions/Sources/Hooks/DemoSeed.swift":
            "plays what time and people did in the demonstration, which is nobody's",
        "Sources/Work/Running": "does what a member has queued",
        "Sources/TestSupport": "is of tests",
    ]

    @Test("what all institutions share is written by few, each with a reason")
    func sharedWrites() throws {
        try check(["writeShared(", "writeShared {", ".alter(", ".alter {"], Self.shared)
    }

    @Test("the server acts for itself in few places; everybody else who runs it is an operator")
    func servers() throws {
        try check(["actor: .server"], Self.servers)
    }

    private func check(_ marks: [String], _ reasons: [String: String]) throws {
        let found = try SourceFile.program().filter { file in
            marks.contains { !file.lines(with: $0).isEmpty }
        }
        let unknown = found.map(\.path).filter { path in
            !reasons.keys.contains(where: path.hasPrefix)
        }
        let idle = reasons.keys.filter { key in !found.contains { $0.path.hasPrefix(key) } }
        #expect(unknown.isEmpty, "\(unknown)")
        #expect(idle.isEmpty, "\(idle)")
    }
}
