/// What is set, each thing with its value and where to change it.
package struct SummaryList: Component {
    package struct Row: Sendable {
        let term: String
        let value: HTML
        let action: HTML

        /// `value` may be empty; `action` holds links.
        package init(_ term: String, value: HTML = .empty, action: HTML = .empty) {
            self.term = term
            self.value = value
            self.action = action
        }

        /// With one link, whose words are completed by the term for whoever hears them alone.
        package init(_ term: String, value: HTML = .empty, link words: String, to path: Path) {
            self.init(
                term,
                value: value,
                action: """
                    <a href="\(url: path)">\(words)<span class="visually-hidden"> – \(term)</span></a>
                    """
            )
        }
    }

    private let rows: [Row]

    package init(_ rows: [Row]) { self.rows = rows }

    package var html: HTML {
        let items = rows.map { row -> HTML in
            """
            <div><dt>\(row.term)</dt><dd>\(row.value)</dd><dd class="action">\(row.action)</dd></div>

            """
        }
        return """
            <dl class="summary">
            \(items)</dl>
            """
    }
}
