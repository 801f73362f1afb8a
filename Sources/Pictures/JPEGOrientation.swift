/// Which side of a JPEG is up: the one thing of its Exif data without which it is shown wrongly.
///
/// Telephones write pixels as the sensor gives them, and say here how to turn them (Exif 2.32, 4.6.4).
struct JPEGOrientation {
    /// From 1, as it stands, to 8.
    let number: Int

    static let upright = JPEGOrientation(number: 1)

    /// Whether what is shown is as wide as the pixels are high.
    var isOnItsSide: Bool { number >= 5 }

    private init(number: Int) { self.number = number }

    /// Reads the contents of an APP1 segment; nil where they say nothing about it.
    init?(exif data: [UInt8]) {
        guard data.starts(with: Self.signature) else { return nil }
        let tiff = Array(data.dropFirst(Self.signature.count))
        let isLittle = tiff.starts(with: Array("II".utf8))
        guard isLittle || tiff.starts(with: Array("MM".utf8)) else { return nil }
        func number(_ at: Int, _ count: Int) -> Int? {
            guard at >= 0, at + count <= tiff.count else { return nil }
            let bytes = Array(tiff[at..<at + count])
            return (isLittle ? bytes.reversed() : bytes).reduce(0) { $0 << 8 | Int($1) }
        }
        guard let start = number(4, 4), let entries = number(start, 2) else { return nil }
        for entry in 0..<min(entries, 200) {
            let place = start + 2 + entry * 12
            guard let tag = number(place, 2) else { return nil }
            if tag == 0x0112, number(place + 2, 2) == 3, let value = number(place + 8, 2),
                (1...8).contains(value)
            {
                self.number = value
                return
            }
        }
        return nil
    }

    /// A segment that says this and nothing else; empty where there is nothing to say.
    var segment: [UInt8] {
        guard number > 1 else { return [] }
        let directory: [UInt8] = [
            0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, UInt8(number), 0, 0, 0, 0, 0, 0,
        ]
        let data = Self.signature + Array("MM".utf8) + [0, 42, 0, 0, 0, 8] + directory
        return [0xFF, 0xE1, 0, UInt8(data.count + 2)] + data
    }

    private static let signature: [UInt8] = Array("Exif".utf8) + [0, 0]
}
