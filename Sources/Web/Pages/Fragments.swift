import Compression
import Kernel
package import Markup
import Synchronization

/// Parts of pages that are the same wherever what they are made of is the same: rendered and compressed
/// once, and put into every page on which they stand.
///
/// A part is found by all the values that it is made of, so nothing is ever out of date. It holds nothing
/// that belongs to one reader.
package final class Fragments<Key: Hashable & Sendable>: Sendable {
    private struct Kept {
        let html: HTML
        var usedAt: Int
    }

    private struct State {
        var kept: [Key: Kept] = [:]
        var bytes = 0
        var uses = 0
    }

    private let limit: Int
    private let state = Mutex(State())

    /// Of more than `limit` bytes the half that was not used for longest is dropped.
    package init(limit: Int = Limits.fragmentBytes) { self.limit = limit }

    /// `key` holds every value that `render` reads.
    package func html(_ key: Key, render: () -> HTML) -> HTML {
        if let found = find(key) { return found }
        let html = render().compressed(effort: .quick)
        keep(html, key)
        return html
    }

    private func find(_ key: Key) -> HTML? {
        state.withLock { state in
            state.uses += 1
            state.kept[key]?.usedAt = state.uses
            return state.kept[key]?.html
        }
    }

    private func keep(_ html: HTML, _ key: Key) {
        state.withLock { state in
            state.bytes += Self.size(html) - (state.kept[key].map { Self.size($0.html) } ?? 0)
            state.kept[key] = Kept(html: html, usedAt: state.uses)
            guard state.bytes > limit else { return }
            let newest = state.kept.sorted { $0.value.usedAt > $1.value.usedAt }
                .prefix(state.kept.count / 2)
            state.kept = Dictionary(uniqueKeysWithValues: newest.map { ($0.key, $0.value) })
            state.bytes = state.kept.values.reduce(0) { $0 + Self.size($1.html) }
        }
    }

    /// With what it is found by, which is about as large.
    private static func size(_ html: HTML) -> Int {
        2 * html.bytes.count + html.compressed.reduce(0) { $0 + $1.part.size }
    }
}
