import Testing

@testable import Documents

/// Goal: a PDF that is passed on shows what it showed, does nothing, carries nothing and tells nothing.
///
/// Method: documents written by hand, each with one thing that must go; what is written is searched
/// for it, and read once more.
@Suite("Documents")
struct DocumentTests {
    private func renewed(_ sample: SamplePDF) throws(Document.Refusal) -> Document {
        try Document(renewing: sample.bytes, parts: 100_000)
    }

    @Test("a plain document keeps its page and its text")
    func plain() throws {
        let document = try renewed(.plain)

        #expect(document.pages == 1)
        #expect(document.text.contains("(Hello) Tj"))
        #expect(document.text.contains("/Helvetica"))
    }

    @Test(
        "what the catalogue starts or carries is gone",
        arguments: [
            "/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>",
            "/OpenAction << /S /Launch /F (cmd.exe) >>",
            "/AA << /WC << /S /JavaScript /JS (x) >> >>",
            "/Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (x) >>] >> >>",
            "/Names << /EmbeddedFiles << /Names [(a) << /Type /Filespec /EF << >> >>] >> >>",
            "/AcroForm << /Fields [] /XFA (x) >>",
            "/Collection << /Type /Collection >>",
            "/AF [<< /Type /Filespec /F (a) /EF << >> >>]",
            "/Metadata << /Producer (x) >>",
            "/PieceInfo << /Illustrator << /LastModified (D:2020) >> >>",
            "/URI << /Base (file:///) >>",
            "/Unknown << /S /Launch /F (cmd.exe) >>",
            "/O#70enAction << /S /J#61vaScript /JS (x) >>",
            "/#ff#fe << /S /Launch /F (cmd.exe) >>",
            "/PageLabels << /#ff << /S /JavaScript /JS (x) >> >>",
            "/StructTreeRoot << /#c3#28 << /Deep << /AF [<< /Type /Filespec /EF << >> >>] >> >> >>",
        ]
    )
    func catalogue(entry: String) throws {
        var sample = SamplePDF.plain
        sample.catalogue = entry

        let text = try renewed(sample).text

        for word in Self.words { #expect(!text.contains(word), "\(word)") }
        #expect(text.contains("(Hello) Tj"))
    }

    @Test(
        "what a page starts, plays or carries is gone",
        arguments: [
            "/AA << /O << /S /JavaScript /JS (x) >> >>",
            "/#ff << /AA << /O << /S /JavaScript /JS (x) >> >> /Metadata (x) >>",
            "/Extra << /A#80 [<< /#ff#00 << /S /Launch /F (cmd.exe) >> >>] >>",
            "/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /Launch /F (x) >> >>]",
            """
            /Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] \
            /A << /S /URI /URI (https://a.example) /Next << /S /JavaScript /JS (x) >> >> >>]
            """,
            """
            /Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] \
            /A << /S /URI /URI (javascript:alert\\(1\\)) >> >>]
            """,
            """
            /Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] \
            /A << /S /GoToR /F (http://a.example/b.pdf) >> >>]
            """,
            """
            /Annots [<< /Type /Annot /Subtype /FileAttachment /Rect [0 0 9 9] \
            /FS << /Type /Filespec /EF << >> >> >>]
            """,
            "/Annots [<< /Type /Annot /Subtype /RichMedia /Rect [0 0 9 9] /RichMediaContent << >> >>]",
            "/Annots [<< /Type /Annot /Subtype /Screen /Rect [0 0 9 9] /A << /S /Rendition >> >>]",
            "/Annots [<< /Type /Annot /Subtype /Movie /Rect [0 0 9 9] /Movie << >> >>]",
            """
            /Annots [<< /Type /Annot /Subtype /Widget /FT /Btn /Rect [0 0 9 9] \
            /A << /S /SubmitForm /F (http://a.example) >> >>]
            """,
            "/Annots [<< /Subtype /Text /Rect [0 0 9 9] /T (Ada Lovelace) /M (D:2020) >>]",
            "/Annots [<< /Subtype /Widget /FT /Sig /Rect [0 0 9 9] /V << /Name (Ada Lovelace) >> >>]",
        ]
    )
    func page(entry: String) throws {
        var sample = SamplePDF.plain
        sample.page = entry

        let text = try renewed(sample).text

        for word in Self.words { #expect(!text.contains(word), "\(word)") }
    }

    private static let words = [
        "JavaScript", "/JS", "Launch", "OpenAction", "/AA", "EmbeddedFiles", "/EF", "/XFA",
        "/Collection", "Filespec", "/Metadata", "/PieceInfo", "LastModified", "file:",
        "javascript:",
        "GoToR", "FileAttachment", "RichMedia", "/Screen", "/Movie", "SubmitForm", "Lovelace",
        "cmd.exe",
    ]

    @Test("who made it, when and with what is gone, and it has another name of its own")
    func metadata() throws {
        var sample = SamplePDF.plain
        sample.objects = ["<< /Author (Ada Lovelace) /Producer (Engine) /CreationDate (D:1843) >>"]
        sample.trailer = "/Info 5 0 R /ID [<0123456789abcdef> <0123456789abcdef>]"

        let document = try renewed(sample)

        for word in ["Ada", "Engine", "1843", "/Info", "0123456789abcdef"] {
            #expect(!document.text.contains(word), "\(word)")
        }
        #expect(try renewed(sample) == document)
    }

    @Test("links, bookmarks, fields and what is read aloud stay")
    func kept() throws {
        var sample = SamplePDF.plain
        sample.catalogue = """
            /Lang (fr) /Outlines << /Type /Outlines /First 5 0 R /Last 6 0 R /Count 2 >> \
            /AcroForm << /Fields [7 0 R] >>
            """
        sample.page = """
            /Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] \
            /A << /S /URI /URI (https://a.example/b) >> >> 7 0 R]
            """
        sample.objects = [
            "<< /Title (One) /Dest [3 0 R /Fit] /Next 6 0 R >>",
            "<< /Title (Two) /A << /S /GoTo /D [3 0 R /Fit] >> /Prev 5 0 R >>",
            "<< /Type /Annot /Subtype /Widget /FT /Tx /T (town) /V (Lyon) /Rect [0 0 9 9] >>",
        ]

        let text = try renewed(sample).text

        for word in ["https://a.example/b", "(One)", "(Two)", "/GoTo", "(town)", "(Lyon)", "(fr)"] {
            #expect(text.contains(word), "\(word)")
        }
    }

    @Test(
        "what is no document, or a broken one, is refused",
        arguments: [
            ("", .otherFormat), ("hello", .otherFormat), ("\n%PDF-1.4", .otherFormat),
            ("%PDF-1.7\n", .damaged), ("%PDF-1.7\n%%EOF", .damaged),
            ("%PDF-1.7\ntrailer << /Root 1 0 R >>", .damaged),
        ] as [(String, Document.Refusal)]
    )
    func broken(text: String, refusal: Document.Refusal) {
        #expect(throws: refusal) { try Document(renewing: Array(text.utf8), parts: 1000) }
    }

    @Test("a document that is cut anywhere is refused or whole, and never a crash")
    func cut() throws {
        let bytes = SamplePDF.plain.bytes
        for count in stride(from: 0, to: bytes.count, by: 7) {
            let document = try? Document(renewing: Array(bytes.prefix(count)), parts: 1000)
            #expect(document.map { $0.pages == 1 } ?? true)
        }
    }

    @Test("contents that stand in another file, a form drawn by a program, and too many parts")
    func refused() {
        let outside = SamplePDF.withStream("/F (/etc/passwd)", "")
        var pointed = outside
        pointed.page = "/Extra 5 0 R"
        var dynamic = SamplePDF.plain
        dynamic.catalogue = "/NeedsRendering true"
        var large = SamplePDF.plain
        large.page = "/Extra [" + String(repeating: "1 ", count: 2000) + "]"

        #expect(throws: Document.Refusal.damaged) { try renewed(pointed) }
        #expect(throws: Document.Refusal.formOnly) { try renewed(dynamic) }
        #expect(throws: Document.Refusal.tooComplicated) {
            try Document(renewing: large.bytes, parts: 1000)
        }
    }

    @Test("one that opens with a password alone is refused; one that opens without is written open")
    func encrypted() throws {
        #expect(throws: Document.Refusal.locked) { try renewed(SamplePDF.locked(by: .reader)) }

        let open = try renewed(SamplePDF.locked(by: .owner))

        #expect(open.pages == 1)
        #expect(!open.text.contains("/Encrypt"))
    }

    @Test("lists in lists end no stack, and a document that refers to itself ends")
    func depth() throws {
        var deep = SamplePDF.plain
        deep.page =
            "/Extra " + String(repeating: "[", count: 400) + String(repeating: "]", count: 400)
        var round = SamplePDF.plain
        round.page = "/Extra 5 0 R"
        round.objects = ["<< /Self 5 0 R /Page 3 0 R >>"]
        var deepest = SamplePDF.plain
        deepest.page =
            "/Extra " + String(repeating: "[", count: 100_000)
            + String(repeating: "]", count: 100_000)

        #expect(throws: Never.self) { try renewed(round) }
        _ = try? renewed(deep)
        _ = try? renewed(deepest)
    }
}
