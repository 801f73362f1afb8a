import Kernel

/// The name of a file, made safe: what somebody else's computer can keep it under, and what shows what
/// it is.
///
/// A name can hide its ending behind marks that turn the direction of writing, name a folder, or end
/// a header; whatever its sender called it, it ends as its contents say.
package struct FileName: Sendable, Hashable {
    package let text: String

    init(sent name: String, kind: FileKind) {
        let path = name.split { $0 == "/" || $0 == "\\" }
        var stem = PlainText.visible(path.last.map(String.init) ?? "")
        stem = String(stem.map { Self.forbidden.contains($0) || $0.isNewline ? " " : $0 })
        stem = Self.withoutEnding(stem)
        let words = stem.split(whereSeparator: \.isWhitespace)
        stem = String(words.joined(separator: " ").drop { $0 == "." || $0 == " " || $0 == "-" })
        while stem.last == "." || stem.last == " " { stem.removeLast() }
        stem = Self.short(stem)
        if stem.isEmpty || Self.reserved.contains(stem.lowercased()) { stem = "file" }
        text = stem + "." + kind.ending
    }

    /// As it was kept.
    init(kept text: String) { self.text = text }

    /// What stands behind the last point, where that can be an ending.
    private static func withoutEnding(_ name: String) -> String {
        guard let point = name.lastIndex(of: "."), point > name.startIndex else { return name }
        let ending = name[name.index(after: point)...]
        let isEnding =
            (1...5).contains(ending.count) && ending.allSatisfy { $0.isASCII && !$0.isWhitespace }
        return isEnding ? String(name[..<point]) : name
    }

    private static func short(_ name: String) -> String {
        var short = String(name.prefix(Limits.fileNameCharacters))
        while short.utf8.count > Limits.fileNameBytes { short.removeLast() }
        return short
    }

    /// What no file system of the time lets into a name, or a shell takes for its own.
    private static let forbidden: Set<Character> = [
        "<", ">", ":", "\"", "|", "?", "*", "%", "$", "`", ";", "&",
    ]

    /// Names of devices, on Windows whatever their ending is.
    private static let reserved: Set<String> = Set(
        ["con", "prn", "aux", "nul"] + (1...9).flatMap { ["com\($0)", "lpt\($0)"] }
    )
}

extension FileName {
    /// How a reply names the file (RFC 6266): for old programs in ASCII, for all others as it is.
    func disposition(_ kind: FileKind) -> String {
        let plain = String(
            text.unicodeScalars.map { scalar in
                Self.isPlain(scalar) ? Character(scalar) : "_"
            }
        )
        let way = kind.isPicture ? "inline" : "attachment"
        // What stays unescaped in addresses may stand in an extended value too (RFC 8187, `attr-char`).
        let escaped = PercentEncoding.encode(text)
        return "\(way); filename=\"\(plain)\"; filename*=UTF-8''\(escaped)"
    }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII && scalar.value >= 0x20 && scalar.value < 0x7F && scalar != "\""
            && scalar != "\\"
    }
}
