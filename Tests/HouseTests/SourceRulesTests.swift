import Testing

/// Goal: the rules of the house hold, though nobody remembers all of them.
///
/// Method: every Swift file is read; each rule says where it is broken.
@Suite("Rules of the sources")
struct SourceRulesTests {
    @Test("the files are found, so that the rules below look at something")
    func found() throws {
        let paths = try SourceFile.program().map(\.path)

        #expect(paths.count > 100)
        #expect(paths.contains("Sources/Markup/HTML.swift"))
        for module in try SourceFile.modules() {
            #expect(paths.contains("Modules/\(module)/Sources/\(module).swift"))
        }
    }

    @Test("nothing is public or open: one package shares by `package`")
    func access() throws {
        let declared = [
            "let", "var", "func", "struct", "class", "enum", "actor", "init", "static", "final",
            "protocol", "extension", "typealias", "import", "subscript", "override", "init(",
            "mutating",
        ]
        let marks =
            declared.flatMap { ["public \($0)", "open \($0)"] } + ["public(set)", "public init("]

        let broken = try SourceFile.program().flatMap { file in marks.flatMap(file.places) }

        #expect(broken.isEmpty, "\(broken)")
    }

    @Test(
        "hardly a file imports all of Foundation, and the lowest do not even import its essentials"
    )
    func foundation() throws {
        let lowest = ["Kernel", "Markup", "Localization", "Storage", "Ledger"].map {
            "Sources/\($0)/"
        }

        // URLSession and processes are only in all of Foundation, and our own would be worse.
        let exempt = [
            "Sources/OpenID/Transport/Provider", "Sources/TestSupport/MailSink",
            "Sources/StoragePostgres/PostgresTool", "Sources/TestSupport/CuttingProxy",
            "Sources/TestSupport/PrivatePostgres", "Sources/TestSupport/OtherProgram",
            "Sources/StoragePostgres/FileHandle+Pipes", "Sources/TestSupport/BuiltProgram",
            "Sources/Files/Renewing/DocumentProgram",
        ]

        for file in try SourceFile.program() {
            let isLowest = lowest.contains { file.path.hasPrefix($0) }
            let isExempt = exempt.contains { file.path.hasPrefix($0) }

            #expect(isExempt || !file.imports.contains("Foundation"), "\(file.path)")
            #expect(!isLowest || !file.imports.contains("FoundationEssentials"), "\(file.path)")
        }
    }

    @Test("pipes are read by calls that a signal neither ends nor crashes")
    func pipes() throws {
        let marks = [
            "availableData", "readDataToEndOfFile", "readToEnd", "readData(", "read(upToCount",
            "write(Data(", "write(contentsOf",
        ]

        let broken = try SourceFile.all()
            .filter { $0.path != "Tests/HouseTests/SourceRulesTests.swift" }
            .filter { $0.contains("Pipe()") || $0.contains("FileHandle") }
            .flatMap { file in marks.flatMap(file.lines).map { "\(file.path):\($0.number)" } }

        #expect(broken.isEmpty, "\(broken)")
    }

    @Test("every server keeps its connections: a stop would end the program otherwise")
    func servers() throws {
        let broken = try SourceFile.all()
            .filter { $0.path != "Tests/HouseTests/SourceRulesTests.swift" }
            .flatMap { Self.lines(of: $0, with: ".http1(") }

        #expect(broken.isEmpty, "\(broken)")
    }

    @Test("no file has more than 300 lines")
    func length() throws {
        let long = try SourceFile.all()
            .filter { $0.lines.count > 301 }
            .map(\.path)

        #expect(long.isEmpty, "\(long)")
    }

    @Test("time, names and randomness come from the kernel alone")
    func ambient() throws {
        let marks = [
            "Date()", "Date.now", "UUID()", "SystemRandomNumberGenerator", "clock_gettime",
        ]

        let broken = try SourceFile.program()
            .filter { !$0.path.hasPrefix("Sources/Kernel/") }
            .flatMap { file in marks.flatMap(file.places) + Self.lines(of: file, with: ".random(") }

        #expect(broken.isEmpty, "\(broken)")
    }

    @Test("nothing crashes, hides from the compiler, or runs where nobody waits for it")
    func forbidden() throws {
        let marks = [
            "try!", "as!", "fatalError(", "@unchecked", "nonisolated(unsafe)", "Task {", "Task(",
            "Task.detached", "Task.init", "debugPrint(", "dump(",
        ]

        let broken = try SourceFile.program().flatMap { file in
            marks.flatMap { mark in
                mark.hasPrefix("@") ? Self.lines(of: file, with: mark) : file.places(of: mark)
            }
        }

        #expect(broken.isEmpty, "\(broken)")
    }

    // A lock is generic: each access hands a function in one more layer of thunks and keeps it so. Calls
    // then take longer with every one before (seen: a sixth of a signature after some ten thousand).
    @Test("no lock holds a function by itself")
    func functionsInLocks() throws {
        let broken = try SourceFile.program().flatMap { file in
            file.lines(with: "Mutex<").filter { $0.text.contains("->") }.map {
                "\(file.path):\($0.number)"
            }
        }

        #expect(broken.isEmpty, "\(broken)")
    }

    @Test("only the console prints")
    func printing() throws {
        let broken = try SourceFile.program()
            .filter { !$0.path.hasSuffix("/Console.swift") }
            .flatMap { $0.places(of: "print(") }

        #expect(broken.isEmpty, "\(broken)")
    }

    @Test("an error is told by its kind: its own words may quote what somebody typed")
    func errors() throws {
        let marks = ["\\(error)", "describing: error", "reflecting: error"]

        let broken = try SourceFile.program().flatMap { file in
            marks.flatMap { Self.lines(of: file, with: $0) }
        }

        #expect(broken.isEmpty, "\(broken)")
    }

    @Test("a value in an attribute stands between quotation marks")
    func quoted() throws {
        // `name=\(`, unless the name stands in the query of an address: `?name=\(` or `&name=\(`.
        let broken = try SourceFile.program().flatMap { file in
            file.lines(with: "=\\(").filter { _, line in
                line.ranges(of: "=\\(").contains { range in
                    let name = line[..<range.lowerBound].reversed()
                        .prefix { $0.isLetter || $0.isNumber || $0 == "-" }
                    let before = line[..<range.lowerBound].dropLast(name.count).last
                    return !name.isEmpty && before != "?" && before != "&"
                }
            }.map { "\(file.path):\($0.number)" }
        }

        #expect(broken.isEmpty, "\(broken)")
    }

    @Test("no script, style or handler is written into a page")
    func inline() throws {
        let marks = [
            "style=\"", "style=\\\"", "onclick=", "onload=", "onerror=", "onsubmit=", "<style",
            "javascript:",
        ]

        // Mail programs read no style sheet.
        let letter = "Sources/Mail/Letters/LetterHTML.swift"
        let broken = try SourceFile.program().flatMap { file in
            marks.filter { file.path != letter || !$0.hasPrefix("style=") }
                .flatMap { Self.lines(of: file, with: $0) }
        }

        #expect(broken.isEmpty, "\(broken)")
    }

    @Test("markup that nobody escaped is trusted in two places")
    func trusting() throws {
        let broken = try SourceFile.program()
            .filter {
                !$0.path.hasPrefix("Sources/Markup/") && $0.path != "Sources/Web/Pages/Layout.swift"
            }
            .flatMap { Self.lines(of: $0, with: "trusting:") }

        #expect(broken.isEmpty, "\(broken)")
    }

    @Test("whoever tells swift-format to look away says why in the line before")
    func suppressions() throws {
        let mark = "swift-format-" + "ignore"
        for file in try SourceFile.all() where file.contains(mark) {
            for (before, line) in zip([""] + file.lines, file.lines) where line.contains(mark) {
                let reason = before.drop(while: \.isWhitespace)

                #expect(reason.hasPrefix("//") && !reason.contains(mark), "\(file.path): \(line)")
            }
        }
    }

    @Test("nothing is left for later without a place where somebody would find it")
    func leftovers() throws {
        let marks = ["TO" + "DO", "FIX" + "ME", "XX" + "X", "MARK" + ":"]

        let broken = try SourceFile.all().flatMap { file in
            marks.filter(file.contains).map { "\(file.path): \($0)" }
        }

        #expect(broken.isEmpty, "\(broken)")
    }

    private static func lines(of file: SourceFile, with text: String) -> [String] {
        file.lines(with: text).map { "\(file.path):\($0.number)" }
    }
}
