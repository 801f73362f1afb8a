import HTTPTypes
import Kernel
import Localization
import Markup
import Web

/// What the pages of moderation outside the office and the account stand in.
struct ModerationFrame: Sendable {
    let pages: PageBuilder

    /// A page around its contents, for one reader only.
    ///
    /// `address` is where it is read, without its language, when it answers a form sent elsewhere.
    func page(
        _ title: String,
        _ content: HTML,
        _ typed: Typed = Typed(),
        status: HTTPResponse.Status = .ok,
        address: String? = nil,
        scripts: [String] = ["js/counter.js"],
        _ visitor: VisitorContext
    ) -> Reply {
        let t = visitor.t
        let shown = typed.isFine ? title : t("form.errors.pageTitle", ["title": .text(title)])
        var reply = pages.page(
            title: shown,
            content: """
                <div class="reading account">\(ErrorSummary(problems: typed.list, t: t))
                \(content)</div>
                """,
            visit: visitor.visit,
            extras: .init(scripts: scripts, isIndexed: false, address: address)
        )
        reply.status = typed.isFine || status != .ok ? status : .unprocessableContent
        return reply
    }

    /// One message, and where to go from there.
    func message(
        _ group: MessageGroup,
        _ values: MessageValues = [:],
        button: Path,
        status: HTTPResponse.Status = .ok,
        address: String? = nil,
        _ visitor: VisitorContext
    ) -> Reply {
        let t = visitor.t
        let title = t(group["title"], values)
        return page(
            title,
            """
            <h1>\(title)</h1>\(Prose(t(group["text"], values)))
            <p>\(ButtonLink(t(group["button"]), to: button, kind: .secondary))</p>
            """,
            status: status,
            address: address,
            scripts: [],
            visitor
        )
    }
}
