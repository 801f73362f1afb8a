import Foundation
import TestSupport

/// What the repository says, for tests that read it.
enum SourceText {
    /// Every file below `Sources` and `Modules` with that ending, by its path in the repository.
    static func files(ending: String) throws -> [String: String] {
        var found: [String: String] = [:]
        for folder in ["Sources", "Modules"] {
            let root = TestHouse.root + "/" + folder
            // A checkout without modules has no folder for them.
            guard FileManager.default.fileExists(atPath: root) else { continue }
            for name in try FileManager.default.subpathsOfDirectory(atPath: root)
            where name.hasSuffix(ending) {
                found[folder + "/" + name] = try String(
                    contentsOfFile: root + "/" + name,
                    encoding: .utf8
                )
            }
        }
        return found
    }

    /// The Swift files of the program: no tests, and not what only tests use.
    static func program() throws -> [String: String] {
        try files(ending: ".swift").filter { path, _ in
            !path.contains("/Tests/") && !path.contains("/ProgramTests/")
                && !path.hasPrefix("Sources/TestSupport/")
        }
    }

    /// The texts of one catalogue file.
    static func catalogues() throws -> [String: [String: String]] {
        try files(ending: ".json").filter { $0.key.contains("/Locales/") }.mapValues { text in
            try JSONDecoder().decode([String: String].self, from: Data(text.utf8))
        }
    }
}
