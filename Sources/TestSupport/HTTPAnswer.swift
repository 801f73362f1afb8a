/// One HTTP/1.1 response as it came over the wire.
package struct HTTPAnswer: Sendable {
    package let status: Int
    package let fields: [(name: String, value: String)]
    package let body: [UInt8]

    package var text: String { String(decoding: body, as: UTF8.self) }

    /// The first value of a field, whatever the case of its name.
    package func field(_ name: String) -> String? {
        let name = name.lowercased()
        return fields.first { $0.name == name }?.value
    }

    /// All values of a field, as `Set-Cookie` has.
    package func values(_ name: String) -> [String] {
        let name = name.lowercased()
        return fields.filter { $0.name == name }.map(\.value)
    }
}

extension HTTPAnswer {
    private static let lineEnd = Array("\r\n".utf8)
    private static let headEnd = Array("\r\n\r\n".utf8)

    /// The first final response in `bytes`; nil while it is not whole.
    ///
    /// A body without length ends with the connection.
    package init?(parsing bytes: [UInt8], hasBody: Bool = true, isClosed: Bool) {
        guard let headEnd = bytes[...].firstRange(of: Self.headEnd) else { return nil }

        let head = String(decoding: bytes[..<headEnd.lowerBound], as: UTF8.self)
        let lines = head.split(separator: "\r\n")
        let words = lines.first?.split(separator: " ", maxSplits: 2) ?? []
        guard words.count >= 2, let status = Int(words[1]) else { return nil }

        let rest = bytes[headEnd.upperBound...]
        if (100..<200).contains(status) {
            self.init(parsing: Array(rest), hasBody: hasBody, isClosed: isClosed)
            return
        }

        let fields = lines.dropFirst().compactMap(Self.field(of:))
        let isBodiless = !hasBody || status == 204 || status == 304
        guard
            let body = isBodiless ? [] : Self.body(in: rest, fields: fields, isClosed: isClosed)
        else { return nil }
        self.init(status: status, fields: fields, body: body)
    }

    private static func body(
        in rest: ArraySlice<UInt8>,
        fields: [(name: String, value: String)],
        isClosed: Bool
    ) -> [UInt8]? {
        let value = { (name: String) in fields.first { $0.name == name }?.value }
        if value("transfer-encoding")?.lowercased() == "chunked" { return joinChunks(rest) }
        guard let length = value("content-length").flatMap({ Int($0) }) else {
            return isClosed ? Array(rest) : nil
        }
        return rest.count >= length ? Array(rest.prefix(length)) : nil
    }

    private static func field(of line: Substring) -> (name: String, value: String)? {
        guard let colon = line.firstIndex(of: ":") else { return nil }
        let value = line[line.index(after: colon)...].drop { $0 == " " }
        return (line[..<colon].lowercased(), String(value))
    }

    private static func joinChunks(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
        var rest = bytes
        var body: [UInt8] = []
        while let end = rest.firstRange(of: lineEnd) {
            let size = String(decoding: rest[..<end.lowerBound], as: UTF8.self)
            guard let length = Int(size, radix: 16) else { return nil }
            if length == 0 { return body }

            let chunk = rest[end.upperBound...]
            guard chunk.count >= length + lineEnd.count else { return nil }
            body += chunk.prefix(length)
            rest = chunk.dropFirst(length + lineEnd.count)
        }
        return nil
    }
}
