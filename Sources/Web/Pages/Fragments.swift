import Compression
import Kernel
package import Markup
import Synchronization

/// Parts of pages that are the same wherever what they are made of is the same: rendered and compressed
/// once, and put into every page on which they stand.
///
/// A part has a name, and is kept with all the values that it was made of: with others it is rendered
/// anew and takes the place of the last, so nothing is ever out of date. It holds nothing that belongs to
/// one reader.
package final class Fragments<Name: Hashable & Sendable, Values: Equatable & Sendable>: Sendable {
    private struct Kept {
        let values: Values
        let html: HTML
        var usedAt: Int
    }

    private struct State {
        var kept: [Name: Kept] = [:]
        var bytes = 0
        var uses = 0
    }

    private let limit: Int
    private let state = Mutex(State())

    /// Of more than `limit` bytes the half that was not used for longest is dropped.
    package init(limit: Int = Limits.fragmentBytes) { self.limit = limit }

    /// `values` are all that `render` reads.
    package func html(_ name: Name, of values: Values, render: () -> HTML) -> HTML {
        if let found = find(name, values) { return found }
        let html = render().compressed(effort: .quick)
        keep(html, name, values)
        return html
    }

    private func find(_ name: Name, _ values: Values) -> HTML? {
        let kept = state.withLock { state in
            state.uses += 1
            state.kept[name]?.usedAt = state.uses
            return state.kept[name]
        }
        // Long texts are compared while nobody waits for them.
        return kept.flatMap { $0.values == values ? $0.html : nil }
    }

    private func keep(_ html: HTML, _ name: Name, _ values: Values) {
        state.withLock { state in
            state.bytes += Self.size(html) - (state.kept[name].map { Self.size($0.html) } ?? 0)
            state.kept[name] = Kept(values: values, html: html, usedAt: state.uses)
            guard state.bytes > limit else { return }
            let newest = state.kept.sorted { $0.value.usedAt > $1.value.usedAt }
                .prefix(state.kept.count / 2)
            state.kept = Dictionary(uniqueKeysWithValues: newest.map { ($0.key, $0.value) })
            state.bytes = state.kept.values.reduce(0) { $0 + Self.size($1.html) }
        }
    }

    /// With what it was made of, which is about as large.
    private static func size(_ html: HTML) -> Int {
        2 * html.bytes.count + html.compressed.reduce(0) { $0 + $1.part.size }
    }
}
