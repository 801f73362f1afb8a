/// The statements of a script, one by one, for tables that are spread over a cluster.
///
/// What a cluster takes in one statement only of a table that stands on one server becomes several.
enum ScriptSteps {
    static func of(_ script: String) -> [String] {
        statements(of: script).flatMap(parts)
    }

    /// The table that a statement makes.
    static func created(by statement: String) -> String? {
        name(behind: "CREATE TABLE", in: statement)
    }

    /// Ends at each semicolon that is in no text and in no body of a function.
    private static func statements(of script: String) -> [String] {
        var statements = [""]
        var (isText, isBody) = (false, false)
        var last: Character = " "
        for line in script.split(separator: "\n", omittingEmptySubsequences: false) {
            for character in line {
                if !isText, !isBody, last == "-", character == "-" {
                    // A remark, whose first sign stands there already.
                    statements[statements.count - 1].removeLast()
                    break
                }
                if character == "'", !isBody { isText.toggle() }
                if !isText, last == "$", character == "$" {
                    isBody.toggle()
                    last = " "
                } else {
                    last = character
                }
                if character == ";", !isText, !isBody {
                    statements.append("")
                } else {
                    statements[statements.count - 1].append(character)
                }
            }
            last = " "
            statements[statements.count - 1].append("\n")
        }
        return statements.map { String($0.drop(while: \.isWhitespace)) }
            .filter { !$0.isEmpty }
    }

    /// A column and its condition come one after the other.
    private static func parts(of statement: String) -> [String] {
        guard let altered = name(behind: "ALTER TABLE", in: statement),
            statement.contains("ADD COLUMN"), let check = statement.firstRange(of: "CHECK (")
        else { return [statement] }
        return [
            String(statement[..<check.lowerBound]),
            "ALTER TABLE \(altered) ADD \(statement[check.lowerBound...])",
        ]
    }

    private static func name(behind words: String, in statement: String) -> String? {
        guard statement.hasPrefix(words + " ") else { return nil }
        let name = statement.dropFirst(words.count + 1)
            .prefix { $0.isLetter || $0 == "_" || $0.isNumber }
        return name.first?.isLowercase == true ? String(name) : nil
    }
}
