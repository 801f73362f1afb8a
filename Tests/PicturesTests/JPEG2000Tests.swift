import Testing

@testable import Pictures

/// Goal: a JPEG 2000 picture keeps every byte that is seen, and tells nothing.
///
/// Method: boxes and pixels written by hand, cut at every place.
@Suite("What cameras write into JPEG 2000")
struct JPEG2000Tests {
    private static let secret = Array("Ada's garden".utf8)
    private static let pixels = Array("pixels".utf8)

    private static func box(_ type: String, _ contents: [UInt8], long: Bool = false) -> [UInt8] {
        let type = Array(type.utf8)
        guard long else { return [0, 0, 0, UInt8(contents.count + 8)] + type + contents }
        return [0, 0, 0, 1] + type + [0, 0, 0, 0, 0, 0, 0, UInt8(contents.count + 16)] + contents
    }

    private static func segment(_ marker: UInt8, _ data: [UInt8]) -> [UInt8] {
        [0xFF, marker, 0, UInt8(data.count + 2)] + data
    }

    /// Two parts of a picture, with a comment before both and one in each.
    private static func codestream(_ comment: [UInt8]) -> [UInt8] {
        let note = segment(0x64, [0, 1] + comment)
        let rest = note + [0xFF, 0x93] + pixels
        let part = segment(0x90, [0, 0, 0, 0, 0, UInt8(rest.count + 12), 0, 1]) + rest
        return [0xFF, 0x4F] + segment(0x51, [7]) + note + part + part + [0xFF, 0xD9]
    }

    private static let start = box("jP  ", [0x0D, 0x0A, 0x87, 0x0A]) + box("ftyp", [1])
    private static let header = box("jp2h", box("ihdr", [1, 2]) + box("colr", [3]))

    @Test("boxes that tell something go, at any depth, and comments lose their words")
    func boxes() throws {
        let told =
            Self.start + Self.box("xml ", Self.secret) + Self.box("uuid", Self.secret, long: true)
            + Self.box(
                "jp2h",
                Self.box("ihdr", [1, 2]) + Self.box("lbl ", Self.secret)
                    + Self.box("colr", [3])
            )
            + Self.box("jp2c", Self.codestream(Self.secret) + Self.secret)
            + Self.box("asoc", Self.secret)
        let plain = try #require(JPEG2000Metadata.removed(from: told))

        let silent = Self.codestream(Self.secret.map { _ in 0 }).map { $0 }
        #expect(plain.firstRange(of: Self.secret) == nil)
        #expect(plain.count == (Self.start + Self.header).count + silent.count + 8)
        #expect(plain.starts(with: Self.start + Self.header))
        #expect(plain.firstRange(of: Self.pixels) != nil)
        #expect(JPEG2000Metadata.removed(from: plain) == plain)
    }

    @Test("pixels without boxes lose their comments alone, and a picture that is cut tells no more")
    func bare() throws {
        let whole = Self.codestream(Self.secret)
        let plain = try #require(JPEG2000Metadata.removed(from: whole))

        #expect(plain.count == whole.count)
        for count in 0..<whole.count {
            let cut = JPEG2000Metadata.removed(from: Array(whole.prefix(count)))
            #expect(cut?.firstRange(of: Self.secret) == nil, "\(count)")
        }
    }

    @Test("what is no such picture, or has no pixels of its own, is not taken for one")
    func others() {
        let files: [[UInt8]] = [
            [], Self.secret, Self.start, Self.start + Self.header,
            Self.start + [0, 0, 0, 200] + Array("jp2c".utf8),
            Self.start + Self.box("jp2c", Self.secret),
            Self.box("jp2c", Self.codestream([])),
            Self.start
                + Self.box(
                    "jp2c",
                    [0xFF, 0x4F] + Self.segment(0x51, [7])
                        + Self.segment(0x90, [0, 0, 0, 0, 0, 3, 0, 1]) + [0xFF, 0x93]
                ),
        ]

        for (number, file) in files.enumerated() {
            #expect(JPEG2000Metadata.removed(from: file) == nil, "\(number)")
        }
    }
}
