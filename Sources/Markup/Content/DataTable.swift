/// Rows and columns; on a phone each row becomes a card that names its values.
package struct DataTable: Component {
    package struct Column: Sendable {
        package let label: String
        package let isNumber: Bool
        /// Holds buttons: of no use on paper.
        package let isAction: Bool

        package init(_ label: String, isNumber: Bool = false, isAction: Bool = false) {
            self.label = label
            self.isNumber = isNumber
            self.isAction = isAction
        }

        fileprivate var attributes: HTML {
            """
            \(" class=\"number\"", when: isNumber)\(" class=\"action-cell\"", when: isAction)
            """
        }
    }

    package struct Row: Sendable {
        /// The first cell is the row's heading.
        package let cells: [HTML]
        package let isMarked: Bool

        package init(_ cells: [HTML], isMarked: Bool = false) {
            self.cells = cells
            self.isMarked = isMarked
        }
    }

    private let caption: HTML
    private let columns: [Column]
    private let rows: [Row]

    package init(caption: HTML, columns: [Column], rows: [Row]) {
        self.caption = caption
        self.columns = columns
        self.rows = rows
    }

    package var html: HTML {
        """
        <table class="cards-on-phone">
        <caption>\(caption)</caption>
        <thead><tr>\(columns.map(heading))</tr></thead>
        <tbody>\(rows.map(row))</tbody>
        </table>
        """
    }

    private func heading(_ column: Column) -> HTML {
        """
        <th scope="col"\(column.attributes)>\
        \(column.label)</th>
        """
    }

    private func row(_ row: Row) -> HTML {
        let cells = zip(columns, row.cells).dropFirst().map { column, cell -> HTML in
            """
            <td data-label="\(column.label)"\(column.attributes)>\
            \(cell)</td>
            """
        }
        return """
            <tr\(" class=\"marked\"", when: row.isMarked)>\
            <th scope="row">\(row.cells.first ?? .empty)</th>\(cells)</tr>

            """
    }
}
