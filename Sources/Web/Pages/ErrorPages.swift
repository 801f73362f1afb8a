import HTTPTypes
import Kernel
import Localization
import Markup
import NIOCore

/// The pages that say no, and why, in the reader's language.
struct ErrorPages: Sendable {
    let pages: PageBuilder

    /// The page for a refusal.
    ///
    /// The reference leads the operator to the log of a fault.
    func reply(
        to error: PageError,
        visit: Visit?,
        reference: String?,
        resend: HTML = .empty
    ) -> Reply {
        let kind = Kind(error)
        let t = visit?.translator ?? pages.translations.translator(for: .english)
        let content: HTML = """
            \(ErrorBody(
                title: t(MessageKey("error", kind.name + ".title")),
                text: t(MessageKey("error", kind.name + ".text"), kind.values),
                rest: resend + rest(reference, linksHome: kind.linksHome && visit != nil, t)))
            """
        var reply = pages.page(
            title: t(MessageKey("error", kind.name + ".title")),
            content: content,
            visit: visit,
            extras: .init(isIndexed: false)
        )
        reply.status = kind.status
        if let seconds = kind.retryAfter { reply.headers[.retryAfter] = String(seconds) }
        if case .methodNotAllowed(let allowed) = error {
            reply.headers[.allow] = allowed.joined(separator: ", ")
        }
        return reply
    }

    /// The page for a fault: nothing of it but a reference.
    ///
    /// What may be stored although it failed is not denied.
    func fault(visit: Visit?, mayBeStored: Bool, reference: String) -> Reply {
        let t = visit?.translator ?? pages.translations.translator(for: .english)
        let text: MessageKey = mayBeStored ? "error.outcomeUnknown.text" : "error.fault.text"
        let content: HTML = """
            \(ErrorBody(
                title: t("error.fault.title"),
                text: t(text),
                rest: rest(reference, linksHome: false, t)))
            """
        var reply = pages.page(
            title: t("error.fault.title"),
            content: content,
            visit: visit,
            extras: .init(isIndexed: false)
        )
        reply.status = .internalServerError
        return reply
    }

    private func rest(_ reference: String?, linksHome: Bool, _ t: Translator) -> HTML {
        let home = ButtonLink(t("error.home"), to: Path(t.language.text).appending("")).html
        let line: HTML = """
            <p>\(t("error.reference")) <code>\(reference ?? "")</code></p>
            """
        return "\(line, when: reference != nil)\("<p>\(home)</p>", when: linksHome)"
    }
}

/// What a page that says no says, in the same form for each of them.
struct ErrorBody: Component {
    let title: String
    let text: String
    var rest = HTML.empty

    var html: HTML {
        """
        <div class="error-page"><h1>\(title)</h1>
        <p class="lead">\(text)</p>
        \(rest)</div>
        """
    }
}

extension ErrorPages {
    /// What a page error is called, answers and offers.
    struct Kind {
        let name: String
        let status: HTTPResponse.Status
        var retryAfter: Int?
        var values: MessageValues = [:]
        var linksHome = true

        init(_ error: PageError) {
            switch error {
            case .unknownSite: (name, status, linksHome) = ("unknownSite", .notFound, false)
            case .notFound: (name, status) = ("notFound", .notFound)
            case .methodNotAllowed: (name, status) = ("methodNotAllowed", .methodNotAllowed)
            case .malformed: (name, status) = ("malformed", .badRequest)
            case .foreignOrigin: (name, status) = ("foreignOrigin", .forbidden)
            case .signInRequired: (name, status) = ("signInRequired", .forbidden)
            case .secondFactorRequired: (name, status) = ("secondFactorRequired", .forbidden)
            case .forbidden: (name, status) = ("forbidden", .forbidden)
            case .tooLarge: (name, status) = ("tooLarge", .contentTooLarge)
            case .tooManyRequests(let seconds):
                (name, status, retryAfter) = ("tooManyRequests", .tooManyRequests, seconds)
                values = ["count": .number(Duration.seconds(seconds).minutesToWait)]
            case .tooManyUploads(let seconds):
                (name, status, retryAfter) = ("tooManyUploads", .serviceUnavailable, seconds)
            case .unavailable(let seconds):
                (name, status, retryAfter) = ("unavailable", .serviceUnavailable, seconds)
            case .outcomeUnknown: (name, status) = ("outcomeUnknown", .gatewayTimeout)
            }
        }
    }
}
