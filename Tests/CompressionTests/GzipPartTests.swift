import Testing

@testable import Compression

/// Goal: parts that were compressed once make whole gzip streams, whatever stands between them.
///
/// Method: streams put together in different ways, expanded as a browser does, which checks their sum.
@Suite("Parts of a gzip stream")
struct GzipPartTests {
    private static let long = Array(String(repeating: "the same words, ", count: 9_000).utf8)

    @Test(
        "compressed and stored parts in any order expand to what they hold",
        arguments: [
            [], [[]], [long], [[1], [], [2, 3]], [long, Array("secret".utf8), long],
            [Array(repeating: 7, count: 200_000), long],
        ] as [[[UInt8]]]
    )
    func joined(contents: [[UInt8]]) throws {
        let whole = Array(contents.joined())
        for storesFirst in [true, false] {
            let parts = try contents.enumerated().map { index, bytes in
                (index % 2 == 0) == storesFirst
                    ? GzipPart(storing: bytes)
                    : try #require(GzipPart(compressing: bytes, effort: .quick))
            }

            let stream = GzipPart.stream(parts)

            #expect(Deflate.expand(stream, as: .gzip, toExactly: whole.count) == whole)
        }
    }

    @Test("what is stored makes a stream as much longer as it is long, whatever it says")
    func lengthTellsNothing() throws {
        let page = try #require(GzipPart(compressing: Self.long, effort: .quick))
        let repeated = Array("the same words, the same words".utf8)
        let other = (0..<repeated.count).map { UInt8(33 + $0 * 7 % 90) }

        let streams = [repeated, other].map { filling in
            GzipPart.stream([page, GzipPart(storing: filling), page])
        }

        #expect(streams[0].count == streams[1].count)
        #expect(streams[0].count < Self.long.count / 10)
    }
}
