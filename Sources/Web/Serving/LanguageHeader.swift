import HTTPTypes

/// The first language of a request, for the key of the cache.
enum LanguageHeader {
    /// At most eight plain characters in lower case; empty for anything unusual.
    static func first(of request: HTTPRequest) -> String {
        guard let header = request.headerFields[.acceptLanguage] else { return "" }
        let first = header.utf8.prefix { $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: ";") }
        let isPlain =
            first.count <= 8 && first.allSatisfy { (0x61...0x7A).contains($0 | 0x20) || $0 == 0x2D }
        return isPlain ? String(decoding: first, as: UTF8.self).lowercased() : ""
    }
}
