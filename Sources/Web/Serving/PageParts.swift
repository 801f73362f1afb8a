import Compression
import Markup
import NIOCore

/// A page taken apart: where its slots are, and each stretch between them compressed.
///
/// What was compressed before is not compressed again. What fills a slot stands in the compressed page as
/// it is, so that its length tells nothing of what is inside (the BREACH attack).
struct PageParts: Sendable {
    fileprivate enum Part: Sendable {
        case stretch(Range<Int>, GzipPart)
        case slot(Range<Int>, Slot.ID)
    }

    private let body: ByteBuffer
    private let parts: [Part]
    /// In the order of the page, none inside another.
    let slots: [Slot.ID]

    init(_ reply: Reply) {
        body = reply.body
        let bytes = reply.body.readableBytesView
        var parts: [Part] = []
        var end = 0
        func compress(upTo start: Int) {
            guard start > end else { return }
            let stretch = Array(bytes.dropFirst(end).prefix(start - end))
            let part =
                GzipPart(compressing: stretch, effort: .quick) ?? GzipPart(storing: stretch)
            parts.append(.stretch(end..<start, part))
        }
        let cuts =
            reply.slots.map { Part.slot($0.range, $0.id) }
            + reply.compressed.map { Part.stretch($0.range, $0.part) }
        for cut in cuts.sorted(by: { $0.range.lowerBound < $1.range.lowerBound })
        where cut.range.lowerBound >= end {
            compress(upTo: cut.range.lowerBound)
            parts.append(cut)
            end = cut.range.upperBound
        }
        compress(upTo: bytes.count)
        self.parts = parts
        slots = parts.compactMap { if case .slot(_, let id) = $0 { id } else { nil } }
    }

    /// What the parts take in memory beside the body.
    var bytes: Int {
        parts.reduce(0) { sum, part in
            if case .stretch(_, let part) = part { sum + part.size } else { sum }
        }
    }

    /// What stands in each slot for one reader: what visitors see where nothing is given.
    func fillings(_ filled: [Slot.ID: HTML]) -> [[UInt8]] {
        parts.compactMap { part in
            guard case .slot(let range, let id) = part else { return nil }
            return filled[id]?.bytes ?? Array(view(range))
        }
    }

    func plain(_ fillings: [[UInt8]]) -> ByteBuffer {
        var page = ByteBuffer()
        var fillings = fillings[...]
        for part in parts {
            switch part {
            case .stretch(let range, _): page.writeBytes(view(range))
            case .slot: page.writeBytes(fillings.popFirst() ?? [])
            }
        }
        return page
    }

    func gzipped(_ fillings: [[UInt8]]) -> ByteBuffer {
        var fillings = fillings[...]
        let stream = parts.map { part in
            switch part {
            case .stretch(_, let part): part
            case .slot: GzipPart(storing: fillings.popFirst() ?? [])
            }
        }
        return ByteBuffer(bytes: GzipPart.stream(stream))
    }

    private func view(_ range: Range<Int>) -> ByteBufferView {
        let start = body.readerIndex
        return body.readableBytesView[start + range.lowerBound..<start + range.upperBound]
    }
}

extension PageParts.Part {
    var range: Range<Int> {
        switch self {
        case .stretch(let range, _), .slot(let range, _): range
        }
    }
}
