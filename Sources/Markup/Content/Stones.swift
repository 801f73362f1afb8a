package import Localization

/// Several shares that must all become whole, as stones that fill from the ground.
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
        <ul class="stones">\(stones.map(item))</ul>
        """
    }

    /// The code is for the eye; the name is read aloud.
    private func item(_ stone: Stone) -> HTML {
        let percent = min(100, max(0, stone.share / 100))
        return """
            <li\(" class=\"reached\"", when: stone.share >= 10_000)>\
            <svg viewBox="0 0 10 100" preserveAspectRatio="none" aria-hidden="true" \
            focusable="false"><rect class="fill" y="\(100 - percent)" width="10" \
            height="\(percent)"/></svg>\
            <strong aria-hidden="true">\(stone.code)</strong>\
            <span class="visually-hidden">\(stone.name)</span> \
            <span>\(t.percent(shown(stone.share)))</span></li>
            """
    }

    /// Seven stand side by side on a phone: decimals only where the share is small.
    private func shown(_ share: Int) -> Int { share < 1000 ? share : share / 100 * 100 }
}
