import Initiatives
import Operation
import ProgramSupport
import Storage
import TestSupport
import Testing

/// Goal: what was registered and which keys statements are sealed to is never altered.
///
/// Method: the declarations of the module, and its tables on a connection that has the rights of the
/// program and nothing else.
@Suite("Rights on the tables of initiatives")
struct TableRightsTests {
    private static let migrations = Installation.migrations(of: [Initiatives.self])

    @Test("the key of an authority stays as it was written")
    func history() throws {
        let access = TableAccess.joined(Self.migrations.flatMap(\.access))
        let declared = try #require(access.first { $0.table == "authority_key" })

        #expect(declared.changes.isEmpty && !declared.removes)
    }

    @Test(
        "nothing of keys is altered, and no initiative removed",
        .enabled(if: TestEngine.isPostgres),
        arguments: [
            "DELETE FROM initiative", "UPDATE initiative_key SET wrapped = ''",
            "UPDATE authority_key SET public_key = ''",
        ]
    )
    func forbidden(statement: String) async throws {
        let house = try await RightsHouse(Self.migrations)

        #expect(try !house.may(statement))
    }
}
