/// A JPEG 2000 picture inside another file, without what it tells of places, people and programs.
///
/// Of its boxes (ISO/IEC 15444-1, annex I, and 15444-2, annex M) stay those that say what is seen; Exif,
/// XMP, places on a map and rights are boxes beside them. Comments among the pixels keep their length
/// and lose their words, so that every place that the picture itself names stays where it is.
package enum JPEG2000Metadata {
    /// Nil for what does not follow its own format, or has no pixels of its own.
    package static func removed(from bytes: [UInt8]) -> [UInt8]? {
        guard !bytes.starts(with: codestreamStart) else { return silent(bytes) }
        guard let boxes = boxes(in: bytes), boxes.first?.type == "jP  ",
            boxes.contains(where: { $0.type == "jp2c" })
        else { return nil }
        return kept(of: boxes)
    }

    private struct Box {
        let type: String
        let contents: [UInt8]
    }

    private static func boxes(in bytes: [UInt8]) -> [Box]? {
        var boxes: [Box] = []
        var position = 0
        while position < bytes.count {
            guard let short = number(4, at: position, in: bytes), position + 8 <= bytes.count else {
                return nil
            }
            var (head, length) = (8, short)
            if short == 0 { length = bytes.count - position }
            if short == 1 {
                guard let long = number(8, at: position + 8, in: bytes) else { return nil }
                (head, length) = (16, long)
            }
            guard length >= head, length <= bytes.count - position else { return nil }
            boxes.append(
                Box(
                    type: String(decoding: bytes[position + 4..<position + 8], as: UTF8.self),
                    contents: Array(bytes[position + head..<position + length])
                )
            )
            position += length
        }
        return boxes
    }

    private static func kept(of boxes: [Box]) -> [UInt8]? {
        var kept: [UInt8] = []
        for box in boxes {
            let contents: [UInt8]?
            if leaves.contains(box.type) {
                contents = box.contents
            } else if branches.contains(box.type) {
                contents = self.boxes(in: box.contents).flatMap(self.kept)
            } else if box.type == "jp2c" {
                contents = silent(box.contents)
            } else {
                continue
            }
            guard let contents else { return nil }
            let length = contents.count + 8
            kept += [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: length >> $0) }
            kept += Array(box.type.utf8) + contents
        }
        return kept
    }

    /// The pixels, with every comment emptied, up to their end (ISO/IEC 15444-1, annex A).
    private static func silent(_ bytes: [UInt8]) -> [UInt8]? {
        guard bytes.starts(with: codestreamStart) else { return nil }
        var silent = bytes
        var position = 2
        // Where the part of the picture began whose head is being read.
        var part: Int?
        while let marker = number(2, at: position, in: bytes) {
            switch marker {
            case 0xFFD9: return Array(silent.prefix(position + 2))
            case 0xFF93:
                guard let start = part, let length = number(4, at: start + 6, in: bytes) else {
                    return nil
                }
                // The last one may go on to the end.
                guard length > 0 else { return silent }
                guard start + length > position else { return nil }
                position = start + length
            default:
                guard marker >= 0xFF00, let length = number(2, at: position + 2, in: bytes),
                    length >= 2, position + 2 + length <= bytes.count
                else { return nil }
                if marker == 0xFF90 { part = position }
                if marker == 0xFF64 {
                    for index in position + 4..<position + 2 + length { silent[index] = 0 }
                }
                position += 2 + length
            }
        }
        // Some are cut, and shown as far as they go.
        return part == nil ? nil : silent
    }

    private static func number(_ count: Int, at position: Int, in bytes: [UInt8]) -> Int? {
        guard position >= 0, position <= bytes.count - count else { return nil }
        var number: UInt64 = 0
        for byte in bytes[position..<position + count] { number = number << 8 | UInt64(byte) }
        return number <= UInt64(UInt32.max) ? Int(number) : nil
    }

    /// Its beginning, and the sizes of what follows.
    private static let codestreamStart: [UInt8] = [0xFF, 0x4F, 0xFF, 0x51]
    private static let leaves: Set<String> = [
        "jP  ", "ftyp", "rreq", "ihdr", "bpcc", "colr", "pclr", "cmap", "cdef", "resc", "resd",
        "opct", "creg",
    ]
    private static let branches: Set<String> = ["jp2h", "jpch", "jplh", "cgrp", "res "]
}
