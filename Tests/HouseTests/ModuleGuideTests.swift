import Foundation
import TestSupport
import Testing

/// Goal: what docs/MODULES.md says that a module has to write is what the smallest one has written.
///
/// Method: the table of its files, against the files.
@Suite("What a module has to write")
struct ModuleGuideTests {
    private static let folder = "Sources/TestSupport/Suggestions/"

    @Test("every file of the small module stands in the table with its lines, which add up")
    func table() throws {
        let rows = try Self.rows()
        let files = try SourceFile.all().filter { $0.path.hasPrefix(Self.folder) }
        var together = [0, 0, 0, 0]

        #expect(rows.count == files.count + 1)
        for file in files {
            let name = String(file.path.dropFirst(Self.folder.count))
            let row = try #require(rows["`\(name)`"], "\(name)")
            // Behind the end of the last line nothing stands.
            #expect(row[0] == file.lines.count - 1, "\(name)")
            #expect(row[0] == row[1] + row[2] + row[3], "\(name)")
            for index in row.indices { together[index] += row[index] }
        }
        #expect(rows["**together**"] == together)
    }

    /// The four numbers of each row of the first table, by its first cell.
    private static func rows() throws -> [String: [Int]] {
        let path = TestHouse.root + "/docs/MODULES.md"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let table = try #require(
            text.split(separator: "## ").first { $0.hasPrefix("File by file") }
        )
        var rows: [String: [Int]] = [:]
        for line in table.split(separator: "\n") where line.hasPrefix("|") {
            let cells = line.split(separator: "|").map { cell in
                cell.trimmingCharacters(in: .whitespaces)
            }
            let numbers = cells.dropFirst().prefix(4).compactMap { Int($0) }
            if numbers.count == 4 { rows[cells[0]] = numbers }
        }
        return rows
    }
}
