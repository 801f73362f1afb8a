import Documents

/// A PDF written by hand, object by object, so that each can be a hostile one.
struct SamplePDF {
    /// What stands behind the catalogue's own entries.
    var catalogue = ""
    /// What stands behind the page's own entries.
    var page = ""
    var trailer = ""
    /// Further objects, numbered from 5.
    var objects: [String] = []

    static let plain = SamplePDF()

    var bytes: [UInt8] {
        let content = "BT /F1 24 Tf 72 720 Td (Hello) Tj ET"
        let all =
            [
                "<< /Type /Catalog /Pages 2 0 R \(catalogue) >>",
                "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                """
                << /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R \
                /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> \
                \(page) >>
                """,
                "<< /Length \(content.utf8.count) >>\nstream\n\(content)\nendstream",
            ] + objects
        var text = "%PDF-1.7\n"
        var offsets: [Int] = []
        for (index, object) in all.enumerated() {
            offsets.append(text.utf8.count)
            text += "\(index + 1) 0 obj\n\(object)\nendobj\n"
        }
        let start = text.utf8.count
        text += "xref\n0 \(all.count + 1)\n0000000000 65535 f \n"
        for offset in offsets {
            let digits = String(offset)
            text += String(repeating: "0", count: 10 - digits.count) + digits + " 00000 n \n"
        }
        text += "trailer\n<< /Size \(all.count + 1) /Root 1 0 R \(trailer) >>\n"
        text += "startxref\n\(start)\n%%EOF\n"
        return Array(text.utf8)
    }

    /// With contents of a stream as object 5: bytes as text, one sign each.
    static func withStream(_ dictionary: String, _ contents: String) -> SamplePDF {
        var sample = SamplePDF()
        sample.objects = [
            "<< \(dictionary) /Length \(contents.utf8.count) >>\nstream\n\(contents)\nendstream"
        ]
        return sample
    }
}

extension Document {
    /// As text, so that a test can look for what must not be there.
    var text: String { String(decoding: bytes, as: UTF8.self) }
}
