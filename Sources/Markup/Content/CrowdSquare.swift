/// A count on its way to a great goal, as people who fill a square.
///
/// Twenty rows of fifty: each dot is a thousandth of the goal, so a million people are a thousand
/// dots, and the last row fills from the reader's side. A pattern draws them all, because a
/// thousand circles would weigh more than the rest of the page.
package struct CrowdSquare: Component {
    package static let columns = 50
    private static let rows = 20
    /// How many dots there are.
    package static let all = columns * rows
    /// Units of the drawing from one dot to the next.
    private static let step = 10

    private let id: String
    private let label: String
    private let value: Int
    private let goal: Int
    private let hasGround: Bool

    /// The label says what the picture shows; the `id` is only needed where a page has several.
    ///
    /// Without ground only the people are drawn, and the picture ends with their last row.
    package init(
        id: String = "crowd",
        label: String,
        value: Int,
        goal: Int,
        hasGround: Bool = true
    ) {
        self.id = id
        self.label = label
        self.value = value
        self.goal = goal
        self.hasGround = hasGround
    }

    package var html: HTML {
        let width = Self.columns * Self.step
        let rows = hasGround ? Self.rows : (dots + Self.columns - 1) / Self.columns
        let height = rows * Self.step
        let full = dots / Self.columns * Self.step
        let rest = dots % Self.columns * Self.step
        let ground: HTML = """
            <rect width="\(width)" height="\(height)" fill="url(#\(id)-empty)"/>
            """
        let empty = hasGround ? pattern("\(id)-empty", "ground") : .empty
        return """
            <svg class="crowd\(" reached", when: dots == Self.all)" role="img" \
            aria-label="\(label)" viewBox="0 0 \(width) \(height)" focusable="false">\
            <defs>\(empty)\(pattern("\(id)-full", "people"))</defs>\
            \(ground, when: hasGround)<rect width="\(width)" height="\(full)" fill="url(#\(id)-full)"/>\
            <rect y="\(full)" width="\(rest)" height="\(Self.step)" fill="url(#\(id)-full)"/></svg>
            """
    }

    private var dots: Int { Self.dots(value: value, goal: goal) }

    /// How many dots are taken; the first signature takes one, and the last dot waits for the goal.
    package static func dots(value: Int, goal: Int) -> Int {
        guard value > 0, goal > 0 else { return 0 }
        return max(1, min(all, ProgressBar.share(value, of: goal) * all / 10_000))
    }

    private func pattern(_ name: String, _ look: String) -> HTML {
        """
        <pattern id="\(name)" width="\(Self.step)" height="\(Self.step)" \
        patternUnits="userSpaceOnUse"><circle class="\(look)" cx="5" cy="5" r="3.4"/></pattern>
        """
    }
}
