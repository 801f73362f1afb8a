package import HTTPTypes
import Hummingbird
import Kernel
package import Localization
import Mail
package import Markup
package import Web

/// What the handlers of accounts share: pages of one form, letters' places, cookies.
package struct AccountDesk: Sendable {
    let accounts: Accounts

    package init(accounts: Accounts) { self.accounts = accounts }

    /// A page around its contents, for one reader only.
    ///
    /// `address` is where it is read, without its language, when it answers a form sent elsewhere.
    package func page(
        _ title: String,
        _ content: HTML,
        hasProblems: Bool = false,
        status: HTTPResponse.Status = .ok,
        address: String? = nil,
        refreshSeconds: Int? = nil,
        _ visitor: VisitorContext
    ) -> Reply {
        let shown =
            hasProblems ? visitor.t("form.errors.pageTitle", ["title": .text(title)]) : title
        var reply = accounts.pages.page(
            title: shown,
            content: "<div class=\"reading account\">\(content)</div>",
            visit: visitor.visit,
            extras: .init(
                scripts: ["js/account.js"],
                isIndexed: false,
                address: address,
                refreshSeconds: refreshSeconds
            )
        )
        reply.status = status
        return reply
    }

    /// One message, and where to go from there.
    package func message(
        _ group: MessageGroup,
        button: Path? = nil,
        status: HTTPResponse.Status = .ok,
        address: String? = nil,
        values: MessageValues = [:],
        _ visitor: VisitorContext
    ) -> Reply {
        let t = visitor.t
        let title = t(group["title"])
        let next: HTML =
            button.map { "<p>\(ButtonLink(t(group["button"]), to: $0))</p>" } ?? .empty
        return page(
            title,
            "<h1>\(title)</h1>\(Prose(t(group["text"], values)))\(next)",
            status: status,
            address: address,
            visitor
        )
    }

    /// Where letters about this visit lead: a host that the institution has, never one that only the
    /// request named.
    func place(_ visitor: VisitorContext) -> MailPlace {
        MailPlace(
            name: visitor.tenant.name,
            spaces: visitor.site.spaces,
            origin: visitor.site.origin(asked: visitor.visit.host),
            language: visitor.visit.language,
            network: visitor.visit.network
        )
    }

    /// The same for letters about a role, which say of what it is.
    func place(
        _ visitor: VisitorContext,
        about grants: [RoleGrant],
        _ things: RoleThings
    ) async throws -> MailPlace {
        var place = place(visitor)
        place.titles =
            try await things.all(of: grants, for: visitor, in: accounts.database).titles
        return place
    }

    /// The browser that asks, as far as a sign-in has to know it.
    func signInVisit(
        _ request: Request,
        _ visitor: VisitorContext,
        next: String = ""
    ) -> SignInVisit {
        SignInVisit(
            device: Device.name(of: request.headers[.userAgent] ?? ""),
            network: visitor.visit.network,
            replaced: visitor.visit.session?.key,
            browser: token(in: .familiar, request, visitor),
            identity: token(in: .identity, request, visitor),
            next: Path(local: next)?.text ?? ""
        )
    }

    /// A token of ours that the browser keeps; nil for what none of ours looks like.
    func token(
        in cookie: PrivateCookie,
        _ request: Request,
        _ visitor: VisitorContext
    ) -> String? {
        cookie.value(in: request.headers, isSecure: visitor.visit.isSecure).flatMap { text in
            Accounts.tokenBits(text) == nil ? nil : text
        }
    }

    /// Gives the browser its new session, and goes where it wanted to go.
    ///
    /// First it goes to the question whether to link what it proved at a provider, when it did. A new
    /// account is told of on the way.
    func welcome(_ session: NewSession, isNew: Bool, _ visitor: VisitorContext) -> Reply {
        let next = Path(local: session.next)
        if let next, !isNew, session.provider == nil {
            return with(session, .redirect(to: next), visitor)
        }
        if session.isStaff, next == nil, !isNew, session.provider == nil {
            return with(session, .redirect(to: visitor.path("admin")), visitor)
        }
        var path = visitor.path("account")
        if let provider = session.provider { path = path.appending("providers", provider, "link") }
        if isNew { path = path.with("done", "created") }
        if let next { path = path.with("next", next.text) }
        return with(session, .redirect(to: path), visitor)
    }

    func with(_ session: NewSession, _ reply: Reply, _ visitor: VisitorContext) -> Reply {
        var reply = reply
        let isSecure = visitor.visit.isSecure
        reply.headers.append(
            PrivateCookie.session.set(session.token, seconds: session.seconds, isSecure: isSecure)
        )
        if let browser = session.browser {
            reply.headers.append(
                PrivateCookie.familiar.set(
                    browser,
                    seconds: Int(Limits.familiarMilliseconds / 1000),
                    isSecure: isSecure
                )
            )
        }
        return reply
    }

    /// What became of a letter, for whoever asked for it.
    func answer(
        to result: LetterResult,
        about: String,
        _ visitor: VisitorContext
    ) -> LetterAnswer {
        let t = visitor.t
        switch result {
        case .success:
            return .sent(.redirect(to: visitor.path("letters").with("about", about)))
        case .failure(.malformedAddress), .failure(.unfit):
            return .refused(t("accounts.email.malformed"))
        case .failure(.suspended):
            return .refused(t("accounts.email.suspended"))
        case .failure(.tooMany(let until)):
            let wait = Duration.milliseconds(until.milliseconds - visitor.now.milliseconds)
            let minutes = max(1, wait.minutesToWait)
            return .refused(t("accounts.email.tooMany", ["count": .number(minutes)]))
        }
    }

    /// What whoever asked for a letter reads.
    enum LetterAnswer {
        case sent(Reply)
        /// Why not, to stand beside the address.
        case refused(String)
    }
}
