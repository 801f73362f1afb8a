/// How far a count has come towards a goal: a bar, and the same in words for those who cannot see it.
///
/// The bar is an image with a width in per cent, because the content security policy lets no page
/// carry styles of its own.
package struct ProgressBar: Component {
    private let label: String?
    private let caption: String?
    private let value: Int
    private let goal: Int

    /// The label says both numbers: it is the text alternative of the picture.
    package init(label: String, value: Int, goal: Int) {
        self.label = label
        caption = nil
        self.value = value
        self.goal = goal
    }

    /// The caption stands beside the bar and says the same, so that the picture may be passed over.
    package init(caption: String, value: Int, goal: Int) {
        label = nil
        self.caption = caption
        self.value = value
        self.goal = goal
    }

    /// Hundredths of a percent, rounded down: a goal never looks reached before it is.
    package static func share(_ value: Int, of goal: Int) -> Int {
        guard goal > 0 else { return 0 }
        return Int(clamping: Int128(value) * 10_000 / Int128(goal))
    }

    package var html: HTML {
        let share = min(Self.share(value, of: goal), 10_000)
        // A first signature shows: half a percent at least.
        let width = value > 0 ? max(share, 50) : 0
        let percent = "\(width / 100).\(width % 100 / 10)%"
        return """
            <div class="progress\(" reached", when: share >= 10_000)">\
            <svg class="bar"\(role) focusable="false">\
            <rect class="track" width="100%" height="100%"/>\
            <rect class="fill" width="\(percent)" height="100%"/></svg>\(captionText)</div>
            """
    }

    private var role: HTML {
        guard let label else { return " aria-hidden=\"true\"" }
        return """
             role="img" aria-label="\(label)"
            """
    }

    private var captionText: HTML {
        guard let caption else { return .empty }
        return "<span>\(caption)</span>"
    }
}
