/// Markup that is safe to send: literals are trusted, interpolated values are escaped.
///
/// It reads as HTML, compiles as a list of statements (no result builder, so the type checker's
/// work grows in step with the text), and appends to one buffer.
package struct HTML: ExpressibleByStringInterpolation, Sendable, Hashable {
    package private(set) var text: String

    package init(stringLiteral text: String) { self.text = text }
    package init(stringInterpolation parts: Parts) { text = parts.text }

    /// The only door for markup that was not written here.
    ///
    /// Grep for it in review.
    package init(trusting text: String) { self.text = text }

    /// Text, escaped.
    package init(escaping text: String) {
        var escaped = ""
        escaped.appendEscaped(text)
        self.text = escaped
    }

    package static let empty: HTML = ""

    package var isEmpty: Bool { text.isEmpty }

    package static func + (left: HTML, right: HTML) -> HTML {
        HTML(trusting: left.text + right.text)
    }

    package struct Parts: StringInterpolationProtocol {
        fileprivate(set) var text = ""

        package init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + interpolationCount * 24)
        }

        @inline(never)
        package mutating func appendLiteral(_ literal: String) { text += literal }

        @inline(never)
        package mutating func appendInterpolation(_ value: String) { text.appendEscaped(value) }

        @inline(never)
        package mutating func appendInterpolation(_ value: Int) { text += String(value) }

        @inline(never)
        package mutating func appendInterpolation(_ markup: HTML) { text += markup.text }

        @inline(never)
        package mutating func appendInterpolation(_ component: some Component) {
            text += component.html.text
        }

        @inline(never)
        package mutating func appendInterpolation(_ list: [HTML]) {
            for markup in list { text += markup.text }
        }

        @inline(never)
        package mutating func appendInterpolation(
            _ markup: @autoclosure () -> HTML,
            when shown: Bool
        ) {
            if shown { text += markup().text }
        }

        @inline(never)
        package mutating func appendInterpolation(url path: Path) { text.appendEscaped(path.text) }

        /// An attribute without a value, such as `required`.
        @inline(never)
        package mutating func appendInterpolation(attribute name: StaticString, when shown: Bool) {
            if shown { text += " \(name)" }
        }

        @available(*, unavailable, message: "Unwrap it, or say what an absent value shows.")
        package mutating func appendInterpolation<Value>(_ value: Value?) {}
    }
}

/// A part of a page: values in, markup out.
package protocol Component: Sendable {
    var html: HTML { get }
}

extension String {
    /// Appends text so that no browser reads markup in it, between tags or in quoted attributes.
    ///
    /// It looks at bytes: a quote followed by a combining mark is one character, and still a quote.
    package mutating func appendEscaped(_ value: String) {
        guard value.utf8.contains(where: Self.isMarkup) else {
            self += value
            return
        }
        for scalar in value.unicodeScalars {
            switch scalar {
            case "&": self += "&amp;"
            case "<": self += "&lt;"
            case ">": self += "&gt;"
            case "\"": self += "&quot;"
            case "'": self += "&#39;"
            default: unicodeScalars.append(scalar)
            }
        }
    }

    private static func isMarkup(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x22, 0x26, 0x27, 0x3C, 0x3E: true
        default: false
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
