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
        let parts = entry.split(separator: ";")
        guard let first = parts.first else { return nil }
        let name = first.filter { $0 != " " }
        guard let tag = LanguageTag(name) else { return nil }
        let quality = parts.dropFirst().first { $0.filter { $0 != " " }.hasPrefix("q=") }
        guard let quality else { return (tag, 1000) }
        return (tag, weight(quality.filter { $0 != " " }.dropFirst(2)))
    }

    /// `0.8` in thousandths; anything that is no weight is 0.
    private static func weight(_ text: Substring) -> Int {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard let whole = parts.first.flatMap({ Int($0) }), (0...1).contains(whole) else {
            return 0
        }
        let decimals = (parts.count > 1 ? String(parts[1]) : "") + "000"
        return whole * 1000 + (whole == 1 ? 0 : Int(decimals.prefix(3)) ?? 0)
    }
}
