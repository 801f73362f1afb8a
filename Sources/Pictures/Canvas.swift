import Compression

/// A sheet on which shapes are drawn in a few inks, smooth at their edges, and that becomes a PNG.
///
/// Each pixel knows its ink and how much of it covers the ground, so the file has a palette and
/// stays small whatever is drawn.
package struct Canvas: Sendable {
    /// A colour in red, green and blue.
    package struct Ink: Sendable, Hashable {
        package let red: UInt8
        package let green: UInt8
        package let blue: UInt8

        package init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
            (self.red, self.green, self.blue) = (red, green, blue)
        }

        /// From `1d3f94`; nil for anything else.
        package init?(hexadecimal text: String) {
            guard text.utf8.count == 6, let value = UInt32(text, radix: 16) else { return nil }
            self.init(
                UInt8(truncatingIfNeeded: value >> 16),
                UInt8(truncatingIfNeeded: value >> 8),
                UInt8(truncatingIfNeeded: value)
            )
        }
    }

    /// A place on the sheet, from its upper left corner.
    package struct Point: Sendable, Hashable {
        package let x: Double
        package let y: Double

        package init(_ x: Double, _ y: Double) { (self.x, self.y) = (x, y) }
    }

    /// Steps from no ink to all of it.
    private static let levels = 16
    /// Of 256 entries of a palette, sixteen for each ink.
    private static let mostInks = 256 / levels

    package let width: Int
    package let height: Int
    private let ground: Ink
    private let inks: [Ink]
    private var pixels: [UInt8]

    package init(width: Int, height: Int, ground: Ink, inks: [Ink]) {
        precondition(width > 0 && height > 0 && (1...Self.mostInks).contains(inks.count))
        self.width = width
        self.height = height
        self.ground = ground
        self.inks = inks
        pixels = Array(repeating: 0, count: width * height)
    }

    /// The ink at a place, and how many fifteenths of it; for whoever looks at a drawing.
    func look(_ x: Int, _ y: Int) -> (ink: Int, level: Int) {
        let pixel = Int(pixels[y * width + x])
        return (pixel / Self.levels, pixel % Self.levels)
    }

    /// A round dot.
    package mutating func dot(at center: Point, radius: Double, ink: Int) {
        fill(around: [center], reach: radius, ink: ink) { point in
            Self.distance(point, center) - radius
        }
    }

    /// A line through points, with round ends and joints.
    package mutating func line(_ points: [Point], thickness: Double, ink: Int) {
        guard let first = points.first else { return }
        let parts = points.count > 1 ? Array(zip(points, points.dropFirst())) : [(first, first)]
        for (start, end) in parts {
            fill(around: [start, end], reach: thickness / 2, ink: ink) { point in
                Self.distance(point, from: start, to: end) - thickness / 2
            }
        }
    }

    /// An arch: round above, straight below; filled from the ground up to a share of its height.
    package mutating func arch(
        at corner: Point,
        width: Double,
        height: Double,
        share: Double,
        ink: Int
    ) {
        let radius = width / 2
        let middle = Point(corner.x + radius, corner.y + radius)
        let top = corner.y + height * (1 - max(0, min(1, share)))
        let ends = [corner, Point(corner.x + width, corner.y + height)]
        fill(around: ends, reach: 0, ink: ink) { point in
            let side = abs(point.x - middle.x) - radius
            let round = point.y < middle.y ? Self.distance(point, middle) - radius : side
            return max(round, top - point.y, point.y - corner.y - height)
        }
    }

    /// Inks every pixel by how far it lies inside of a shape; `distance` is negative there.
    private mutating func fill(
        around points: [Point],
        reach: Double,
        ink: Int,
        distance: (Point) -> Double
    ) {
        precondition(inks.indices.contains(ink))
        let xs = points.map(\.x)
        let ys = points.map(\.y)
        let left = max(0, Int((xs.min() ?? 0) - reach - 1))
        let right = min(width - 1, Int((xs.max() ?? 0) + reach + 1))
        let top = max(0, Int((ys.min() ?? 0) - reach - 1))
        let bottom = min(height - 1, Int((ys.max() ?? 0) + reach + 1))
        guard left <= right, top <= bottom else { return }
        for y in top...bottom {
            for x in left...right {
                let inside = 0.5 - distance(Point(Double(x) + 0.5, Double(y) + 0.5))
                let level = Int((max(0, min(1, inside)) * Double(Self.levels - 1)).rounded())
                let index = y * width + x
                if level > 0, level >= Int(pixels[index]) % Self.levels {
                    pixels[index] = UInt8(ink * Self.levels + level)
                }
            }
        }
    }

    private static func distance(_ one: Point, _ other: Point) -> Double {
        let (x, y) = (one.x - other.x, one.y - other.y)
        return (x * x + y * y).squareRoot()
    }

    private static func distance(_ point: Point, from start: Point, to end: Point) -> Double {
        let (x, y) = (end.x - start.x, end.y - start.y)
        let length = x * x + y * y
        guard length > 0 else { return distance(point, start) }
        let along = ((point.x - start.x) * x + (point.y - start.y) * y) / length
        let nearest = max(0, min(1, along))
        return distance(point, Point(start.x + nearest * x, start.y + nearest * y))
    }

    /// The sheet as a PNG with a palette; nil when there is no memory to compress it.
    package func picture() -> Picture? {
        var rows: [UInt8] = []
        rows.reserveCapacity((width + 1) * height)
        for y in 0..<height {
            rows.append(0)
            rows += pixels[y * width..<(y + 1) * width]
        }
        guard let compressed = Deflate.compress(rows, as: .zlib, effort: .quick) else { return nil }
        let header = Self.number(width) + Self.number(height) + [8, 3, 0, 0, 0]
        let bytes =
            PNGFile.signature + PNGFile.chunk("IHDR", header) + PNGFile.chunk("PLTE", palette)
            + PNGFile.chunk("IDAT", compressed) + PNGFile.chunk("IEND", [])
        return Picture(format: .png, width: width, height: height, bytes: bytes)
    }

    private var palette: [UInt8] {
        inks.flatMap { ink in
            (0..<Self.levels).flatMap { level in
                [
                    Self.mix(ink.red, ground.red, level), Self.mix(ink.green, ground.green, level),
                    Self.mix(ink.blue, ground.blue, level),
                ]
            }
        }
    }

    private static func mix(_ ink: UInt8, _ ground: UInt8, _ level: Int) -> UInt8 {
        let most = levels - 1
        return UInt8((Int(ink) * level + Int(ground) * (most - level) + most / 2) / most)
    }

    private static func number(_ value: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }
}
