import Foundation
import TestSupport

/// A Swift file of the repository, for tests that read it.
struct SourceFile: Sendable {
    /// Where it is in the repository: `Sources/Web/Pages/Layout.swift`.
    let path: String
    let lines: [Substring]

    /// Its lines with their numbers, without those that are comments.
    var code: [(number: Int, text: Substring)] {
        lines.enumerated().compactMap { offset, line in
            line.drop(while: \.isWhitespace).hasPrefix("//") ? nil : (offset + 1, line)
        }
    }

    /// Its lines of code with that text in them, where no letter or digit stands before it.
    func places(of text: String) -> [String] {
        code.filter { _, line in
            line.ranges(of: text).contains { range in
                let before = line[..<range.lowerBound].last
                return before.map { !$0.isLetter && !$0.isNumber && $0 != "_" } ?? true
            }
        }.map { "\(path):\($0.number)" }
    }

    var imports: [Substring] {
        code.compactMap { _, line in
            let words = line.split(separator: " ")
            guard let index = words.firstIndex(of: "import"), index <= 2, index + 1 < words.count
            else {
                return nil
            }
            return words[index + 1]
        }
    }

    /// The files of the program: `Sources` and the sources of modules.
    static func program() throws -> [SourceFile] {
        try all(below: ["Sources", "Modules"]).filter { !$0.path.contains("/Tests/") }
    }

    static func all(below folders: [String]) throws -> [SourceFile] {
        try folders.flatMap { folder -> [SourceFile] in
            let root = TestHouse.root + "/" + folder
            return try FileManager.default.subpathsOfDirectory(atPath: root)
                .filter { $0.hasSuffix(".swift") }
                .map { name in
                    let text = try String(contentsOfFile: root + "/" + name, encoding: .utf8)
                    return SourceFile(
                        path: folder + "/" + name,
                        lines: text.split(separator: "\n", omittingEmptySubsequences: false)
                    )
                }
        }
    }
}
