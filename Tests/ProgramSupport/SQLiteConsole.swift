import TestSupport

/// A connection outside of the program's own storage: what an administrator types.
package enum SQLiteConsole {
    /// Runs a statement; gives the first column of its rows as texts.
    @discardableResult
    package static func run(_ sql: String, in file: String) async throws -> [String] {
        let script = """
            import sqlite3, sys
            with sqlite3.connect(sys.argv[1]) as database:
                for row in database.execute(sys.argv[2]): print(row[0])
            """
        return try await lines(of: script, file, sql)
    }

    /// Everything in a database, as statements that would make it again.
    package static func dump(_ file: String) async throws -> [String] {
        let script = """
            import sqlite3, sys
            with sqlite3.connect(sys.argv[1]) as database:
                for statement in database.iterdump(): print(statement)
            """
        return try await lines(of: script, file)
    }

    private static func lines(of script: String, _ arguments: String...) async throws -> [String] {
        let output = try await OtherProgram.run("/usr/bin/python3", ["-c", script] + arguments)
        guard output.status == 0 else { throw ProgramFailure(text: output.text) }
        return output.text.split(separator: "\n").map(String.init)
    }
}
