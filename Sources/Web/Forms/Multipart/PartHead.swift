/// What stands before the contents of one part of a form: which field, and whether it is a file.
package struct PartHead: Sendable, Hashable {
    /// Of the field.
    package let name: String
    /// As its sender calls it: any text at all; nil for a field that is no file.
    package let fileName: String?

    package init(name: String, fileName: String?) {
        self.name = name
        self.fileName = fileName
    }

    /// Reads the lines before the empty one (RFC 7578, section 4; WHATWG HTML, multipart form data).
    ///
    /// Throws `malformed` for what no browser writes: no name, two of a kind, bytes that are no UTF-8,
    /// contents that are encoded once more.
    init(lines bytes: [UInt8]) throws(PageError) {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .malformed }
        var disposition: Substring?
        let lines = text.split(separator: "\r\n", omittingEmptySubsequences: false)
        for line in lines {
            guard let colon = line.utf8.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex
            else { throw .malformed }
            let value = line[line.index(after: colon)...]
            switch line[..<colon].lowercased() {
            case "content-disposition":
                guard disposition == nil else { throw .malformed }
                disposition = value
            case "content-transfer-encoding":
                let plain = ["binary", "8bit", "7bit"]
                guard plain.contains(value.filter { $0 != " " }.lowercased()) else {
                    throw .malformed
                }
            default: break
            }
        }
        guard let disposition else { throw .malformed }
        try self.init(disposition: disposition)
    }

    private init(disposition: Substring) throws(PageError) {
        var rest = disposition.utf8.drop { $0 == 0x20 }
        let kind = rest.prefix { $0 != UInt8(ascii: ";") }
        guard Substring(kind).lowercased() == "form-data" else { throw .malformed }
        rest = rest.dropFirst(kind.count)
        var values: [String: String] = [:]
        while rest.first == UInt8(ascii: ";") {
            rest = rest.dropFirst().drop { $0 == 0x20 }
            let name = rest.prefix { $0 != UInt8(ascii: "=") }
            rest = rest.dropFirst(name.count + 1)
            let value = try Self.value(&rest)
            let key = Substring(name).lowercased()
            guard !key.isEmpty, values.updateValue(value, forKey: key) == nil else {
                throw .malformed
            }
        }
        guard rest.isEmpty, let name = values["name"], !name.utf8.contains(0) else {
            throw .malformed
        }
        self.init(name: name, fileName: values["filename"])
    }

    /// A value in quotation marks, or a bare word.
    private static func value(_ rest: inout Substring.UTF8View) throws(PageError) -> String {
        guard rest.first == UInt8(ascii: "\"") else {
            let word = rest.prefix { $0 != UInt8(ascii: ";") }
            rest = rest.dropFirst(word.count)
            return String(Substring(word))
        }
        rest = rest.dropFirst()
        var bytes: [UInt8] = []
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "\"") { return unescaped(bytes) }
            // Of old, a quotation mark was written behind a backslash; every other one is itself.
            if byte == UInt8(ascii: "\\"), rest.first == UInt8(ascii: "\"") {
                bytes.append(UInt8(ascii: "\""))
                rest = rest.dropFirst()
            } else {
                bytes.append(byte)
            }
        }
        throw .malformed
    }

    /// Browsers escape three signs and no others: the quotation mark and the two that end lines.
    private static func unescaped(_ bytes: [UInt8]) -> String {
        let text = String(decoding: bytes, as: UTF8.self)
        guard text.utf8.contains(UInt8(ascii: "%")) else { return text }
        return [("%22", "\""), ("%0D", "\r"), ("%0A", "\n")].reduce(text) { text, escape in
            text.split(separator: escape.0, omittingEmptySubsequences: false)
                .joined(separator: escape.1)
        }
    }
}
