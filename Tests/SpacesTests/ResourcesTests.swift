import FoundationEssentials
import Kernel
import Localization
import TestSupport
import Testing

@testable import Spaces

/// Goal: a folder that is not whole is told when the program starts.
///
/// Method: small folders with one mistake each.
@Suite("The folder of resources")
struct ResourcesTests {
    @Test("a folder without its parts is refused, and says which part")
    func noRoot() throws {
        let folder = try TemporaryFolder()

        #expect(throws: Resources.Failure.self) { try Resources(root: folder.path, program: ".") }
        #expect(throws: Resources.Failure.self) { try Resources(root: "/nowhere", program: ".") }
    }

    @Test("the folder is found above the program")
    func found() throws {
        let folder = try makeFolder([:])

        let resources = try Resources(root: nil, program: folder.path + "/Seeds/bin/debug/parvis")
        let named = try Resources(root: folder.path, program: ".")

        #expect(FileManager.default.fileExists(atPath: resources.root + "/Public/css"))
        #expect(named.root == folder.path)
    }

    @Test("catalogues of all layers and modules become one for each language")
    func translations() throws {
        let folder = try makeFolder([
            "Sources/A/Locales/en.json": #"{"a.x": "one"}"#,
            "Sources/A/Locales/fr.json": #"{"a.x": "un"}"#,
            "Modules/B/Locales/en.json": #"{"b.x": "two"}"#,
            "Modules/B/Locales/more/fr.json": #"{"b.x": "deux"}"#,
            "Modules/B/Locales/README.md": "no catalogue",
            "Modules/B/other/en.json": "no catalogue",
        ])

        let translations = try Resources(root: folder.path, program: ".").translations { _, _ in }

        #expect(translations.languages == [.english, .french])
        #expect(translations.all.map(\.keys) == [["a.x", "b.x"], ["a.x", "b.x"]])
    }

    @Test(
        "a key in two catalogues of a language, and a file that is no catalogue, are refused",
        arguments: [#"{"a.x": "again"}"#, "[]", "{", #"{"b.x": 1}"#, #"{"b.x": "{{"}"#, ""]
    )
    func broken(text: String) throws {
        let folder = try makeFolder([
            "Sources/A/Locales/en.json": #"{"a.x": "one"}"#, "Modules/B/Locales/en.json": text,
        ])

        #expect(throws: (any Error).self) {
            try Resources(root: folder.path, program: ".").translations { _, _ in }
        }
    }

    @Test("without an English catalogue nothing starts")
    func noEnglish() throws {
        let folder = try makeFolder(["Sources/A/Locales/fr.json": #"{"a.x": "un"}"#])

        #expect(throws: CatalogueError.missing(language: "en")) {
            try Resources(root: folder.path, program: ".").translations { _, _ in }
        }
    }

    @Test("a seed is read by its path, and one that is not there is told")
    func seeds() throws {
        let folder = try makeFolder(["Seeds/demo/a.json": "{}"])
        let resources = try Resources(root: folder.path, program: ".")

        #expect(try resources.seed("demo/a.json") == Array("{}".utf8))
        #expect(throws: Resources.Failure.self) { try resources.seed("demo/b.json") }
    }

    private func makeFolder(_ files: [String: String]) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        for name in ["Public/css/a.css", "Seeds/bin/debug/x"] + files.keys {
            let path = folder.path + "/" + name
            let parent = path.split(separator: "/").dropLast().joined(separator: "/")
            try FileManager.default.createDirectory(
                atPath: "/" + parent,
                withIntermediateDirectories: true
            )
            let bytes = Data((files[name] ?? "").utf8)
            try #require(FileManager.default.createFile(atPath: path, contents: bytes))
        }
        return folder
    }
}
