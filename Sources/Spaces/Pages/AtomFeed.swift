package import Kernel
package import Markup
package import Web

/// What is new in a space, for programs that look by themselves (Atom, RFC 4287).
package struct AtomFeed: Component {
    /// One thing that is new.
    package struct Entry: Sendable {
        /// What the item is called for ever, in its space.
        let name: String
        let title: String
        let summary: String
        /// The language of title and summary.
        let language: String
        let published: CivilDate
        let path: Path

        package init(
            name: String,
            title: String,
            summary: String,
            language: String,
            published: CivilDate,
            path: Path
        ) {
            self.name = name
            self.title = title
            self.summary = summary
            self.language = language
            self.published = published
            self.path = path
        }
    }

    /// As its answer says it.
    package static let mediaType = "application/atom+xml"

    private let title: String
    private let entries: [Entry]
    private let visitor: VisitorContext

    /// Entries in the order in which they are shown, the newest first.
    package init(title: String, entries: [Entry], visitor: VisitorContext) {
        self.title = title
        self.entries = entries
        self.visitor = visitor
    }

    package var html: HTML {
        let visit = visitor.visit
        let newest = entries.map(\.published).max() ?? CivilDate(daysSinceEpoch: 0)
        return """
            <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="\(visit.language.text)">
            <id>\(name("feed"))</id>
            <title>\(title) – \(visitor.institution)</title>
            <updated>\(midnight(newest))</updated>
            <author><name>\(visitor.institution)</name></author>
            <link rel="self" type="\(Self.mediaType)" \
            href="\(visit.canonical(visitor.spacePath("feed").text))"/>
            <link rel="alternate" type="text/html" \
            href="\(visit.canonical(visitor.spacePath().text))"/>
            \(entries.map(entry))</feed>

            """
    }

    private func entry(_ entry: Entry) -> HTML {
        """
        <entry>
        <id>\(name("entry", entry.name))</id>
        <title xml:lang="\(entry.language)">\(entry.title)</title>
        <updated>\(midnight(entry.published))</updated>
        <published>\(midnight(entry.published))</published>
        <link rel="alternate" type="text/html" href="\(visitor.visit.canonical(entry.path.text))"/>
        <summary xml:lang="\(entry.language)">\(entry.summary)</summary>
        </entry>

        """
    }

    /// The same whatever host, address, title or count changes: institution, space, thing and language.
    private func name(_ parts: String...) -> String {
        let all = [visitor.tenant.id.text, visitor.scope.space.description] + parts
        let text = (all + [visitor.visit.language.text]).joined(separator: "/")
        return ContentName(of: text.utf8).urn
    }

    private func midnight(_ day: CivilDate) -> String { day.iso + "T00:00:00Z" }
}
