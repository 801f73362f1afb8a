/// Rows of a table as text that spreadsheets open (CSV, RFC 4180).
///
/// Every cell is quoted, and ``SpreadsheetText`` keeps a spreadsheet from running or changing what stands
/// in it: whoever writes rows hands over what people typed, as it is.
package struct TableText: Sendable {
    private let separator: String

    /// `separator` stands between two cells.
    package init(separator: String = ",") { self.separator = separator }

    /// One row, with its line end.
    package func row(_ cells: [String]) -> String {
        cells.map(Self.quoted).joined(separator: separator) + "\r\n"
    }

    private static func quoted(_ text: String) -> String {
        "\"" + SpreadsheetText.neutral(text).replacing("\"", with: "\"\"") + "\""
    }
}
