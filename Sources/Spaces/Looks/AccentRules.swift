/// Whether a colour can be the accent of the pages, and the nearest that can.
///
/// The accent is text on three grounds, the ground of buttons and the filling of bars; WCAG 2.2 asks
/// for a contrast of 4.5 with text and of 3 for pictures. The other colours are those of
/// `Public/css/tokens.css`: a test compares them.
package struct AccentRules: Sendable {
    /// By day and by night; night is the pages' dark form.
    package static let day = AccentRules(
        paper: Color(0xFA, 0xF7, 0xF0),
        card: Color(0xFF, 0xFF, 0xFF),
        ink: Color(0x1A, 0x1C, 0x28),
        muted: Color(0x55, 0x58, 0x69),
        on: Color(0xFF, 0xFF, 0xFF),
        soft: 7,
        tint: 24,
        ground: 13,
        direction: -1
    )
    package static let night = AccentRules(
        paper: Color(0x11, 0x13, 0x1B),
        card: Color(0x1A, 0x1D, 0x28),
        ink: Color(0xEE, 0xEB, 0xE3),
        muted: Color(0xB5, 0xB6, 0xC3),
        on: Color(0x10, 0x18, 0x33),
        soft: 10,
        tint: 32,
        ground: 17,
        direction: 1
    )

    let paper: Color
    let card: Color
    let ink: Color
    let muted: Color
    /// Text on the accent.
    let on: Color
    /// How much of the accent, in per cent, is in its soft and its tinted ground.
    let soft: Int
    let tint: Int
    /// How much ink is in the ground of bars.
    let ground: Int
    /// Where readable colours lie: darker by day, lighter by night.
    private let direction: Double

    /// What became of the colour that was asked for.
    package enum Outcome: Hashable, Sendable {
        case kept(Color)
        case adjusted(Color)
        /// What can be read is another colour to the eye: the operator decides.
        case tooFar(nearest: Color)
    }

    package func fit(_ asked: Color) -> Outcome {
        if isReadable(asked) { return .kept(asked) }
        let perceived = PerceivedColor(asked)
        let nearest = nearest(to: perceived, from: perceived.lightness)
        let distance = abs(PerceivedColor(nearest).lightness - perceived.lightness)
        return distance <= Self.mostChange ? .adjusted(nearest) : .tooFar(nearest: nearest)
    }

    /// The same hue, as light as the night needs it.
    package func derived(from asked: Color) -> Color {
        let perceived = PerceivedColor(asked)
        return nearest(to: perceived, from: max(perceived.lightness, Self.derivedLightness))
    }

    /// Every place where the accent stands, at once.
    func isReadable(_ accent: Color) -> Bool {
        let softGround = accent.mixed(soft, with: card)
        let grounds = [paper, card, softGround]
        return grounds.allSatisfy { accent.contrast(with: $0) >= Self.text }
            && on.contrast(with: accent) >= Self.text
            && muted.contrast(with: softGround) >= Self.text
            && ink.contrast(with: accent.mixed(tint, with: card)) >= Self.text
            && accent.contrast(with: ink.mixed(ground, with: card)) >= Self.picture
    }

    private func nearest(to color: PerceivedColor, from start: Double) -> Color {
        var lightness = start
        while (0...1).contains(lightness) {
            let candidate = color.color(at: lightness)
            if isReadable(candidate) { return candidate }
            lightness += direction * Self.step
        }
        return direction < 0 ? Color(0, 0, 0) : Color(255, 255, 255)
    }

    private static let text = 4.5
    private static let picture = 3.0
    private static let step = 0.004
    /// A quarter of the way from black to white.
    private static let mostChange = 0.25
    private static let derivedLightness = 0.78
}
