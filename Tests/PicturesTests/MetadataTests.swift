import Testing

@testable import Pictures

/// Goal: a photograph stays upright and tells nothing else of what its camera wrote.
///
/// Method: Exif data written by hand, in both orders of bytes, and broken.
@Suite("What cameras write")
struct MetadataTests {
    private static let secret = Array("Ada's garden, 48.85 N".utf8)

    /// Exif with an orientation and something else.
    private static func exif(_ orientation: UInt8, isLittle: Bool) -> [UInt8] {
        let order = isLittle ? Array("II".utf8) : Array("MM".utf8)
        func number(_ value: Int, _ count: Int) -> [UInt8] {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
            return isLittle ? bytes : bytes.reversed()
        }
        func entry(_ tag: Int, _ type: Int, _ value: [UInt8]) -> [UInt8] {
            number(tag, 2) + number(type, 2) + number(1, 4) + value
        }
        let turned = number(Int(orientation), 2) + [0, 0]
        return Array("Exif".utf8) + [0, 0] + order + number(42, 2) + number(8, 4) + number(2, 2)
            + entry(0x010E, 2, number(38, 4)) + entry(0x0112, 3, turned) + number(0, 4) + secret
    }

    private static func picture(_ exif: [UInt8]) -> [UInt8] {
        let length = exif.count + 2
        return [0xFF, 0xD8, 0xFF, 0xE1, UInt8(length >> 8), UInt8(length & 255)] + exif
            + Samples.jpeg.dropFirst(2)
    }

    @Test("which side is up is kept, and nothing beside it", arguments: 1...8 as ClosedRange<UInt8>)
    func orientation(number: UInt8) throws {
        for isLittle in [true, false] {
            let picture = try Picture(
                verifying: Self.picture(Self.exif(number, isLittle: isLittle)),
                within: Samples.bounds
            )

            #expect(picture.bytes.firstRange(of: Self.secret) == nil)
            let segment = picture.bytes.firstRange(of: Array("Exif".utf8))
            #expect((segment != nil) == (number > 1))
            if let segment {
                let data = Array(picture.bytes[segment.lowerBound..<segment.lowerBound + 32])
                #expect(JPEGOrientation(exif: data)?.number == Int(number))
            }
            let again = try Picture(verifying: picture.bytes, within: Samples.bounds)
            #expect(again == picture)
        }
    }

    @Test("a picture on its side is as wide as its pixels are high")
    func turned() throws {
        #expect(JPEGOrientation(exif: Self.exif(6, isLittle: true))?.isOnItsSide == true)
        #expect(JPEGOrientation(exif: Self.exif(3, isLittle: true))?.isOnItsSide == false)
    }

    @Test("broken Exif data say nothing, wherever they are cut")
    func broken() throws {
        let exif = Self.exif(6, isLittle: false)
        for count in 0..<exif.count {
            let told = JPEGOrientation(exif: Array(exif.prefix(count)))
            #expect(told == nil || told?.number == 6)
        }
        for number in [0, 9, 255] as [UInt8] {
            #expect(JPEGOrientation(exif: Self.exif(number, isLittle: true)) == nil)
        }
    }

    @Test("inside another file a JPEG loses what it tells, and keeps every other byte")
    func inside() throws {
        let told = Self.picture(Self.exif(6, isLittle: true)) + Self.secret
        let plain = try #require(JPEGMetadata.removed(from: told))

        #expect(plain.firstRange(of: Self.secret) == nil)
        #expect(plain == Samples.jpeg)
        #expect(JPEGMetadata.removed(from: plain) == plain)
        #expect(JPEGMetadata.isIn(told) && !JPEGMetadata.isIn(plain))
        #expect(JPEGMetadata.removed(from: Array("no picture".utf8)) == nil)
    }

    @Test("inside another file stay how colours are meant, and no small pictures and no more files")
    func applications() throws {
        func segment(_ marker: UInt8, _ data: [UInt8]) -> [UInt8] {
            [0xFF, marker, 0, UInt8(data.count + 2)] + data
        }
        let jfif = Array("JFIF\0".utf8) + [1, 2, 1, 0, 72, 0, 72]
        let profile = segment(0xE2, Array("ICC_PROFILE\0".utf8) + [1, 1, 9])
        let adobe = Array("Adobe".utf8) + [0, 100, 0, 0, 0, 0, 1]
        let rest = segment(0xDA, [0]) + Array("pixels".utf8) + [0xFF, 0xD9]
        let told =
            [0xFF, 0xD8] + segment(0xE0, jfif + [2, 1] + Self.secret)
            + segment(0xE0, Array("JFXX\0".utf8) + Self.secret) + profile
            + segment(0xE2, Array("MPF\0".utf8) + Self.secret)
            + segment(0xEE, adobe + Self.secret) + segment(0xEE, Self.secret) + rest

        let plain = try #require(JPEGMetadata.removed(from: told))

        #expect(
            plain == [0xFF, 0xD8] + segment(0xE0, jfif + [0, 0]) + profile + segment(0xEE, adobe)
                + rest
        )
        #expect(JPEGMetadata.removed(from: plain) == plain)
    }

    @Test("as many pixels, and as many bytes of them, as a bound allows, and one more is refused")
    func bounds() throws {
        let png = Samples.png(width: 48, height: 48)
        func bounds(pixels: Int, expanded: Int) -> Picture.Bounds {
            Picture.Bounds(
                bytes: 10_000,
                width: 1...100,
                height: 1...100,
                pixels: pixels,
                expandedBytes: expanded
            )
        }
        let expanded = 48 * (1 + 48 * 4)

        _ = try Picture(verifying: png, within: bounds(pixels: 48 * 48, expanded: expanded))
        for (pixels, bytes) in [(48 * 48 - 1, expanded), (48 * 48, expanded - 1)] {
            #expect(throws: Picture.Refusal.wrongSize(width: 48, height: 48)) {
                try Picture(verifying: png, within: bounds(pixels: pixels, expanded: bytes))
            }
        }
    }
}
