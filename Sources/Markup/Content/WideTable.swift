/// A table with more columns than a narrow window has room for: it scrolls within a frame of its own, by the
/// keyboard too, and the page does not.
package struct WideTable: Component {
    private let label: String
    private let table: DataTable

    /// - Parameter label: What the frame is called, for people who do not see it.
    package init(_ label: String, _ table: DataTable) {
        self.label = label
        self.table = table
    }

    package var html: HTML {
        """
        <div class="wide-table" role="region" aria-label="\(label)" tabindex="0">
        \(table)</div>
        """
    }
}
