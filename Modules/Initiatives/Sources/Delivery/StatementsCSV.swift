/// Opened statements as CSV (RFC 4180), for spreadsheets.
package struct StatementsCSV: Sendable {
    package init() {}

    package var head: String {
        row([
            "number", "full_first_names", "family_names", "street", "house_number", "postal_code",
            "city", "country", "date_of_birth", "kind_of_number", "number_of_document", "date",
        ])
    }

    package func row(_ opened: OpenedStatement) -> String {
        let content = opened.content
        return row([
            String(opened.number), content.firstNames, content.familyNames, content.street ?? "",
            content.houseNumber ?? "", content.postalCode ?? "", content.city ?? "",
            content.country ?? "", content.birthDate ?? "", content.numberKind ?? "",
            content.number ?? "", opened.day,
        ])
    }

    private func row(_ cells: [String]) -> String {
        cells.map(cell).joined(separator: ",") + "\r\n"
    }

    /// Quoted, and harmless: a spreadsheet would run a cell that begins with `= + - @`.
    ///
    /// OWASP, "CSV Injection": an apostrophe in front makes it text; tabs and line ends count too.
    private func cell(_ text: String) -> String {
        let isFormula = text.unicodeScalars.first.map {
            "=+-@\t\r\n＝＋－＠".unicodeScalars.contains($0)
        }
        let harmless = isFormula == true ? "'" + text : text
        return "\"" + harmless.replacing("\"", with: "\"\"") + "\""
    }
}
