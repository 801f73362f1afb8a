import Compression

/// Files of every kind, small, large and hostile, made where they are needed.
enum SampleFiles {
    /// A grey PNG whose pixels are noise, so that it stays as large as it is.
    static func png(width: Int = 32, height: Int = 32, text: String? = nil) -> [UInt8] {
        var rows: [UInt8] = []
        var state: UInt32 = 7
        for _ in 0..<height {
            rows.append(0)
            for _ in 0..<width {
                state = state &* 1_664_525 &+ 1_013_904_223
                rows.append(UInt8(truncatingIfNeeded: state >> 24))
            }
        }
        let pixels = Deflate.compress(rows, as: .zlib, effort: .quick) ?? []
        let comment = text.map { chunk("tEXt", Array("Comment\0\($0)".utf8)) } ?? []
        return signature + header(width: width, height: height) + comment + chunk("IDAT", pixels)
            + chunk("IEND", [])
    }

    /// A small file that says it is a huge picture, with pixels that come to very much.
    static func bomb(width: Int, height: Int, expanded: Int) -> [UInt8] {
        let pixels = Deflate.compress(
            [UInt8](repeating: 0, count: expanded),
            as: .zlib,
            effort: .thorough
        )
        return signature + header(width: width, height: height) + chunk("IDAT", pixels ?? [])
            + chunk("IEND", [])
    }

    /// A page of text and whatever else is said.
    static func pdf(catalogue: String = "", objects: [String] = []) -> [UInt8] {
        let all =
            [
                "<< /Type /Catalog /Pages 2 0 R \(catalogue) >>",
                "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
            ] + objects
        var text = "%PDF-1.7\n"
        for (index, object) in all.enumerated() {
            text += "\(index + 1) 0 obj\n\(object)\nendobj\n"
        }
        // Without a table of its objects, as a damaged one: it is made anew by who reads it.
        return Array((text + "trailer\n<< /Root 1 0 R /Size \(all.count + 1) >>\n%%EOF\n").utf8)
    }

    private static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    private static func header(width: Int, height: Int) -> [UInt8] {
        chunk("IHDR", number(width) + number(height) + [8, 0, 0, 0, 0])
    }

    private static func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
        let named = Array(name.utf8) + data
        return number(data.count) + named + number(Int(CRC32.of(named)))
    }

    private static func number(_ value: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }
}
