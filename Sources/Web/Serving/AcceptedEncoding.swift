import HTTPTypes

/// Whether a reader takes gzip, as `Accept-Encoding` says (RFC 9110, section 12.5.3).
enum AcceptedEncoding {
    static func takesGzip(_ request: HTTPRequest) -> Bool {
        takesGzip(request.headerFields[.acceptEncoding])
    }

    /// No header means that nobody knows: then the plain bytes are sent.
    ///
    /// What is preferred wins; of two that are liked equally, the smaller.
    static func takesGzip(_ header: String?) -> Bool {
        guard let header, header.utf8.count <= 1000 else { return false }
        var gzip: Int?
        var identity: Int?
        var others = 0
        for part in header.utf8.split(separator: UInt8(ascii: ",")) {
            let fields = part.split(separator: UInt8(ascii: ";"))
            let name = fields.first.map(word) ?? ""
            let weight = fields.dropFirst().first.map(quality) ?? 1000
            switch name {
            case "gzip", "x-gzip": gzip = max(gzip ?? 0, weight)
            case "identity": identity = weight
            case "*": others = weight
            default: continue
            }
        }
        let liking = gzip ?? others
        return liking > 0 && liking >= identity ?? 0
    }

    private static func word(_ bytes: Substring.UTF8View) -> String {
        let isSpace = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
        let start = bytes.drop(while: isSpace)
        let spaces = start.reversed().prefix(while: isSpace).count
        return String(Substring(start.dropLast(spaces))).lowercased()
    }

    /// Thousandths of `q=0.5`; what cannot be read is no wish.
    private static func quality(_ bytes: Substring.UTF8View) -> Int {
        let text = word(bytes)
        guard text.hasPrefix("q=") else { return 1000 }
        let digits = text.utf8.dropFirst(2)
        guard let whole = digits.first, whole == 0x30 || whole == 0x31 else { return 0 }
        if whole == 0x31 { return 1000 }
        let rest = digits.dropFirst(2).prefix(3)
        guard rest.allSatisfy({ (0x30...0x39).contains($0) }) else { return 0 }
        let value = rest.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        return value * [1000, 100, 10, 1][rest.count]
    }
}
