import Foundation
import Kernel
import Moderation
import Storage
import TestSupport
import Testing

@testable import Spaces

/// What is told and offered of the spaces of suggestions.
extension SuggestionHouse {
    /// Five suggestions of Ada in the second space, of which the second is hidden, and one in the first.
    static func filled(_ body: (SuggestionHouse) async throws -> Void) async throws {
        var change = SpaceChange()
        change.settings = ["waiting": "0"]
        try await run(change) { house in
            var ada = try await house.member("ada@example.org")
            for text in ["Swings", "Slides", "=1+1", "Trees, \"old\" ones", "Benches"] {
                try await house.suggest(text, at: "ideas", in: &ada)
            }
            try await house.suggest("Lamps", at: "suggestions", in: &ada)
            try await house.hide("2", in: 2)
            try await body(house)
        }
    }

    func hide(_ id: String, in space: Int) async throws {
        let hooks = try #require(suggestions.subjects.first)
        guard case .moderated(let hide, _) = hooks.visibility else {
            Issue.record("it cannot be hidden")
            return
        }
        try await house.database.write(in: scope(space)) { try hide([id], &$0) }
    }

    /// Nobody of the institution has a role any more; sessions go on.
    func takeRoles() async throws {
        try await house.database.write(in: scope(0)) {
            try $0.run("DELETE FROM member_role WHERE tenant_id = \($0.tenant)")
        }
    }

    func export(_ name: String) throws -> ExportDeclaration {
        try #require(suggestions.exports.first { $0.name == name })
    }

    func rows(of name: String, in space: Int) async throws -> [[ExportCell]] {
        try await export(name).rows(in: scope(space), of: house.database)
    }

    func value(
        of name: String,
        in space: Int,
        on days: ClosedRange<CivilDate>
    ) async throws -> StatisticValue {
        let statistic = try #require(suggestions.statistics.first { $0.name == name })
        return try await statistic.value(on: days, in: scope(space), of: house.database)
    }

    /// The files of an archive, by their names, as another program reads them.
    static func files(in archive: [UInt8]) async throws -> [String: String] {
        let folder = try TemporaryFolder()
        let path = folder.path + "/export.zip"
        try Data(archive).write(to: URL(fileURLWithPath: path))
        let script = """
            import json, sys, zipfile
            z = zipfile.ZipFile(sys.argv[1])
            print(json.dumps({n: z.read(n).decode("utf-8") for n in z.namelist()}))
            """
        let read = try await OtherProgram.run("/usr/bin/env", ["python3", "-c", script, path])
        #expect(read.status == 0, "\(read.text)")
        return try JSONDecoder().decode([String: String].self, from: Data(read.text.utf8))
    }
}

/// A data package, as far as programs that read one need it.
struct ToldPackage: Decodable {
    struct Resource: Decodable {
        let path: String
        let encoding: String
        let schema: Schema
    }

    struct Schema: Decodable {
        let fields: [Field]
        let missingValues: [String]
    }

    struct Field: Decodable {
        let name: String
        let type: String
        let description: String
        let privacy: String
        let constraints: [String: [String]]?
    }

    let profile: String
    let created: String
    let resources: [Resource]
}
