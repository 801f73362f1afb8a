import Testing

@testable import Compression

/// Goal: what is made smaller comes back whole, and a small lie never becomes a large one.
///
/// Method: round trips, and streams that are cut, continued, damaged or too long.
@Suite("Making bytes smaller")
struct DeflateTests {
    private static let samples: [[UInt8]] = [
        [], [0], Array("<p>é</p>".utf8), Array(repeating: 65, count: 100_000),
        (0..<70_000).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 7) },
    ]

    @Test("bytes come back as they were", arguments: samples)
    func roundTrip(bytes: [UInt8]) throws {
        for effort in [Deflate.Effort.quick, .thorough] {
            let small = try #require(Deflate.compress(bytes, as: .zlib, effort: effort))

            #expect(Deflate.expand(small, toExactly: bytes.count) == bytes)
        }
    }

    @Test("gzip names no file and no time, so that the same bytes give the same bytes")
    func header() throws {
        let bytes = Array(repeating: UInt8(65), count: 1000)

        let once = try #require(Deflate.compress(bytes, as: .gzip, effort: .quick))

        #expect(once.prefix(8) == [0x1F, 0x8B, 8, 0, 0, 0, 0, 0])
        #expect(once == Deflate.compress(bytes, as: .gzip, effort: .quick))
        #expect(once.count < 50)
    }

    @Test("a stream that is shorter, longer, cut, continued or damaged gives nothing")
    func refused() throws {
        let bytes = Array("the same words, the same words, the same words".utf8)
        let small = try #require(Deflate.compress(bytes, as: .zlib, effort: .quick))
        var damaged = small
        damaged[small.count / 2] ^= 0x55

        #expect(Deflate.expand(small, toExactly: bytes.count - 1) == nil)
        #expect(Deflate.expand(small, toExactly: bytes.count + 1) == nil)
        #expect(Deflate.expand(Array(small.dropLast()), toExactly: bytes.count) == nil)
        #expect(Deflate.expand(small + [0], toExactly: bytes.count) == nil)
        #expect(Deflate.expand(damaged, toExactly: bytes.count) == nil)
        #expect(Deflate.expand([], toExactly: 0) == nil)
    }

    @Test("a bomb is given up at the length that was promised")
    func bomb() throws {
        let bomb = try #require(
            Deflate.compress(Array(repeating: 0, count: 20_000_000), as: .zlib, effort: .thorough)
        )

        #expect(bomb.count < 25_000)
        #expect(Deflate.expand(bomb, toExactly: 1000) == nil)
    }
}
