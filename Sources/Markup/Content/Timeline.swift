package import Localization

/// What has happened, what happens now and what comes, from the first to the last.
package struct Timeline: Component {
    package enum State: Sendable {
        case done
        case current
        case ahead
    }

    package struct Entry: Sendable {
        package let title: String
        package let detail: HTML
        package let state: State

        package init(title: String, detail: HTML = .empty, state: State) {
            self.title = title
            self.detail = detail
            self.state = state
        }
    }

    private let entries: [Entry]
    private let t: Translator

    package init(_ entries: [Entry], t: Translator) {
        self.entries = entries
        self.t = t
    }

    package var html: HTML {
        """
        <ol class="timeline">\(entries.map(item))</ol>
        """
    }

    private func item(_ entry: Entry) -> HTML {
        let mark: HTML =
            switch entry.state {
            case .done: " class=\"done\""
            case .current: " aria-current=\"step\""
            case .ahead: .empty
            }
        let done: HTML = """
             <span class="visually-hidden">(\(t("stepper.done")))</span>
            """
        let detail: HTML = """
            <span class="detail">\(entry.detail)</span>
            """
        return """
            <li\(mark)><strong>\(entry.title)\(done, when: entry.state == .done)</strong>\
            \(detail, when: !entry.detail.isEmpty)</li>

            """
    }
}
