#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A colour as people see it: how light, how strong, which hue (OKLab by Björn Ottosson, 2020).
///
/// Made lighter or darker here, it stays the same colour to the eye.
struct PerceivedColor {
    let lightness: Double
    private let a: Double
    private let b: Double

    init(_ color: Color) {
        let red = Color.linear(color.red)
        let green = Color.linear(color.green)
        let blue = Color.linear(color.blue)
        let l = cbrt(0.412_221_470_8 * red + 0.536_332_536_3 * green + 0.051_445_992_9 * blue)
        let m = cbrt(0.211_903_498_2 * red + 0.680_699_545_1 * green + 0.107_396_956_6 * blue)
        let s = cbrt(0.088_302_461_9 * red + 0.281_718_837_6 * green + 0.629_978_700_5 * blue)
        lightness = 0.210_454_255_3 * l + 0.793_617_785_0 * m - 0.004_072_046_8 * s
        a = 1.977_998_495_1 * l - 2.428_592_205_0 * m + 0.450_593_709_9 * s
        b = 0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766_0 * s
    }

    /// The same hue at another lightness, as strong as a screen can show it there.
    func color(at lightness: Double) -> Color {
        for step in 0...40 {
            let strength = 1 - Double(step) / 40
            if let color = Self.color(lightness, a * strength, b * strength) { return color }
        }
        return lightness > 0.5 ? Color(255, 255, 255) : Color(0, 0, 0)
    }

    /// Nil for what no screen shows.
    private static func color(_ lightness: Double, _ a: Double, _ b: Double) -> Color? {
        let l = cube(lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b)
        let m = cube(lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b)
        let s = cube(lightness - 0.089_484_177_5 * a - 1.291_485_548_0 * b)
        let parts = [
            4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s,
            -1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s,
            -0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701_0 * s,
        ]
        guard parts.allSatisfy({ (-0.000_5...1.000_5).contains($0) }) else { return nil }
        let bytes = parts.map { part -> UInt8 in
            let share = min(max(part, 0), 1)
            let value = share <= 0.003_130_8 ? share * 12.92 : 1.055 * pow(share, 1 / 2.4) - 0.055
            return UInt8((value * 255).rounded())
        }
        return Color(bytes[0], bytes[1], bytes[2])
    }

    private static func cube(_ value: Double) -> Double { value * value * value }
}
