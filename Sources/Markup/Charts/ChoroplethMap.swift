package import Localization

/// States coloured by how far each has come, with their codes, and a tick where one has arrived.
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
    private let outlines: Path
    private let states: [State]
    private let title: String
    private let summary: String
    private let t: Translator

    /// `outlines` is where browsers find ``EuropeMap/outlines``.
    package init(
        _ map: EuropeMap,
        outlines: Path,
        states: [State],
        title: String,
        summary: String,
        t: Translator
    ) {
        self.map = map
        self.outlines = outlines
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
        <use class="around" href="\(url: outlines.fragment("around"))"/>\(states.map(shape))\(states.map(name))\(states.map(tick))</svg>
        <ul class="legend" aria-hidden="true">\((0...5).map(legend))</ul>
        </figure>
        """
    }

    private func shape(_ state: State) -> HTML {
        guard map.states[state.code] != nil else { return .empty }
        return """
            <use class="m\(state.level)" href="\(url: outlines.fragment(state.code))">\
            <title>\(state.text)</title></use>
            """
    }

    /// The code, in the state or beside it; a picture's words are drawn and not read.
    private func name(_ state: State) -> HTML {
        guard let point = point(of: state) else { return .empty }
        let look: HTML =
            switch state.level {
            case 5: " class=\"on-dark on-reached\""
            case 3, 4: " class=\"on-dark\""
            default: .empty
            }
        return """
            <text\(look) x="\(point.x)" y="\(point.y)">\(state.code)</text>
            """
    }

    /// Above the code, so that reached and not reached differ without any colour.
    private func tick(_ state: State) -> HTML {
        guard state.level == 5, let point = point(of: state) else { return .empty }
        return """
            <path class="tick" d="M\(point.x - 4) \(point.y - 11)l3 3 6-6"/>
            """
    }

    private func point(of state: State) -> (x: Int, y: Int)? {
        guard let label = map.states[state.code]?.label, label.count == 2 else { return nil }
        return (label[0], label[1])
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
