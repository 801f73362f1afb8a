import Text

/// Opened statements as CSV (RFC 4180), for spreadsheets.
///
/// The file begins with the mark of UTF-8, without which Excel reads `Lõvi` as `LÃµvi`. Excel's
/// separator is that of its country, so whoever opens a file can have any of three.
package struct StatementsCSV: Sendable {
    /// What stands between two cells.
    package enum Separator: String, CaseIterable, Sendable {
        case comma
        case semicolon
        case tab

        var text: String {
            switch self {
            case .comma: ","
            case .semicolon: ";"
            case .tab: "\t"
            }
        }
    }

    private let separator: Separator

    package init(separator: Separator = .comma) { self.separator = separator }

    package var head: String {
        "\u{FEFF}"
            + table.row([
                "number", "full_first_names", "family_names", "street", "house_number",
                "postal_code", "city", "country", "date_of_birth", "kind_of_number",
                "number_of_document", "date",
            ])
    }

    package func row(_ opened: OpenedStatement) -> String {
        let content = opened.content
        let typed = [
            content.firstNames, content.familyNames, content.street, content.houseNumber,
            content.postalCode, content.city, content.country, content.birthDate,
            content.numberKind, content.number,
        ]
        return table.row([String(opened.number)] + typed.map { $0 ?? "" } + [opened.day])
    }

    private var table: TableText { TableText(separator: separator.text) }
}
