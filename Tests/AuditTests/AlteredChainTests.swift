import Kernel
import Storage
import TestSupport
import Testing
import Vault

@testable import Audit

/// Goal: whoever owns the database, and not the secret, alters nothing without being found.
///
/// Method: one chain of eight entries for each way of altering it.
@Suite("Altered chains")
struct AlteredChainTests {
    @Test(
        "what was changed, removed, added or cut off is named",
        arguments: [
            Altered("UPDATE audit_entry SET actor = 'visitor' WHERE number = 3", .changed(3)),
            Altered("UPDATE audit_entry SET at = at + 1 WHERE number = 8", .changed(8)),
            Altered("UPDATE audit_entry SET details = '{}' WHERE number = 1", .changed(1)),
            Altered("DELETE FROM audit_entry WHERE number = 4", .missing(4...4)),
            Altered("DELETE FROM audit_entry WHERE number > 5", .missing(6...8)),
            Altered("DELETE FROM audit_entry", .missing(1...8)),
            Altered(
                """
                INSERT INTO audit_entry (
                    tenant_id, number, at, actor, space_id, kind, subject_id, action, details, seal
                )
                SELECT tenant_id, 9, at, actor, space_id, kind, subject_id, action, details, seal
                FROM audit_entry WHERE number = 8 AND tenant_id = 'eci'
                """,
                .added(9)
            ),
            Altered("UPDATE audit_end SET number = 5", .end),
            Altered("DELETE FROM audit_end", .end),
        ]
    )
    func altered(_ altered: Altered) async throws {
        try await AuditHouse.run { house in
            for number in 2...8 { try await house.note(String(number)) }
            #expect(try await house.flaws().isEmpty)

            try await house.tamper(altered.statement)

            #expect(try await house.flaws() == [altered.flaw])
        }
    }

    @Test(
        "a chain that was cut and given another end is found, and one made without the secret is none"
    )
    func remade() async throws {
        try await AuditHouse.run { house in
            for number in 2...4 { try await house.note(String(number)) }
            let thief = Audit(
                vault: Vault(secret: Array(repeating: 8, count: 32), random: .seeded())
            )
            let report = try await thief.check(in: house.scope(), of: house.house.database)
            #expect(report.entries == 4)
            #expect(report.flaws == (1...4).map { .changed($0) } + [.end])

            // The seal of entry 3 is a right one, and the thief has it.
            try await house.tamper(
                """
                UPDATE audit_end SET number = 3, seal = (
                    SELECT seal FROM audit_entry WHERE tenant_id = 'eci' AND number = 3
                )
                """
            )
            try await house.tamper("DELETE FROM audit_entry WHERE number > 3")

            #expect(try await house.flaws() == [.end])
        }
    }

    struct Altered: Sendable, CustomTestStringConvertible {
        let statement: SQL
        let flaw: AuditFlaw

        init(_ statement: SQL, _ flaw: AuditFlaw) {
            self.statement = statement
            self.flaw = flaw
        }

        var testDescription: String { "\(flaw)" }
    }
}
