import Compression
import Markup
import NIOCore
import Synchronization

/// A page cut at its slots.
///
/// What stands between them is compressed once for all readers, when the first of them comes; what
/// fills them stands in the compressed page as it is, so that its length tells nothing of what is inside
/// (the BREACH attack).
final class SlottedPage: Sendable {
    /// In the order of the page, none inside another.
    let slots: [Slot.ID]
    private let original: [[UInt8]]
    /// One more than there are slots.
    private let between: [[UInt8]]
    private let parts = Mutex<[GzipPart]?>(nil)

    init(_ body: ByteBuffer, _ places: [Slot.Place]) {
        let bytes = body.readableBytesView
        var slots: [Slot.ID] = []
        var original: [[UInt8]] = []
        var between: [[UInt8]] = []
        var end = 0
        for place in places where place.range.lowerBound >= end {
            slots.append(place.id)
            between.append(Self.cut(bytes, end..<place.range.lowerBound))
            original.append(Self.cut(bytes, place.range))
            end = place.range.upperBound
        }
        between.append(Self.cut(bytes, end..<bytes.count))
        self.slots = slots
        self.original = original
        self.between = between
    }

    private static func cut(_ bytes: ByteBufferView, _ range: Range<Int>) -> [UInt8] {
        Array(bytes.dropFirst(range.lowerBound).prefix(range.count))
    }

    /// What stands in each slot for one reader.
    func fillings(_ filled: [Slot.ID: HTML]) -> [[UInt8]] {
        zip(slots, original).map { slot, content in
            filled[slot]?.bytes ?? content
        }
    }

    func plain(_ fillings: [[UInt8]]) -> ByteBuffer {
        var body = ByteBuffer(bytes: between[0])
        for (filling, rest) in zip(fillings, between.dropFirst()) {
            body.writeBytes(filling)
            body.writeBytes(rest)
        }
        return body
    }

    func gzipped(_ fillings: [[UInt8]]) -> ByteBuffer {
        let compressed = compressed()
        var parts = [compressed[0]]
        for (filling, rest) in zip(fillings, compressed.dropFirst()) {
            parts.append(GzipPart(storing: filling))
            parts.append(rest)
        }
        return ByteBuffer(bytes: GzipPart.stream(parts))
    }

    /// Two readers who come at once may both do it; it comes to the same.
    private func compressed() -> [GzipPart] {
        if let kept = parts.withLock({ $0 }) { return kept }
        let made = between.map { bytes in
            GzipPart(compressing: bytes, effort: .quick) ?? GzipPart(storing: bytes)
        }
        parts.withLock { $0 = made }
        return made
    }
}
