/// A JPEG inside another file, without what it tells of places, people and programs.
///
/// Nothing else of it is looked at or changed: printers and scanners write kinds that no page of the
/// web shows.
package enum JPEGMetadata {
    /// The same without comments and without the segments of applications, but for the three that say
    /// how colours are meant.
    ///
    /// Nil for what does not follow its own format.
    package static func removed(from bytes: [UInt8]) -> [UInt8]? {
        guard bytes.starts(with: [0xFF, 0xD8]) else { return nil }
        var kept: [UInt8] = [0xFF, 0xD8]
        var position = 2
        while position + 1 < bytes.count, bytes[position] == 0xFF {
            let marker = bytes[position + 1]
            switch marker {
            case 0xD9: return kept + [0xFF, 0xD9]
            case 0xFF: position += 1
            case 0x01, 0xD0...0xD7:
                kept += [0xFF, marker]
                position += 2
            default:
                guard let end = end(ofSegmentAt: position, in: bytes) else { return nil }
                kept += segment(marker, Array(bytes[position + 4..<end]))
                position = end
                guard marker == 0xDA else { continue }
                let next = nextMarker(from: end, in: bytes)
                kept += bytes[end..<next]
                position = next
            }
        }
        // Some programs leave the end out, and every decoder shows it nevertheless.
        return position >= bytes.count ? kept : nil
    }

    /// Whether it is plain to see that somebody's metadata are in there.
    package static func isIn(_ bytes: [UInt8]) -> Bool {
        signatures.contains { bytes.firstRange(of: Array($0.utf8)) != nil }
    }

    /// What metadata begin with.
    package static let signatures = ["Exif\0\0", "ns.adobe.com", "Photoshop 3.0"]

    /// The segment as it may stand; empty for one that only tells something.
    private static func segment(_ marker: UInt8, _ data: [UInt8]) -> [UInt8] {
        guard let data = kept(of: data, behind: marker) else { return [] }
        let length = data.count + 2
        return [0xFF, marker, UInt8(length >> 8), UInt8(length & 0xFF)] + data
    }

    /// Of the segments of applications stay JFIF, without the small picture that may stand in it (JFIF
    /// 1.02), the profile of colours (ICC.1, B.4), and which colours the components are.
    private static func kept(of data: [UInt8], behind marker: UInt8) -> [UInt8]? {
        switch marker {
        case 0xE0:
            guard data.starts(with: Array("JFIF\0".utf8)), data.count >= 14 else { return nil }
            return Array(data.prefix(12)) + [0, 0]
        case 0xE2: return data.starts(with: Array("ICC_PROFILE\0".utf8)) ? data : nil
        case 0xEE: return data.starts(with: Array("Adobe".utf8)) ? Array(data.prefix(12)) : nil
        case 0xE1, 0xE3...0xED, 0xEF, 0xFE: return nil
        default: return data
        }
    }

    private static func end(ofSegmentAt position: Int, in bytes: [UInt8]) -> Int? {
        guard position + 3 < bytes.count else { return nil }
        let length = Int(bytes[position + 2]) << 8 | Int(bytes[position + 3])
        let end = position + 2 + length
        return length >= 2 && end <= bytes.count ? end : nil
    }

    /// Where the coded pixels end: at a marker that is neither a stuffed byte nor a restart.
    private static func nextMarker(from start: Int, in bytes: [UInt8]) -> Int {
        var position = start
        while let found = bytes[position...].firstIndex(of: 0xFF) {
            guard found + 1 < bytes.count else { return bytes.count }
            let after = bytes[found + 1]
            if after != 0, !(0xD0...0xD7).contains(after) { return found }
            position = found + 2
        }
        return bytes.count
    }
}
