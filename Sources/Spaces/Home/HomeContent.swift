import Kernel

/// What an institution has set for its home page, beside what its spaces show there.
struct HomeContent: Sendable, Hashable {
    /// One of the figures that a space gives, by the name that its module uses.
    struct Figure: Sendable, Hashable {
        let space: Space.ID
        let name: String

        init(space: Space.ID, name: String) {
            self.space = space
            self.name = name
        }

        /// As forms send it: `2/open`.
        init?(_ text: String) {
            let parts = text.split(separator: "/", maxSplits: 1)
            guard parts.count == 2, let number = Int(parts[0]), number > 0 else { return nil }
            self.init(space: Space.ID(number), name: String(parts[1]))
        }

        var text: String { "\(space)/\(name)" }
    }

    /// In Markdown, in the languages in which somebody has written one.
    var texts: [LanguageTag: String] = [:]
    /// At most three, in their order.
    var figures: [Figure] = []
    /// Every space, in the order of menu and home page.
    var order: [Space.ID] = []

    /// Another one whenever anything of it is another.
    var mark: String {
        let lines =
            texts.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
            + figures.map(\.text) + order.map { "\($0)" }
        return ContentName(of: Array(lines.joined(separator: "\n").utf8)).text
    }

    /// What is noted of it, by the words of `audit.field`.
    var auditFields: [String: String] {
        var fields = ["order": order.map { "\($0)" }.joined(separator: " ")]
        for (language, text) in texts { fields["characters/\(language)"] = String(text.count) }
        fields["figures"] =
            figures.isEmpty ? nil : figures.map(\.text).joined(separator: " ")
        return fields
    }
}
