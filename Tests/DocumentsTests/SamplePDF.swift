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

    /// Whose password a document needs: that of whoever reads it, or of whoever changes it.
    enum Lock {
        case reader
        case owner

        /// As another program wrote them: "secret" and "owner", or "" and "owner", RC4 of 40 bits.
        fileprivate var values: (id: String, owner: String, user: String) {
            switch self {
            case .reader:
                (
                    "4db1548a9f758f85db3a06fc645c682d",
                    "92fe0f4454ad4c9644693f33c07cb54f587dce1e2682fe9ecea6107a1ef630dd",
                    "3f14ae0c69c0c2ccab1d1ed062799155193ead16b39908cac0ced0e5a24f01eb"
                )
            case .owner:
                (
                    "41cf39a3ea140c9bede555e7bbdc910d",
                    "c92422687facee686e373f10b5c7d04738053152f7e2ee30e11c69ec442576ab",
                    "37bfdd0d3b9d52824a818b19846f6b82d5201d04847dfdd4594f567939054cf1"
                )
            }
        }
    }

    /// The plain one, encrypted: nothing is in it that a key would change.
    static func locked(by lock: Lock) -> SamplePDF {
        let (id, owner, user) = lock.values
        var sample = SamplePDF()
        sample.objects = [
            """
            << /Filter /Standard /Length 40 /P -4 /R 2 /V 1 /O <\(owner)> /U <\(user)> >>
            """
        ]
        sample.trailer = "/Encrypt 5 0 R /ID [<\(id)> <\(id)>]"
        return sample
    }
}

extension Document {
    /// As text, so that a test can look for what must not be there.
    var text: String { String(decoding: bytes, as: UTF8.self) }
}
