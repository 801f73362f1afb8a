import Testing

@testable import Documents

/// Goal: a photograph inside a document keeps its pixels and tells nothing, however it is packed.
///
/// Method: pictures written by hand, in hexadecimal, as one of the filters of PDF takes them.
@Suite("Photographs in documents")
struct PhotographTests {
    private static let secret = Array("GPS-of-Ada".utf8)
    private static let pixels = Array("pixels".utf8)

    private static func segment(_ marker: UInt8, _ data: [UInt8]) -> [UInt8] {
        [0xFF, marker, 0, UInt8(data.count + 2)] + data
    }

    private static let jpeg: [UInt8] =
        [0xFF, 0xD8] + segment(0xE1, Array("Exif\0\0".utf8) + secret)
        + segment(0xE0, Array("JFXX\0".utf8) + secret)
        + segment(0xE2, Array("MPF\0".utf8) + secret)
        + segment(0xDA, [0]) + pixels + [0xFF, 0xD9]

    private static func box(_ type: String, _ contents: [UInt8]) -> [UInt8] {
        [0, 0, 0, UInt8(contents.count + 8)] + Array(type.utf8) + contents
    }

    private static let jpeg2000: [UInt8] =
        box("jP  ", [0x0D, 0x0A, 0x87, 0x0A]) + box("ftyp", Array("jp2 ".utf8))
        + box("uuid", Array("JpgTiffExif->JP2".utf8) + secret)
        + box("jp2h", box("ihdr", [1, 2, 3]) + box("xml ", secret))
        + box(
            "jp2c",
            [0xFF, 0x4F] + segment(0x51, [0, 0]) + segment(0x64, [0, 1] + secret)
                + segment(0x90, [0, 0, 0, 0, 0, 0, 0, 1]) + [0xFF, 0x93] + pixels + [0xFF, 0xD9]
        )

    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() + ">"
    }

    private func renewed(_ picture: String, _ filters: String) throws -> String {
        var sample = SamplePDF.withStream(
            "/Type /XObject /Subtype /Image /Filter \(filters)",
            picture
        )
        sample.page = "/Image 5 0 R"
        return try Document(renewing: sample.bytes, parts: 100_000).text
    }

    @Test(
        "what a camera wrote is gone below whatever else packs the picture",
        arguments: [
            ("[/ASCIIHexDecode /DCTDecode]", 1), ("[/AHx /DCT]", 1),
            ("[/ASCIIHexDecode /ASCIIHexDecode /DCTDecode] /DecodeParms [null null null]", 2),
            ("[/ASCIIHexDecode /DCTDecode] /DecodeParms [null << /ColorTransform 0 >>]", 1),
        ]
    )
    func packed(filters: String, times: Int) throws {
        var text = Self.hexadecimal(Self.jpeg)
        for _ in 1..<times { text = Self.hexadecimal(Array(text.utf8)) }

        let document = try renewed(text, filters)

        #expect(document.contains("pixels"))
        #expect(document.contains("/DCT") && !document.contains("Hex"))
        #expect(document.contains("/ColorTransform") == filters.contains("/ColorTransform"))
        let secret = String(Self.hexadecimal(Self.secret).dropLast())
        for word in ["Ada", "Exif", "JFXX", "MPF", secret] {
            #expect(!document.contains(word), "\(word)")
        }
    }

    @Test("what a camera wrote into JPEG 2000 is gone")
    func jpeg2000() throws {
        let document = try renewed(
            Self.hexadecimal(Self.jpeg2000),
            "[/ASCIIHexDecode /JPXDecode]"
        )

        #expect(document.contains("pixels") && document.contains("ihdr"))
        for word in ["Ada", "uuid", "Exif", "xml "] { #expect(!document.contains(word), "\(word)") }
    }

    @Test(
        "a picture that nobody can look into is refused",
        arguments: [
            "[/ASCIIHexDecode /JPXDecode]", "[/Unknown /DCTDecode]",
            "[/DCTDecode /ASCIIHexDecode]", "[/JPXDecode /DCTDecode]",
        ]
    )
    func unclear(filters: String) {
        #expect(throws: Document.Refusal.damaged) {
            try renewed(Self.hexadecimal(Self.jpeg), filters)
        }
    }

    @Test("a photograph among the words of a page is refused when it tells something")
    func inline() throws {
        func page(_ metadata: String) throws -> String {
            let words = "q BI /W 1 /H 1 /BPC 8 /CS /G /F /DCT ID \(metadata) EI Q"
            var sample = SamplePDF.withStream(
                "/Filter /ASCIIHexDecode",
                Self.hexadecimal(Array(words.utf8))
            )
            sample.page = "/Extra 5 0 R"
            return try Document(renewing: sample.bytes, parts: 100_000).text
        }

        #expect(throws: Document.Refusal.tooComplicated) { try page("Exif\0\0Ada") }
        #expect(try page("plain").contains("5 0 obj"))
    }
}
