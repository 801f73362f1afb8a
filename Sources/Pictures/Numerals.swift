#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Figures and the few letters of a registration number, as lines of one thickness with round ends.
///
/// A picture that others show beside a link needs no more words: its title stands beside it in
/// every alphabet. Each figure is drawn in a box one high; `0.56` wide unless it says otherwise.
enum Numerals {
    struct Glyph {
        let width: Double
        let lines: [[Canvas.Point]]
    }

    /// What is drawn for a character; nil for what is none of them.
    ///
    /// A space is less wide than a figure.
    static func glyph(of character: Character) -> Glyph? {
        switch character {
        case "0":
            figure([
                oval(0.28, 0.28, 0.28, 180, 360) + oval(0.28, 0.72, 0.28, 0, 180) + [at(0, 0.28)]
            ])
        case "1": Glyph(width: 0.34, lines: [[at(0.02, 0.2), at(0.3, 0), at(0.3, 1)]])
        case "2": figure([oval(0.28, 0.28, 0.28, 190, 395) + [at(0, 1), at(0.56, 1)]])
        case "3":
            figure([
                oval(0.27, 0.245, 0.245, 200, 450) + oval(0.27, 0.73, 0.27, 270, 520)
            ])
        case "4": figure([[at(0.42, 1), at(0.42, 0), at(0, 0.7), at(0.56, 0.7)]])
        case "5":
            figure([[at(0.5, 0), at(0.08, 0), at(0.05, 0.45)] + oval(0.26, 0.69, 0.3, 230, 505)])
        case "6": figure([oval(0.28, 0.7, 0.28, 0, 360), bow])
        case "7": figure([[at(0, 0), at(0.56, 0), at(0.18, 1)]])
        case "8": figure([oval(0.28, 0.24, 0.24, 0, 360), oval(0.28, 0.74, 0.28, 0, 360)])
        case "9":
            figure([oval(0.28, 0.3, 0.28, 0, 360), bow.map { at(0.56 - $0.x, 1 - $0.y) }])
        case "C": Glyph(width: 0.6, lines: [oval(0.32, 0.5, 0.5, 310, 50, wide: 0.64)])
        case "E":
            Glyph(
                width: 0.46,
                lines: [
                    [at(0.46, 0), at(0, 0), at(0, 1), at(0.46, 1)], [at(0, 0.5), at(0.4, 0.5)],
                ]
            )
        case "I": Glyph(width: 0.04, lines: [[at(0.02, 0), at(0.02, 1)]])
        case "(": Glyph(width: 0.2, lines: [oval(0.5, 0.5, 0.66, 230, 130, wide: 0.7)])
        case ")": Glyph(width: 0.2, lines: [oval(-0.3, 0.5, 0.66, -50, 50, wide: 0.7)])
        case " ": Glyph(width: 0.2, lines: [])
        default: nil
        }
    }

    private static func figure(_ lines: [[Canvas.Point]]) -> Glyph {
        Glyph(width: 0.56, lines: lines)
    }

    /// From the left of the lower round up to the top of the six.
    private static let bow: [Canvas.Point] = (0...12).map { step in
        let t = Double(step) / 12
        let (one, two, three) = ((1 - t) * (1 - t), 2 * t * (1 - t), t * t)
        return at(one * 0.005 + two * 0.07 + three * 0.42, one * 0.66 + two * 0.28)
    }

    private static func at(_ x: Double, _ y: Double) -> Canvas.Point { Canvas.Point(x, y) }

    /// Part of an oval, in degrees clockwise from the right; backwards where `to` is smaller.
    private static func oval(
        _ x: Double,
        _ y: Double,
        _ radius: Double,
        _ from: Double,
        _ to: Double,
        wide: Double = 1
    ) -> [Canvas.Point] {
        let steps = 20
        return (0...steps).map { step in
            let angle = (from + (to - from) * Double(step) / Double(steps)) * .pi / 180
            return at(x + radius * wide * cos(angle), y + radius * sin(angle))
        }
    }
}

extension Canvas {
    /// Writes figures from a corner on; gives where they end.
    ///
    /// What has no drawing is left out.
    @discardableResult
    package mutating func write(
        _ text: String,
        at corner: Point,
        height: Double,
        thickness: Double,
        ink: Int
    ) -> Double {
        let gap = height * 0.2
        var x = corner.x
        for character in text {
            guard let glyph = Numerals.glyph(of: character) else { continue }
            for points in glyph.lines {
                line(
                    points.map { Point(x + $0.x * height, corner.y + $0.y * height) },
                    thickness: thickness,
                    ink: ink
                )
            }
            x += glyph.width * height + gap
        }
        return x - gap
    }

    /// How wide figures become.
    package static func width(of text: String, height: Double) -> Double {
        let widths = text.compactMap { Numerals.glyph(of: $0)?.width }
        return height * (widths.reduce(0, +) + 0.2 * Double(max(0, widths.count - 1)))
    }
}
