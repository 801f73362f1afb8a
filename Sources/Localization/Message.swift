/// A message taken apart once, at start: text and the places of its values.
struct Message: Sendable, Hashable {
    enum Part: Sendable, Hashable {
        case text(String)
        case value(String)
    }

    let parts: [Part]

    /// Reads `{{name}}` placeholders.
    ///
    /// Throws for one that is not closed or has no plain name.
    init(_ text: String, key: String) throws(CatalogueError) {
        var parts: [Part] = []
        var rest = text[...]
        while let open = rest.firstRange(ofBytes: "{{") {
            guard let close = rest[open.upperBound...].firstRange(ofBytes: "}}") else {
                throw .malformed(key: key)
            }
            let name = rest[open.upperBound..<close.lowerBound]
            guard !name.isEmpty, name.utf8.allSatisfy({ (0x61...0x7A).contains($0 | 0x20) }) else {
                throw .malformed(key: key)
            }
            if open.lowerBound > rest.startIndex {
                parts.append(.text(String(rest[..<open.lowerBound])))
            }
            parts.append(.value(String(name)))
            rest = rest[close.upperBound...]
        }
        guard rest.firstRange(ofBytes: "}}") == nil else { throw .malformed(key: key) }
        if !rest.isEmpty { parts.append(.text(String(rest))) }
        self.parts = parts
    }

    var placeholders: Set<String> {
        Set(
            parts.compactMap { part in
                guard case .value(let name) = part else { return nil }
                return name
            }
        )
    }
}

extension Substring {
    /// The first place of an ASCII pattern.
    fileprivate func firstRange(ofBytes pattern: StaticString) -> Range<Index>? {
        let wanted = Array("\(pattern)".utf8)
        var index = startIndex
        while index < endIndex {
            let end = utf8.index(index, offsetBy: wanted.count, limitedBy: endIndex)
            guard let end else { return nil }
            if utf8[index..<end].elementsEqual(wanted) { return index..<end }
            index = utf8.index(after: index)
        }
        return nil
    }
}
