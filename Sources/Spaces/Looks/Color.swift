#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A colour of a screen, as style sheets write it: `#1d3f94`.
package struct Color: Hashable, Sendable, CustomStringConvertible {
    package let red: UInt8
    package let green: UInt8
    package let blue: UInt8

    package init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
        (self.red, self.green, self.blue) = (red, green, blue)
    }

    /// Reads `#1d3f94` or `#abc`, in any case, with or without the sign.
    package init?(_ text: some StringProtocol) {
        let digits = text.utf8.drop { $0 == UInt8(ascii: "#") }
        guard text.utf8.count - digits.count <= 1 else { return nil }
        let values = digits.compactMap { Character(UnicodeScalar($0)).hexDigitValue }
        guard values.count == digits.count else { return nil }
        switch values.count {
        case 3: self.init(UInt8(values[0] * 17), UInt8(values[1] * 17), UInt8(values[2] * 17))
        case 6:
            let bytes = [0, 2, 4].map { UInt8(values[$0] * 16 + values[$0 + 1]) }
            self.init(bytes[0], bytes[1], bytes[2])
        default: return nil
        }
    }

    /// Six hexadecimal digits, for addresses.
    package var digits: String {
        [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    package var description: String { "#" + digits }

    /// Relative luminance (WCAG 2.2).
    var luminance: Double {
        let parts = [red, green, blue].map(Self.linear)
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }

    /// From 1 to 21 (WCAG 2.2, success criterion 1.4.3).
    func contrast(with other: Color) -> Double {
        let (one, two) = (luminance, other.luminance)
        return (max(one, two) + 0.05) / (min(one, two) + 0.05)
    }

    /// `color-mix(in srgb, self share%, other)`.
    func mixed(_ share: Int, with other: Color) -> Color {
        let mix = { (one: UInt8, two: UInt8) in
            UInt8((Int(one) * share + Int(two) * (100 - share) + 50) / 100)
        }
        return Color(mix(red, other.red), mix(green, other.green), mix(blue, other.blue))
    }

    static func linear(_ value: UInt8) -> Double {
        let share = Double(value) / 255
        return share <= 0.040_45 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
}
