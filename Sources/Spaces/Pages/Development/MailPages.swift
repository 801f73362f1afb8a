import HTTPTypes
import Hummingbird
import Kernel
package import Mail
import Markup
package import Web

/// `/development/mail`: the letters that would have been sent, for whoever works on the pages.
///
/// It is mounted in development only. Its own words are English and in no catalogue, because nobody
/// who takes part ever sees it.
package struct MailPages: Sendable {
    private let pages: PageBuilder
    private let folder: MailFolder

    package init(pages: PageBuilder, folder: MailFolder) {
        self.pages = pages
        self.folder = folder
    }

    package func mount(on routes: RouteGroup<VisitorContext>) {
        routes.get("/development/mail") { request, visitor in index(visitor) }
        routes.get("/development/mail/:letter") { request, visitor in try show(visitor) }
        routes.get("/development/mail/:letter/html") { request, visitor in try html(visitor) }
    }

    private func index(_ visitor: VisitorContext) -> Reply {
        let items = folder.items(of: visitor.tenant.id)
        let nothing = EmptyState(
            title: "No letter yet",
            text: "What this institution would send to people appears here within a second or two."
        ).html
        let content: HTML = """
            <header class="hero" lang="en"><h1>Mail</h1>
            <p class="lead">Nothing is sent in development. These letters of \(visitor.institution) \
            would have been, the newest first.</p></header>
            <div lang="en">\(items.map { card($0, visitor) })\(nothing, when: items.isEmpty)</div>
            """
        return page("Mail", content, visitor)
    }

    private func card(_ item: MailFolder.Item, _ visitor: VisitorContext) -> HTML {
        Card(
            title: item.subject,
            path: visitor.path("development", "mail", item.id),
            content: """
                <p>To \(item.to), \(Instant(milliseconds: item.writtenAt).iso8601)</p>
                """
        ).html
    }

    private func show(_ visitor: VisitorContext) throws -> Reply {
        let item = try find(visitor)
        let all = visitor.path("development", "mail")
        let html = visitor.path("development", "mail", item.id, "html")
        let content: HTML = """
            <header class="hero" lang="en"><h1>\(item.subject)</h1>
            <p class="lead">To \(item.to), \(Instant(milliseconds: item.writtenAt).iso8601)</p>
            <p><a href="\(url: all)">All letters</a></p></header>
            <section lang="en"><h2>As text</h2>
            <pre class="letter">\(LinkedText(item.text))</pre></section>
            <section lang="en"><h2>As HTML</h2>
            <iframe class="letter" src="\(url: html)" title="The letter as HTML" \
            sandbox="allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation">\
            </iframe></section>
            """
        return page(item.subject, content, visitor)
    }

    /// A document of its own, in which nothing can run and nothing is fetched.
    private func html(_ visitor: VisitorContext) throws -> Reply {
        // A link must leave the frame: no page of ours may stand in one.
        let text = try find(visitor).html
            .replacing("<head>", with: "<head><base target=\"_top\">", maxReplacements: 1)
        var reply = Reply.file(Array(text.utf8), type: "text/html; charset=utf-8")
        reply.headers[.cacheControl] = "no-store"
        reply.headers[.contentSecurityPolicy] = """
            sandbox allow-popups allow-popups-to-escape-sandbox \
            allow-top-navigation-by-user-activation; default-src 'none'; \
            style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'
            """
        return reply
    }

    private func find(_ visitor: VisitorContext) throws -> MailFolder.Item {
        let id = try visitor.parameter("letter")
        guard let item = folder.item(id, of: visitor.tenant.id) else { throw PageError.notFound }
        return item
    }

    private func page(_ title: String, _ content: HTML, _ visitor: VisitorContext) -> Reply {
        pages.page(
            title: title,
            content: content,
            visit: visitor.visit,
            extras: .init(styles: ["css/design.css"], isIndexed: false)
        )
    }
}

/// Plain text in which addresses of the web can be followed.
private struct LinkedText: Component {
    private let text: String

    init(_ text: String) { self.text = text }

    var html: HTML {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return "\(lines.map(line))"
    }

    /// The template puts an address on a line of its own.
    private func line(_ line: Substring) -> HTML {
        guard line.hasPrefix("http"), let path = Path(web: String(line)) else {
            return "\(String(line))\n"
        }
        return """
            <a href="\(url: path)">\(String(line))</a>

            """
    }
}
