import FoundationEssentials
import TestSupport
import Testing

@testable import Storage

/// Goal: of two copies of one name that are made at once, one is whole and the other is told.
///
/// Method: the first one ends at the instant at which the second has opened its file.
@Suite("The file of a copy")
struct BackupFileTests {
    @Test("a copy that ends while another one begins stays whole")
    func ends() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/copy"
        let first = try BackupFile(path: path)
        try first.write(Array("whole".utf8))

        let refused = #expect(throws: StorageError.self) {
            _ = try BackupFile(path: path) { try? first.finish() }
        }

        #expect(refused?.detail.contains("another program writes it") == true)
        #expect(Self.text(of: path) == "whole")
        #expect(try folder.files().keys.sorted() == ["copy"])
    }

    @Test("a copy that is given up while another one begins leaves nothing under its name")
    func givenUp() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/copy"
        var first: BackupFile? = try BackupFile(path: path)
        try first?.write(Array("half".utf8))

        let refused = #expect(throws: StorageError.self) {
            _ = try BackupFile(path: path) { first = nil }
        }
        let next = try BackupFile(path: path)
        try next.write(Array("whole".utf8))
        try next.finish()

        #expect(refused?.kind == .unavailable)
        #expect(Self.text(of: path) == "whole")
    }

    private static func text(of path: String) -> String? {
        FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
    }
}
