/// A message that the page wants read first.
package struct Notice: Component {
    package enum Kind: String, Sendable {
        case information
        case success
        case warning
        case error
    }

    private let kind: Kind
    private let title: String
    private let content: HTML

    package init(_ kind: Kind, title: String, content: HTML = .empty) {
        self.kind = kind
        self.title = title
        self.content = content
    }

    package var html: HTML {
        let role = kind == .error ? "alert" : "status"
        return """
            <div class="notice notice-\(kind.rawValue)" role="\(role)">
            <h2>\(title)</h2>
            \(content)
            </div>
            """
    }
}
