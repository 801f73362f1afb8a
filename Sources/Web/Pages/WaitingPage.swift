package import Localization
package import Markup

/// Somebody without JavaScript waits, because their network has sent much: nothing is lost that was typed.
package struct WaitingPage: Component {
    private let wait: Duration?
    private let fields: [(name: String, value: String)]
    private let path: Path
    private let t: Translator

    /// How long until the button helps; nil when too many wait already.
    package init(
        wait: Duration?,
        fields: [(name: String, value: String)],
        path: Path,
        t: Translator
    ) {
        self.wait = wait
        self.fields = fields
        self.path = path
        self.t = t
    }

    package var title: String {
        wait.map { t("wait.title", ["count": .number($0.secondsToWait)]) } ?? t("wait.full.title")
    }

    package var html: HTML {
        let text: MessageKey = wait == nil ? "wait.full.text" : "wait.text"
        return """
            <div class="reading"><h1>\(title)</h1>
            \(Prose(t(text)))
            \(ResendForm(fields: fields, path: path, t: t))</div>
            """
    }
}

extension Duration {
    /// Whole seconds, rounded up: how long people are told to wait.
    package var secondsToWait: Int {
        let (seconds, rest) = components
        return Int(seconds) + (rest > 0 ? 1 : 0)
    }
}
