import Operation
import Petitions
import ProgramSupport
import Storage
import TestSupport
import Testing

/// Goal: what an institution has published, and what was told of it, is never altered in silence.
///
/// Method: the declarations of the module, and its tables on a connection that has the rights of the program and
/// nothing else.
@Suite("Rights on the tables of petitions")
struct PetitionRightsTests {
    private static let migrations = Installation.migrations(of: [Petitions.self])

    @Test("what happened stays as it was told; a key can be destroyed and never exchanged")
    func history() throws {
        let access = TableAccess.joined(Self.migrations.flatMap(\.access))
        let events = try #require(access.first { $0.table == "petition_event" })
        let keys = try #require(access.first { $0.table == "petition_key" })

        #expect(events.changes == ["is_public"])
        #expect(keys.changes.isEmpty && keys.removes)
    }

    @Test(
        "no key is exchanged, no number given again, no event rewritten",
        .enabled(if: TestEngine.isPostgres),
        arguments: [
            "UPDATE petition_key SET wrapped = ''", "DELETE FROM petition_numbering",
            "UPDATE petition_event SET texts = '{}'", "UPDATE petition SET language = 'fr'",
            "UPDATE petition_trace SET network = ''", "DELETE FROM petition_crossing",
        ]
    )
    func forbidden(statement: String) async throws {
        let house = try await RightsHouse(Self.migrations)

        #expect(try !house.may(statement))
    }
}
