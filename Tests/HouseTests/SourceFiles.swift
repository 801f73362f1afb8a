import Foundation
import TestSupport

/// A Swift file of the repository, for tests that read it.
struct SourceFile: Sendable {
    /// Where it is in the repository: `Sources/Web/Pages/Layout.swift`.
    let path: String
    let lines: [Substring]
    /// Its lines with their numbers, without those that are comments.
    let code: [(number: Int, text: Substring)]
    let imports: [Substring]
    private let text: String

    private init(path: String, text: String) {
        self.path = path
        self.text = text
        lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        code = lines.enumerated().compactMap { offset, line in
            line.drop { $0 == " " }.hasPrefix("//") ? nil : (offset + 1, line)
        }
        imports = code.compactMap { _, line in
            guard line.contains("import ") else { return nil }
            let words = line.split(separator: " ")
            guard let index = words.firstIndex(of: "import"), index <= 2 else { return nil }
            return words.dropFirst(index + 1).first
        }
    }

    /// Whether that text stands anywhere in it.
    func contains(_ part: String) -> Bool { text.range(of: part, options: .literal) != nil }

    /// Its lines of code with that text in them.
    func lines(with part: String) -> [(number: Int, text: Substring)] {
        contains(part) ? code.filter { $0.text.contains(part) } : []
    }

    /// Where that text stands in code, with no letter or digit before it.
    func places(of part: String) -> [String] {
        lines(with: part)
            .filter { _, line in
                line.ranges(of: part).contains { range in
                    let before = line[..<range.lowerBound].last
                    return before.map { !$0.isLetter && !$0.isNumber && $0 != "_" } ?? true
                }
            }
            .map { "\(path):\($0.number)" }
    }

    /// Its texts in quotation marks, those of several lines as one.
    ///
    /// `isShared` when the function before takes a transaction that sees all tenants.
    var literals: [(text: String, isShared: Bool)] {
        var found: [(text: String, isShared: Bool)] = []
        var isShared = false
        var open: String?
        for (_, line) in code {
            if line.contains("inout SharedTransaction") { isShared = true }
            if line.contains("inout Transaction") { isShared = false }
            if let text = open {
                let isEnd = line.drop { $0 == " " }.hasPrefix("\"\"\"")
                if isEnd { found.append((text, isShared)) }
                open = isEnd ? nil : text + line + "\n"
            } else if line.hasSuffix("\"\"\"") {
                open = ""
            } else if line.contains("\"") {
                found.append((String(line), isShared))
            }
        }
        return found
    }

    /// The files of the program: `Sources` and the sources of modules.
    static func program() throws -> [SourceFile] {
        try all().filter { file in
            !["Tests/", "/Tests/", "/ProgramTests/"].contains(where: file.path.contains)
        }
    }

    /// The names of the modules' folders.
    static func modules() throws -> Set<Substring> {
        Set(
            try all().map(\.path).filter { $0.hasPrefix("Modules/") }
                .compactMap { $0.split(separator: "/").dropFirst().first }
        )
    }

    /// Every Swift file of the repository.
    static func all() throws -> [SourceFile] { try everything.get() }

    private static let everything = Result {
        try ["Sources", "Modules", "Tests"].flatMap { folder -> [SourceFile] in
            let root = TestHouse.root + "/" + folder
            // A checkout without modules has no folder for them.
            guard FileManager.default.fileExists(atPath: root) else { return [] }
            return try FileManager.default.subpathsOfDirectory(atPath: root)
                .filter { $0.hasSuffix(".swift") }
                .map { name in
                    SourceFile(
                        path: folder + "/" + name,
                        text: try String(contentsOfFile: root + "/" + name, encoding: .utf8)
                    )
                }
        }
    }
}
