package import Kernel

/// What a browser says its reader prefers (RFC 9110 §12.5.4).
package struct LanguagePreference: Sendable, Hashable {
    /// Best first.
    ///
    /// At most eight are read: a longer list is nobody's preference.
    package let ranges: [LanguageTag]

    package init(acceptLanguage header: String?) {
        let entries = (header ?? "").prefix(200).split(separator: ",").prefix(8)
        let weighted = entries.enumerated().compactMap { position, entry in
            Self.read(entry).map { (tag: $0.tag, weight: $0.weight, position: position) }
        }
        ranges =
            weighted
            .filter { $0.weight > 0 }
            .sorted { ($1.weight, $0.position) < ($0.weight, $1.position) }
            .map(\.tag)
    }

    /// The best of the languages on offer, or nil when the reader named none of them.
    package func best(of offered: [LanguageTag]) -> LanguageTag? {
        for range in ranges {
            if let exact = offered.first(where: { $0.text.lowercased() == range.text.lowercased() })
            {
                return exact
            }
            if let same = offered.first(where: { $0.language == range.language.lowercased() }) {
                return same
            }
        }
        return nil
    }

    private static func read(_ entry: Substring) -> (tag: LanguageTag, weight: Int)? {
        let parts = entry.filter { $0 != " " && $0 != "\t" }.lowercased(keepingFirstPart: ";")
        guard let first = parts.first, let tag = LanguageTag(first) else { return nil }
        guard let quality = parts.dropFirst().first(where: { $0.hasPrefix("q=") }) else {
            return (tag, 1000)
        }
        return (tag, weight(quality.dropFirst(2)))
    }

    /// `0.8` in thousandths; anything that is no weight is 0.
    private static func weight(_ text: Substring) -> Int {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), parts[0] == "0" || parts[0] == "1",
            parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } })
        else { return 0 }
        guard parts[0] == "0" else { return 1000 }
        let decimals = (parts.count > 1 ? String(parts[1]) : "") + "000"
        return Int(decimals.prefix(3)) ?? 0
    }
}

extension String {
    /// The parts between separators, all but the first in lower case.
    fileprivate func lowercased(keepingFirstPart separator: Character) -> [Substring] {
        split(separator: separator).enumerated().map { position, part in
            position == 0 ? part : Substring(part.lowercased())
        }
    }
}
