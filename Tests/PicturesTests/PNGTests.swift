import Compression
import Testing

@testable import Pictures

/// Goal: what is kept is the picture, and nothing that only says that it is one.
///
/// Method: a sound PNG, and the same spoiled in every way that was thought of.
@Suite("PNG")
struct PNGTests {
    @Test("a sound picture is kept, with nothing but what makes it")
    func sound() throws {
        let rows = Samples.rows(width: 48, height: 48)
        let secret = Array("GPS 48.8566 N <script>".utf8)
        let sent = Samples.png([
            ("IHDR", Samples.header(width: 48, height: 48)), ("tEXt", secret), ("eXIf", secret),
            ("IDAT", Samples.pixels(rows)), ("tIME", secret), ("IEND", []),
        ])

        let picture = try Picture(verifying: sent, within: Samples.bounds)
        let again = try Picture(verifying: picture.bytes, within: Samples.bounds)

        #expect(picture.format == .png && picture.width == 48 && picture.height == 48)
        #expect(!picture.bytes.contains(secret))
        #expect(again == picture)
    }

    @Test("pixels in several pieces, with a palette, grey or interlaced, are read")
    func kinds() throws {
        let palette: [UInt8] = [0, 0, 0, 255, 255, 255]
        let row: [UInt8] = [0] + Array(repeating: 7, count: 20)
        let grey = Array(repeatElement(row, count: 20).joined())
        let small = Samples.pixels(grey)
        let interlaced = Samples.pixels(Array(repeating: 0, count: interlacedBytes))
        let files = [
            Samples.png([
                ("IHDR", Samples.header(width: 20, height: 20, colorType: 3)), ("PLTE", palette),
                ("tRNS", [0]), ("IDAT", Array(small.prefix(5))),
                ("IDAT", Array(small.dropFirst(5))),
                ("IEND", []),
            ]),
            Samples.png([
                ("IHDR", Samples.header(width: 20, height: 20, colorType: 0)), ("IDAT", small),
                ("IEND", []),
            ]),
            Samples.png([
                ("IHDR", Samples.header(width: 20, height: 20, interlaced: true)),
                ("IDAT", interlaced), ("IEND", []),
            ]),
        ]

        for file in files {
            #expect(try Picture(verifying: file, within: Samples.bounds).width == 20)
        }
    }

    /// The seven passes of 20 by 20 pixels of four bytes, counted by hand.
    private var interlacedBytes: Int {
        let passes = [(3, 3), (2, 3), (5, 2), (5, 5), (10, 5), (10, 10), (20, 10)]
        return passes.reduce(0) { $0 + $1.1 * (1 + $1.0 * 4) }
    }

    @Test("a huge picture in a small file is refused before anything is expanded")
    func bomb() throws {
        let huge = Samples.png([
            ("IHDR", Samples.header(width: 60_000, height: 60_000)),
            ("IDAT", Samples.pixels(Array(repeating: 0, count: 100_000))), ("IEND", []),
        ])
        let liar = Samples.png(width: 16, height: 16, rows: Array(repeating: 0, count: 5_000_000))

        #expect(throws: Picture.Refusal.wrongSize(width: 60_000, height: 60_000)) {
            try Picture(verifying: huge, within: Samples.bounds)
        }
        #expect(throws: Picture.Refusal.damaged("its pixels are not as many as it says")) {
            try Picture(verifying: liar, within: Samples.bounds)
        }
    }

    @Test("a file that ends early is refused, wherever it ends")
    func truncated() {
        let whole = Samples.png(width: 16, height: 16)

        for length in 1..<whole.count {
            #expect(throws: Picture.Refusal.self, "\(length)") {
                try Picture(verifying: Array(whole.prefix(length)), within: Samples.bounds)
            }
        }
    }

    @Test("a bit that fell over is noticed, wherever it is")
    func damaged() {
        let whole = Samples.png(width: 16, height: 16)

        for position in whole.indices {
            var spoiled = whole
            spoiled[position] ^= 0x10

            #expect(throws: Picture.Refusal.self, "\(position)") {
                try Picture(verifying: spoiled, within: Samples.bounds)
            }
        }
    }

    @Test("something behind the picture, or in its place, is refused")
    func polyglots() {
        let header = Samples.header(width: 48, height: 48)
        let pixels = Samples.pixels(Samples.rows(width: 48, height: 48))
        let files = [
            Samples.png() + Array("<script>alert(1)</script>".utf8),
            Samples.png() + Array("PK\u{3}\u{4}".utf8),
            Samples.png([("IHDR", header), ("IDAT", pixels + Array("<script>".utf8)), ("IEND", [])]
            ),
            Samples.png([("IHDR", header), ("IDAT", pixels), ("IEND", Array("MZ".utf8))]),
            Samples.png([("IHDR", header), ("EVIL", [1]), ("IDAT", pixels), ("IEND", [])]),
            Samples.png([("IHDR", header), ("IHDR", header), ("IDAT", pixels), ("IEND", [])]),
            Samples.png([("IHDR", header), ("IEND", [])]),
            Samples.png([
                ("IHDR", header), ("IDAT", pixels), ("tEXt", []), ("IDAT", []), ("IEND", []),
            ]),
            Samples.png([("IDAT", pixels), ("IHDR", header), ("IEND", [])]),
            Samples.png([("IHDR", header), ("PLTE", [1, 2]), ("IDAT", pixels), ("IEND", [])]),
            Samples.png([
                ("IHDR", Samples.header(width: 48, height: 48, colorType: 3)), ("IDAT", pixels),
                ("IEND", []),
            ]),
            Samples.png([
                ("IHDR", Samples.header(width: 48, height: 48, colorType: 5)), ("IDAT", pixels),
                ("IEND", []),
            ]),
            Samples.png(rows: Samples.rows(width: 48, height: 48).map { $0 == 0 ? 9 : $0 }),
        ]

        for (number, file) in files.enumerated() {
            #expect(throws: Picture.Refusal.self, "\(number)") {
                try Picture(verifying: file, within: Samples.bounds)
            }
        }
    }
}
