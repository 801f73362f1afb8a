import HTTPTypes
package import Markup
import NIOCore

extension Reply {
    /// An XML document for machines, the same for everybody.
    ///
    /// Markup is escaped as HTML is, which XML reads too; characters that XML cannot hold are left
    /// out.
    package static func xml(_ markup: HTML, type: String) -> Reply {
        let start = #"<?xml version="1.0" encoding="UTF-8"?>"# + "\n"
        let text = String(String.UnicodeScalarView(markup.text.unicodeScalars.filter(isXML)))
        return Reply(
            status: .ok,
            headers: [.contentType: type + "; charset=utf-8"],
            body: ByteBuffer(string: start + text)
        ).shared()
    }

    /// Plain text, the same for everybody.
    package static func text(_ text: String) -> Reply {
        Reply(
            status: .ok,
            headers: [.contentType: "text/plain; charset=utf-8"],
            body: ByteBuffer(string: text)
        ).shared()
    }

    /// XML 1.0, production 2.
    private static func isXML(_ scalar: UnicodeScalar) -> Bool {
        switch scalar.value {
        case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x1_0000...0x10_FFFF: true
        default: false
        }
    }
}
