package import Localization

/// States coloured by how far each has come, with a tick where it has arrived.
///
/// The picture repeats a table that the page has beside it; its text alternative says the result
/// and each state its own figures when it is pointed at.
package struct ChoroplethMap: Component {
    package struct State: Sendable {
        package let code: String
        /// `France: 12,345 of 58,320`.
        package let text: String
        /// In hundredths of a percent; from 10,000 on the state has arrived.
        package let share: Int

        package init(code: String, text: String, share: Int) {
            self.code = code
            self.text = text
            self.share = share
        }

        /// Nothing, up to a quarter, a half, three quarters, nearly all, all.
        var level: Int { share <= 0 ? 0 : min(5, share / 2500 + 1) }
    }

    private let map: EuropeMap
    private let states: [State]
    private let title: String
    private let summary: String
    private let t: Translator

    package init(_ map: EuropeMap, states: [State], title: String, summary: String, t: Translator) {
        self.map = map
        self.states = states
        self.title = title
        self.summary = summary
        self.t = t
    }

    package var html: HTML {
        """
        <figure class="map">
        <figcaption><strong>\(title)</strong> <span>\(summary)</span></figcaption>
        <svg class="europe" role="img" aria-label="\(title). \(summary)" \
        viewBox="0 0 \(map.width) \(map.height)" focusable="false">\
        <path class="around" d="\(map.background)"/>\(states.map(shape))\(states.map(tick))</svg>
        <ul class="legend" aria-hidden="true">\((0...5).map(legend))</ul>
        </figure>
        """
    }

    private func shape(_ state: State) -> HTML {
        guard let outline = map.states[state.code]?.outline else { return .empty }
        return """
            <path class="m\(state.level)" d="\(outline)"><title>\(state.text)</title></path>
            """
    }

    private func tick(_ state: State) -> HTML {
        guard state.level == 5, let point = map.states[state.code]?.label, point.count == 2 else {
            return .empty
        }
        return """
            <path class="tick" d="M\(point[0] - 5) \(point[1])l4 4 7-8"/>
            """
    }

    private func legend(_ level: Int) -> HTML {
        let label =
            switch level {
            case 0: t.number(0)
            case 5: t("map.reached")
            default: t("map.upTo", ["share": .percent(level * 2500)])
            }
        return """
            <li><svg viewBox="0 0 10 10" focusable="false"><rect class="m\(level)" width="10" \
            height="10" rx="2"/></svg>\(label)</li>
            """
    }
}
