package import Localization

/// Several shares that must all become whole: an arcade of stones that fill from the ground, and
/// rows with names where an arcade would be too narrow for its words.
///
/// The style sheet chooses by the room that there is, which is less on a phone and with large text.
package struct Stones: Component {
    package struct Stone: Sendable {
        package let code: String
        package let name: String
        /// In hundredths of a percent.
        package let share: Int

        package init(code: String, name: String, share: Int) {
            self.code = code
            self.name = name
            self.share = share
        }
    }

    private let stones: [Stone]
    private let t: Translator

    package init(_ stones: [Stone], t: Translator) {
        self.stones = stones
        self.t = t
    }

    package var html: HTML {
        """
        <div class="arcade"><ul class="stones">\(stones.map(item))</ul></div>
        """
    }

    /// The code is for the eye; the name is read aloud, and seen in a row.
    private func item(_ stone: Stone) -> HTML {
        let percent = min(100, max(0, stone.share / 100))
        // A first signature shows in a row as well: half a percent at least.
        let width = stone.share > 0 ? max(50, min(10_000, stone.share)) : 0
        return """
            <li\(" class=\"reached\"", when: stone.share >= 10_000)>\
            <svg class="arch" viewBox="0 0 10 100" preserveAspectRatio="none" aria-hidden="true" \
            focusable="false"><rect class="fill" y="\(100 - percent)" width="10" \
            height="\(percent)"/></svg>\
            <strong aria-hidden="true">\(stone.code)</strong>\
            <span class="name">\(stone.name)</span> \
            <svg class="bar" aria-hidden="true" focusable="false">\
            <rect class="track" width="100%" height="100%"/>\
            <rect class="fill" width="\(width / 100).\(width % 100 / 10)%" height="100%"/></svg> \
            <span class="share-of">\(t.percent(shown(stone.share)))</span></li>
            """
    }

    /// Seven stand side by side: decimals only where the share is small.
    private func shown(_ share: Int) -> Int { share < 1000 ? share : share / 100 * 100 }
}
