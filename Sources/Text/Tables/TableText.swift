/// Rows of a table as text that spreadsheets open (CSV, RFC 4180).
///
/// Every cell is quoted, and ``SpreadsheetText`` keeps a spreadsheet from running or changing what stands
/// in it: whoever writes rows hands over what people typed, as it is.
package struct TableText: Sendable {
    private let separator: String

    /// `separator` stands between two cells.
    package init(separator: String = ",") { self.separator = separator }

    /// What stands in a cell, where whoever writes it knows more than that it is text.
    package enum Cell: Sendable, Hashable {
        /// What somebody may have typed.
        case text(String)
        /// A number, a day, a yes or no, as programs read it: nothing that a spreadsheet runs.
        case plain(String)
    }

    /// One row, with its line end.
    package func row(_ cells: [String]) -> String { row(of: cells.map { .text($0) }) }

    /// The same of cells of several kinds.
    package func row(of cells: [Cell]) -> String {
        cells.map(Self.quoted).joined(separator: separator) + "\r\n"
    }

    private static func quoted(_ cell: Cell) -> String {
        switch cell {
        case .text(let text):
            "\"" + SpreadsheetText.neutral(text).replacing("\"", with: "\"\"") + "\""
        case .plain(let text): "\"" + text + "\""
        }
    }
}
