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
                if !isMetadata(marker) { kept += bytes[position..<end] }
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
        [Array("Exif\0\0".utf8), Array("ns.adobe.com".utf8), Array("Photoshop 3.0".utf8)].contains {
            bytes.firstRange(of: $0) != nil
        }
    }

    /// JFIF, the profile of colours, and which colours the components are.
    private static func isMetadata(_ marker: UInt8) -> Bool {
        marker == 0xFE || (0xE0...0xEF).contains(marker) && ![0xE0, 0xE2, 0xEE].contains(marker)
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
