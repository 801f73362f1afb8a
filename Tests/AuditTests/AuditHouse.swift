import Kernel
import Spaces
import Storage
import TestSupport
import Vault

@testable import Audit

/// An institution whose chain has a few entries: that of its making, and those of these tests.
struct AuditHouse {
    let house: TestHouse
    var audit: Audit { house.host.audit }

    static func run(_ body: (AuditHouse) async throws -> Void) async throws {
        try await TestHouse.run(modules: [], intakeRuns: false) { house in
            try await body(AuditHouse(house: house))
        }
    }

    static let ada = Member.ID("00000000000000000000000ADA")

    func scope(of actor: Actor = .server, in tenant: Tenant.ID = .eci) -> Scope {
        Scope(tenant: tenant, actor: actor, now: house.clock.now)
    }

    func note(
        _ id: String,
        _ action: AuditAction = "thing-changed",
        before: [String: String] = [:],
        after: [String: String] = [:],
        in scope: Scope? = nil
    ) async throws {
        let audit = self.audit
        try await house.database.write(in: scope ?? self.scope()) { transaction in
            let note = AuditNote(action, of: "thing", id, before: before, after: after)
            try audit.note(note, in: &transaction)
        }
    }

    func entries(_ search: AuditSearch = AuditSearch()) async throws -> [AuditEntry] {
        let audit = self.audit
        return try await house.database.read(in: scope()) {
            try audit.entries(search, in: &$0).entries
        }
    }

    /// What a look at the chain finds, a few entries at a time.
    func flaws() async throws -> [AuditFlaw] {
        try await audit.check(in: scope(), of: house.database, rows: 3).flaws
    }

    /// Does what somebody can do who owns the tables.
    func tamper(_ statement: SQL) async throws {
        try await house.database.alter { transaction in
            if TestEngine.isSQLite {
                try transaction.run("DROP TRIGGER IF EXISTS audit_entry_stays_on_update")
                try transaction.run("DROP TRIGGER IF EXISTS audit_entry_stays_on_delete")
            }
            try transaction.run(statement)
        }
    }
}
