import Kernel
import Spaces
import Storage
import TestSupport
import Testing
import Vault
import Web

@testable import Audit

/// Goal: whatever staff did can be followed to its author, and nobody can change that unseen.
///
/// Method: real tables; rows are altered as somebody could who owns the database.
@Suite("Audit")
struct AuditTests {
    @Test("an entry says who did what to what, and how it was before and after")
    func entry() async throws {
        try await AuditHouse.run { house in
            let ada = try #require(AuditHouse.ada)
            try await house.note(
                "7",
                before: ["title": "Old", "same": "x", "link": "mailto:ada@example.org"],
                after: [
                    "title": String(repeating: "é", count: 600), "same": "x",
                    "link": "mailto:eva@example.org", "reason": "Ask “b.c@d.eu” @ noon",
                ],
                in: house.scope(of: .member(ada)).entering(Space.ID(3))
            )

            let entry = try #require(try await house.entries().first)
            #expect(entry.actor.member == ada)
            #expect(entry.at == house.house.clock.now)
            #expect(entry.subject == Subject(space: Space.ID(3), kind: "thing", id: "7"))
            #expect(entry.changes?.fields == ["link", "reason", "title"])
            // Whose mailbox it is stays out of what is kept for ever; that it is another is seen.
            #expect(entry.changes?.before == ["title": "Old", "link": "mailto:…@example.org"])
            #expect(entry.changes?.after["link"] == "mailto:…@example.org")
            #expect(entry.changes?.after["reason"] == "Ask …@d.eu” @ noon")
            #expect(entry.changes?.after["title"]?.count == Limits.auditValueCharacters + 1)
            #expect(try await house.flaws().isEmpty)
        }
    }

    @Test("of an email address only the host is kept; what stands in a web address is none")
    func mailboxes() async throws {
        try await AuditHouse.run { house in
            let texts = [
                "ada@example.org", "c/o.ada@example.org", "a@b@example.org",
                "https://social.example/@benches", "see https://social.example/@a and b@c.eu",
                "https://ada@example.org/x", "https://example.org/stop/ada@example.org",
                "https://example.org/x y/@z", "@", "a @ b",
            ]
            for text in texts { try await house.note("1", after: ["link": text]) }

            let kept = try await house.entries().reversed().compactMap { $0.changes?.after["link"] }
            #expect(
                kept == [
                    "…@example.org", "…@example.org", "…@…@example.org",
                    "https://social.example/@benches", "see https://social.example/@a and …@c.eu",
                    "https://…@example.org/x", "https://example.org/stop/…@example.org",
                    "https://example.org/x …@z", "@", "a @ b",
                ]
            )
        }
    }

    @Test("entries of many who write at once follow one another without gaps")
    func order() async throws {
        try await AuditHouse.run { house in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 1...12 {
                    group.addTask { try await house.note(String(number)) }
                }
                try await group.waitForAll()
            }

            let entries = try await house.entries()
            // The first tells that the institution was made.
            #expect(entries.map(\.number) == Array((1...13).reversed()))
            #expect(Set(entries.dropLast().map(\.subject.id)) == Set((1...12).map(String.init)))
            #expect(try await house.flaws().isEmpty)
        }
    }

    @Test("what is undone leaves no entry, and no gap")
    func undone() async throws {
        try await AuditHouse.run { house in
            let audit = house.audit
            await #expect(throws: StorageError.self) {
                try await house.house.database.write(in: house.scope()) { transaction in
                    try audit.note(AuditNote("thing-made", of: "thing", "1"), in: &transaction)
                    throw StorageError(.other, "something else went wrong")
                }
            }
            try await house.note("2")

            #expect(try await house.entries().map(\.number) == [2, 1])
            #expect(try await house.flaws().isEmpty)
        }
    }

    @Test("the program itself can neither change nor remove an entry")
    func forGood() async throws {
        try await AuditHouse.run { house in
            for statement in [
                "UPDATE audit_entry SET actor = 'a' WHERE tenant_id = 'eci'",
                "DELETE FROM audit_entry WHERE tenant_id = 'eci'",
            ] as [SQL] {
                await #expect(throws: (any Error).self) {
                    try await house.house.database.write(in: house.scope()) { transaction in
                        try transaction.run(statement)
                    }
                }
            }

            let left = try await house.entries()
            #expect(left.count == 1)
            #expect(try await house.flaws().isEmpty)
        }
    }

    @Test("a copy that was cut off is begun anew, entries included, and refuses again afterwards")
    func cutCopy() async throws {
        try await AuditHouse.run { house in
            let access = AuditMigrations.all.flatMap(\.access)
            let database = house.house.database
            try await DatabaseCopy.clearUnfinished(in: database, access: access)
            #expect(try await house.entries().count == 1)
            try await database.alter { transaction in
                try transaction.run(
                    """
                    INSERT INTO migration (id, checksum, ran_at)
                    VALUES ('storage/copy-unfinished', '', 0)
                    """
                )
            }

            try await DatabaseCopy.clearUnfinished(in: database, access: access)

            #expect(try await house.entries().isEmpty)
            let site = Site(
                tenant: Tenant(id: .eci, name: "Again", languages: [.english], isListed: true),
                hosts: [],
                spaces: []
            )
            _ = try await house.house.tenants.create(site, at: house.house.clock.now).get()
            await #expect(throws: (any Error).self) {
                try await database.write(in: house.scope()) { transaction in
                    try transaction.run("DELETE FROM audit_entry WHERE tenant_id = 'eci'")
                }
            }
            #expect(try await house.entries().count == 1)
        }
    }

    @Test(
        "a write of staff or an operator that leaves no mark is not stored; one that does is",
        arguments: [Actor.operatorOfServer, AuditHouse.ada.map { .member($0) } ?? .visitor]
    )
    func unmarked(_ actor: Actor) async throws {
        try await AuditHouse.run { house in
            let (audit, scope) = (house.audit, house.scope(of: actor))
            // An operator acts for an institution, whoever made the scope.
            let staff = actor == .operatorOfServer ? scope : scope.ofStaff
            let change: SQL = "UPDATE tenant SET name = 'Mine' WHERE id = 'eci'"
            await #expect(throws: StorageError.self) {
                try await house.house.database.write(in: staff) { try $0.run(change) }
            }
            let place = try await house.house.tenants.place(of: .eci)
            #expect(place?.tenant.name.standard == "Institution eci")

            try await house.house.database.write(in: staff) { transaction in
                try transaction.run(change)
                try audit.note(AuditNote("thing-changed", of: "thing", "1"), in: &transaction)
            }
            let names: [String] = try await house.house.database.write(in: staff) { transaction in
                try transaction.column("SELECT name FROM tenant WHERE id = 'eci'")
            }

            #expect(names == ["Mine"])
        }
    }

    @Test("entries are found by who, what was done, and to what, each by an index")
    func search() async throws {
        try await AuditHouse.run { house in
            let ada = try #require(AuditHouse.ada)
            try await house.note("1", "thing-made", in: house.scope(of: .member(ada)))
            try await house.note("2", "thing-made")
            let noon = house.house.clock.now
            house.house.clock.advance(by: .seconds(2))
            try await house.note("2", "thing-changed", in: house.scope(of: .member(ada)))
            let thing = Subject(space: .site, kind: "thing", id: "2")
            let searches = [
                AuditSearch(), AuditSearch(actor: AuditActor(.member(ada))),
                AuditSearch(action: "thing-made"), AuditSearch(subject: thing),
                AuditSearch(actor: AuditActor(.member(ada)), subject: thing),
                AuditSearch(time: noon..<noon.adding(.seconds(1))),
                AuditSearch(time: noon.adding(.seconds(1))..<noon.adding(.seconds(9))),
            ]

            var found: [[Int]] = []
            let statements = try await house.house.statements.during {
                for search in searches {
                    found.append(try await house.entries(search).map(\.number))
                }
            }

            #expect(found == [[4, 3, 2, 1], [4, 2], [3, 2], [4, 3], [4], [3, 2, 1], [4]])
            #expect(statements.count == searches.count)
            #expect(statements.allSatisfy { !$0.scans("audit_entry") })
        }
    }
}
