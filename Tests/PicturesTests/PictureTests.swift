import Testing

@testable import Pictures

/// Goal: a file is what its bytes say, and whoever sends another kind learns what to do.
@Suite("Pictures")
struct PictureTests {
    @Test("what is no PNG and no JPEG is refused by what it is")
    func others() {
        let files: [(String, Picture.Refusal)] = [
            ("", .empty), ("<svg xmlns=\"http://www.w3.org/2000/svg\"/>", .svg),
            ("\u{FEFF} <?xml version=\"1.0\"?><svg/>", .svg), ("<html>", .svg),
            ("GIF89a", .otherFormat("GIF")), ("%PDF-1.7", .otherFormat("PDF")),
            ("RIFF\u{1}\u{1}\u{1}\u{1}WEBPVP8 ", .otherFormat("WebP")),
            ("\u{1}\u{1}\u{1}\u{20}ftypavif", .otherFormat("AVIF or HEIC")),
            ("plain words", .otherFormat(nil)),
        ]

        for (text, refusal) in files {
            #expect(throws: refusal, "\(text)") {
                try Picture(verifying: Array(text.utf8), within: Samples.bounds)
            }
        }
    }

    @Test("a file over the limit is refused before it is looked at")
    func tooLarge() {
        let bounds = Picture.Bounds(bytes: 100, width: 1...10, height: 1...10)

        #expect(throws: Picture.Refusal.tooManyBytes(101)) {
            try Picture(verifying: Array(repeating: 0, count: 101), within: bounds)
        }
    }

    @Test("a picture that is too small, too wide or too high is refused")
    func sizes() {
        for (width, height) in [(15, 40), (40, 15), (2001, 40), (40, 1001)] {
            #expect(throws: Picture.Refusal.wrongSize(width: width, height: height)) {
                try Picture(
                    verifying: Samples.png(width: width, height: height),
                    within: Samples.bounds
                )
            }
        }
    }
}
