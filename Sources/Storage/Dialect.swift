/// The few words in which engines differ: types of columns, and how a placeholder looks.
package struct Dialect: Sendable {
    package let name: String
    package let placeholder: Character
    private let types: [String: String]
    private let tableSuffix: String

    /// `types` replaces the words `ID INSTANT COUNT BOOLEAN BYTES JSON TEXT REAL`.
    ///
    /// `tableSuffix` ends each `CREATE TABLE`.
    package init(
        name: String,
        placeholder: Character,
        types: [String: String],
        tableSuffix: String
    ) {
        self.name = name
        self.placeholder = placeholder
        self.types = types
        self.tableSuffix = tableSuffix
    }

    /// The text of a migration in this engine's words.
    ///
    /// Only whole words in capitals are replaced, so that `count(*)` and names stay.
    package func render(_ migration: String) -> String {
        var text = ""
        var word = ""
        for character in migration {
            if character.isLetter || character.isNumber || character == "_" {
                word.append(character)
            } else {
                text += types[word] ?? word
                word = ""
                text.append(character)
            }
        }
        text += types[word] ?? word
        return endTables(of: text)
    }

    /// Puts the suffix before the semicolon that ends a `CREATE TABLE`.
    private func endTables(of text: String) -> String {
        guard !tableSuffix.isEmpty else { return text }
        return text.split(separator: ";", omittingEmptySubsequences: false)
            .map { statement in
                let isTable = statement.drop(while: \.isWhitespace).hasPrefix("CREATE TABLE")
                return isTable ? statement + tableSuffix : String(statement)
            }
            .joined(separator: ";")
    }
}
