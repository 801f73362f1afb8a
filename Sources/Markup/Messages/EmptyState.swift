/// What stands where a list would be: why there is nothing, and what to do about it.
package struct EmptyState: Component {
    private let title: String
    private let text: String
    private let action: HTML

    package init(title: String, text: String, action: HTML = .empty) {
        self.title = title
        self.text = text
        self.action = action
    }

    package var html: HTML {
        """
        <div class="empty"><h2>\(title)</h2>
        <p>\(text)</p>
        \(action)</div>
        """
    }
}
