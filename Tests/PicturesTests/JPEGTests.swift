import Testing

@testable import Pictures

/// Goal: a JPEG is followed from its first byte to its last, and only the picture stays.
///
/// Method: one that a browser wrote, and the same spoiled.
@Suite("JPEG")
struct JPEGTests {
    @Test("a sound picture is kept without its profile, and stays as it is from then on")
    func sound() throws {
        let picture = try Picture(verifying: Samples.jpeg, within: Samples.bounds)
        let again = try Picture(verifying: picture.bytes, within: Samples.bounds)

        #expect(picture.format == .jpeg && picture.width == 40 && picture.height == 40)
        #expect(Samples.jpeg.contains(Array("ICC_PROFILE".utf8)))
        #expect(!picture.bytes.contains(Array("ICC_PROFILE".utf8)))
        #expect(picture.bytes.count < Samples.jpeg.count - 400)
        #expect(again.bytes == picture.bytes)
    }

    @Test("comments and places are removed, wherever they stand")
    func metadata() throws {
        let secret = Array("GPS 48.8566 N <?php ?>".utf8)
        let segment = { (marker: UInt8) in [0xFF, marker, 0, UInt8(secret.count + 2)] + secret }
        let sent =
            Array(Samples.jpeg.prefix(2)) + segment(0xFE) + segment(0xE1) + segment(0xED)
            + Samples.jpeg.dropFirst(2)

        let picture = try Picture(verifying: sent, within: Samples.bounds)
        let plain = try Picture(verifying: Samples.jpeg, within: Samples.bounds)

        #expect(!picture.bytes.contains(secret))
        #expect(picture == plain)
    }

    @Test("a file that ends early is refused, wherever it ends")
    func truncated() {
        for length in 3..<Samples.jpeg.count {
            #expect(throws: Picture.Refusal.self, "\(length)") {
                try Picture(verifying: Array(Samples.jpeg.prefix(length)), within: Samples.bounds)
            }
        }
    }

    @Test("something behind the picture or between its segments is refused")
    func polyglots() throws {
        let plain = try Picture(verifying: Samples.jpeg, within: Samples.bounds).bytes
        let frame = try #require(plain.firstRange(of: [0xFF, 0xC0])).lowerBound
        let scan = try #require(plain.firstRange(of: [0xFF, 0xDA])).lowerBound
        let zip = Array("PK\u{3}\u{4}".utf8)
        var huge = plain
        huge.replaceSubrange(frame + 5..<frame + 9, with: [0xFF, 0xFF, 0xFF, 0xFF])
        var fourColors = plain
        fourColors[frame + 9] = 4
        var arithmetic = plain
        arithmetic[frame + 1] = 0xC9
        let second = Array(plain[scan..<plain.count - 2])
        let end: [UInt8] = [0xFF, 0xD9]
        let unknown: [UInt8] = [0xFF, 0xC8, 0, 2]
        let short: [UInt8] = [0xFF, 0xE0, 0, 1]
        let scans = Array(repeatElement(second, count: 100).joined())
        var files = [huge, fourColors, arithmetic]
        files.append(plain + Array("<script>".utf8))
        files.append(plain + zip)
        files.append(Array(plain.prefix(scan)) + zip + plain.dropFirst(scan))
        files.append(Array(plain.prefix(scan)) + end)
        files.append(Array(plain.prefix(frame)) + plain.dropFirst(scan))
        files.append(Array(plain.prefix(2)) + unknown + plain.dropFirst(2))
        files.append(Array(plain.prefix(2)) + short + plain.dropFirst(2))
        files.append(Array(plain.dropLast(2)) + scans + end)

        for (number, file) in files.enumerated() {
            #expect(throws: Picture.Refusal.self, "\(number)") {
                try Picture(verifying: file, within: Samples.bounds)
            }
        }
    }
}
