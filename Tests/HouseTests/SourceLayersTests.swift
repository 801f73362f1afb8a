import Foundation
import TestSupport
import Testing

/// Goal: a module is a folder that can be deleted, and a table has one owner.
///
/// Method: imports and SQL of every Swift file are read.
@Suite("Layers of the sources")
struct SourceLayersTests {
    private static let list = "Sources/Modules/ModuleList.swift"

    @Test("modules import no other module, and only their list imports modules")
    func modules() throws {
        let modules = try SourceFile.modules()
        let targets = Set(modules.flatMap(Self.targets))

        for file in try SourceFile.all() where file.path != Self.list {
            let isOfModule = file.path.hasPrefix("Modules/")
            let owner = isOfModule ? Self.second(of: file.path) : nil
            let foreign = Set(file.imports).intersection(targets)
                .subtracting(owner.map(Self.targets) ?? [])

            #expect(foreign.isEmpty, "\(file.path) imports \(foreign)")
        }
    }

    @Test("the list of modules is their folders")
    func list() throws {
        let modules = try SourceFile.modules()
        let list = try #require(try SourceFile.all().first { $0.path == Self.list })

        let named = Set(list.imports.filter { $0 != "Operation" && !$0.hasSuffix("Commands") })
        #expect(named == modules)
        for module in modules { #expect(list.lines(with: module + ".self").count == 1) }
    }

    @Test("what is not tested again without a module knows nothing of modules")
    func untouched() throws {
        let path = TestHouse.root + "/Scripts/test-without"
        let script = try String(contentsOfFile: path, encoding: .utf8)
        let line = try #require(script.split(separator: "\n").first { $0.contains("untouched=") })
        let targets = line.drop { $0 != "(" }.dropFirst().prefix { $0 != ")" }.split(separator: "|")
        // Through these a test comes to catalogues, routes or tables of modules, or to the program.
        let imports: Set<Substring> = [
            "Spaces", "Operation", "Modules", "Server", "ProgramSupport",
        ]
        let words = ["TestHouse.run", "TestGround", "BuiltProgram", "TestSite", " Resources("]

        #expect(!targets.isEmpty)
        for target in targets {
            let files = try SourceFile.all().filter { $0.path.hasPrefix("Tests/\(target)Tests/") }
            #expect(!files.isEmpty, "\(target)")
            for file in files {
                #expect(imports.isDisjoint(with: file.imports), "\(file.path)")
                #expect(!words.contains(where: file.contains), "\(file.path)")
            }
        }
    }

    @Test(
        "fictitious citizens are known to the server that mounts them for development, and to tests"
    )
    func fictitious() throws {
        for file in try SourceFile.program() where file.imports.contains("DevelopmentProvider") {
            let knows = [
                "Sources/Spaces/House.swift", "Sources/Operation/SiteServer.swift",
                "Sources/Spaces/IdentityProvider+Development.swift",
            ]

            #expect(
                knows.contains(file.path) || file.path.hasPrefix("Sources/TestSupport/"),
                "\(file.path)"
            )
        }
        let lines = try SourceFile.program().filter { !$0.path.contains("/TestSupport/") }
            .flatMap { $0.code.map(\.text) }
        let made = lines.indices.filter { lines[$0].contains("DevelopmentProvider(") }
        let allowed = lines.filter { $0.contains("isInDevelopment =") }

        #expect(made.count == 1)
        #expect(made.allSatisfy { lines[$0 - 1].contains("ground.isInDevelopment") })
        let ways = allowed.map { $0.split(separator: "=").last?.trimmingPrefix { $0 == " " } }
        #expect(Set(ways) == ["false", "try settings.isOn(.development)"])
    }

    @Test("only the program and tests know which engine runs")
    func engines() throws {
        let engines: Set<Substring> = ["StorageSQLite", "StoragePostgres"]
        for file in try SourceFile.program() where !engines.isDisjoint(with: file.imports) {
            let owner = Self.second(of: file.path)

            #expect(owner == "Operation" || owner == "TestSupport", "\(file.path)")
        }
        for (library, owners) in [
            "GRDB": ["StorageSQLite"], "CPostgres": ["StoragePostgres", "TestSupport"],
            "CQRCode": ["Credentials"], "CCMark": ["Text"], "CQPDF": ["Documents"],
        ] as [Substring: Set<Substring>] {
            for file in try SourceFile.program() where file.imports.contains(library) {
                let owner = Self.second(of: file.path) ?? ""

                #expect(owners.contains(owner), "\(file.path)")
            }
        }
    }

    @Test("statements stand in stores, migrations and the storage itself")
    func statements() throws {
        let broken = try SourceFile.program().filter { file in
            !Self.isStore(file.path) && !file.path.hasPrefix("Sources/Storage")
                && file.code.contains { Self.isStatement($0.text) }
        }

        #expect(broken.map(\.path).isEmpty, "\(broken.map(\.path))")
    }

    @Test("each table is named by one store")
    func tables() throws {
        let files = try SourceFile.program()
        let tables = Set(files.flatMap { Self.names(in: $0, behind: ["TABLE"]) })

        #expect(tables.isSuperset(of: ["tenant", "ledger_entry", "suggestion"]))
        for table in tables.sorted() {
            let owners = files.filter { file in
                !file.path.hasSuffix("Migrations.swift")
                    && Self.names(in: file, behind: ["FROM", "JOIN", "INTO", "UPDATE"]).contains(
                        table
                    )
            }
            #expect(Set(owners.map(Self.store)).count <= 1, "\(table): \(owners.map(\.path))")
        }
    }

    @Test("every statement of a tenant's table binds the tenant")
    func tenants() throws {
        let files = try SourceFile.program().filter { Self.isStore($0.path) }
        let tables = Set(files.flatMap(\.literals).flatMap { Self.tenantsTables(in: $0.text) })

        #expect(tables.isSuperset(of: ["suggestion", "ledger_entry", "look_link", "space"]))
        for file in files {
            for literal in file.literals where Self.names(oneOf: tables, in: literal.text) {
                // Who may see all tenants says of each row whose it is; others see one.
                let isBound =
                    literal.isShared || literal.text.contains("INSERT")
                    || literal.text.contains("tenant)")

                #expect(
                    isBound && literal.text.contains("tenant_id"),
                    "\(file.path): \(literal.text)"
                )
            }
        }
    }

    @Test("every statement of a module's table binds the space")
    func spaces() throws {
        let files = try SourceFile.program().filter {
            let isOfModule =
                $0.path.hasPrefix("Modules/")
                || $0.path.hasPrefix("Sources/TestSupport/Suggestions/")
            return isOfModule && Self.isStore($0.path)
        }
        let tables = Set(files.flatMap(\.literals).flatMap { Self.tenantsTables(in: $0.text) })

        #expect(tables.contains("suggestion"))
        for module in try SourceFile.modules() {
            let own = files.filter { $0.path.hasPrefix("Modules/\(module)/") }.flatMap(\.literals)
            #expect(own.contains { !Self.tenantsTables(in: $0.text).isEmpty }, "\(module)")
        }
        for file in files {
            for literal in file.literals where Self.names(oneOf: tables, in: literal.text) {
                // Several spaces are those in which whoever asks has a part.
                let isBound = ["space)", ": spaces)"].contains(where: literal.text.contains)
                #expect(
                    isBound && literal.text.contains("space_id"),
                    "\(file.path): \(literal.text)"
                )
            }
        }
    }

    /// The tables with a tenant in each row that this text makes.
    private static func tenantsTables(in text: String) -> [String] {
        text.split(separator: "CREATE TABLE ").compactMap { part in
            guard let columns = part.split(separator: ");").first, columns.contains("tenant_id ")
            else { return nil }
            let name = columns.prefix { $0.isLowercase || $0 == "_" }
            return name.isEmpty ? nil : String(name)
        }
    }

    private static func names(oneOf tables: Set<String>, in text: String) -> Bool {
        guard isStatement(text), !text.contains("CREATE ") else { return false }
        let words = text.split { !$0.isLetter && $0 != "_" }
        return zip(words, words.dropFirst()).contains { keyword, name in
            ["FROM", "UPDATE", "INTO", "JOIN"].contains(keyword) && tables.contains(String(name))
        }
    }

    /// Of a module, as `Package.swift` makes them.
    private static func targets(of module: Substring) -> [Substring] {
        ["", "Commands", "Tests", "ProgramTests"].map { module + $0 }
    }

    /// `Web` of `Sources/Web/…`, `Initiatives` of `Modules/Initiatives/…`.
    private static func second(of path: String) -> Substring? {
        path.split(separator: "/").dropFirst().first
    }

    private static func isStore(_ path: String) -> Bool {
        let name = path.split(separator: "/").last ?? ""
        return path.contains("/Store/") || name.hasSuffix("Store.swift") || name.contains("Store+")
            || name.hasSuffix("Migrations.swift")
    }

    private static func isStatement(_ text: some StringProtocol) -> Bool {
        let words = text.split { !$0.isLetter && $0 != "_" }
        return zip(words, words.dropFirst()).contains { first, second in
            switch (first, second) {
            case ("INSERT", "INTO"), ("DELETE", "FROM"), ("CREATE", "TABLE"), ("CREATE", "INDEX"):
                true
            case ("SELECT", _): true
            case ("UPDATE", let table): table.allSatisfy { $0.isLowercase || $0 == "_" }
            default: false
            }
        }
    }

    /// The words in lower case that stand behind one of these words.
    private static func names(in file: SourceFile, behind keywords: Set<Substring>) -> Set<String> {
        guard keywords.contains(where: { file.contains(String($0)) }) else { return [] }
        let words = file.code.flatMap { $0.text.split { !$0.isLetter && $0 != "_" } }
        return Set(
            zip(words, words.dropFirst()).compactMap { keyword, name in
                let isName = name.allSatisfy { $0.isLowercase || $0 == "_" }
                return keywords.contains(keyword) && isName ? String(name) : nil
            }
        )
    }

    /// The store that a file is, or is a part of.
    private static func store(_ file: SourceFile) -> String {
        for (_, line) in file.code {
            let words = line.split { !$0.isLetter }
            for (keyword, name) in zip(words, words.dropFirst())
            where ["enum", "extension"].contains(keyword) && name.hasSuffix("Store") {
                return String(name)
            }
        }
        return file.path
    }
}
