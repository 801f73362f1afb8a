package import Compression

/// Markup that is safe to send: literals are trusted, interpolated values are escaped.
///
/// It reads as HTML, compiles as a list of statements (no result builder, so the type checker's
/// work grows in step with the text), and appends to one buffer.
package struct HTML: ExpressibleByStringInterpolation, Sendable, Hashable {
    /// UTF-8.
    package private(set) var bytes: [UInt8]
    /// What of the bytes is there for a visitor, and another thing for each reader; in their order.
    package private(set) var slots: [Slot.Place] = []
    /// What of the bytes has been compressed before, in their order.
    package private(set) var compressed: [Compressed] = []

    package init(stringLiteral text: String) { bytes = Array(text.utf8) }
    package init(stringInterpolation parts: Parts) {
        bytes = parts.bytes
        slots = parts.slots
        compressed = parts.compressed
    }

    /// The whole as one slot.
    init(_ content: HTML, in slot: Slot.ID) {
        bytes = content.bytes
        slots = [Slot.Place(id: slot, range: 0..<content.bytes.count)]
    }

    /// The same, compressed: whatever page it is put into, it is not compressed again.
    ///
    /// What has slots is cut at them, and stays as it is.
    package func compressed(effort: Deflate.Effort) -> HTML {
        guard slots.isEmpty, let part = GzipPart(compressing: bytes, effort: effort) else {
            return self
        }
        var html = self
        html.compressed = [Compressed(start: 0, part: part)]
        return html
    }

    /// A stretch of bytes, and the same in a compressed page.
    package struct Compressed: Sendable, Hashable {
        package let start: Int
        package let part: GzipPart

        package var range: Range<Int> { start..<start + part.count }
    }

    /// The only door for markup that was not written here.
    ///
    /// Grep for it in review.
    package init(trusting text: String) { bytes = Array(text.utf8) }

    /// Text, escaped.
    package init(escaping text: String) {
        bytes = []
        bytes.append(escaping: text)
    }

    package var text: String { String(decoding: bytes, as: UTF8.self) }

    package static let empty = HTML(trusting: "")

    package var isEmpty: Bool { bytes.isEmpty }

    package static func + (left: HTML, right: HTML) -> HTML {
        "\(left)\(right)"
    }

    package struct Parts: StringInterpolationProtocol {
        fileprivate var bytes: [UInt8] = []
        fileprivate var slots: [Slot.Place] = []
        fileprivate var compressed: [Compressed] = []

        package init(literalCapacity: Int, interpolationCount: Int) {
            bytes.reserveCapacity(literalCapacity + interpolationCount * 24)
        }

        @inline(never)
        package mutating func appendLiteral(_ literal: String) { bytes += literal.utf8 }

        @inline(never)
        package mutating func appendInterpolation(_ value: String) {
            bytes.append(escaping: value)
        }

        @inline(never)
        package mutating func appendInterpolation(_ value: Int) { bytes += String(value).utf8 }

        @inline(never)
        package mutating func appendInterpolation(_ markup: HTML) {
            let start = bytes.count
            if !markup.slots.isEmpty {
                slots += markup.slots.map { $0.moved(by: start) }
            }
            for piece in markup.compressed {
                compressed.append(Compressed(start: piece.start + start, part: piece.part))
            }
            bytes += markup.bytes
        }

        @inline(never)
        package mutating func appendInterpolation(_ component: some Component) {
            appendInterpolation(component.html)
        }

        @inline(never)
        package mutating func appendInterpolation(_ list: [HTML]) {
            for markup in list { appendInterpolation(markup) }
        }

        @inline(never)
        package mutating func appendInterpolation(
            _ markup: @autoclosure () -> HTML,
            when shown: Bool
        ) {
            if shown { appendInterpolation(markup()) }
        }

        package mutating func appendInterpolation(url path: Path) {
            appendInterpolation(path.text)
        }

        /// An attribute without a value, such as `required`.
        @inline(never)
        package mutating func appendInterpolation(attribute name: StaticString, when shown: Bool) {
            if shown { appendLiteral(" \(name)") }
        }

        @available(*, unavailable, message: "Unwrap it, or say what an absent value shows.")
        package mutating func appendInterpolation<Value>(_ value: Value?) {}
    }
}

/// A part of a page: values in, markup out.
package protocol Component: Sendable {
    var html: HTML { get }
}

extension [UInt8] {
    /// Appends text so that no browser reads markup in it, between tags or in quoted attributes.
    ///
    /// It looks at bytes: a quote followed by a combining mark is one character, and still a quote.
    fileprivate mutating func append(escaping text: String) {
        var text = text
        text.withUTF8 { bytes in
            var start = bytes.startIndex
            for place in bytes.indices {
                let byte = bytes[place]
                guard Self.isMarkup(byte) else { continue }
                self += bytes[start..<place]
                self += Self.escape(byte).utf8
                start = place + 1
            }
            self += bytes[start...]
        }
    }

    private static func isMarkup(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x22, 0x26, 0x27, 0x3C, 0x3E: true
        default: false
        }
    }

    private static func escape(_ byte: UInt8) -> String {
        switch byte {
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "\""): "&quot;"
        default: "&#39;"
        }
    }
}

extension HTML {
    /// A block of data for a script: JSON in which every `<` is already written as an escape.
    package init(trustingJSON text: String, id: StaticString) {
        precondition(!text.utf8.contains(UInt8(ascii: "<")), "an unescaped < could end the block")
        self.init(trusting: "<script type=\"application/json\" id=\"\(id)\">\(text)</script>")
    }
}
