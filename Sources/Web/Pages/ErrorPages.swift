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
    func reply(to error: PageError, visit: Visit?, reference: String?) -> Reply {
        let kind = Kind(error)
        let t = visit?.translator ?? pages.translations.translator(for: .english)
        let content: HTML = """
            <h1>\(t(MessageKey("error", kind.name + ".title")))</h1>
            <p class="lead">\(t(MessageKey("error", kind.name + ".text"), kind.values))</p>
            \(referenceLine(reference, t), when: reference != nil)
            \(homeLink(t), when: kind.linksHome && visit != nil)
            """
        var reply = pages.page(
            title: t(MessageKey("error", kind.name + ".title")),
            content: content,
            visit: visit
        )
        reply.status = kind.status
        if let seconds = kind.retryAfter { reply.headers[.retryAfter] = String(seconds) }
        if case .methodNotAllowed(let allowed) = error {
            reply.headers[.allow] = allowed.joined(separator: ", ")
        }
        return reply
    }

    /// The page for a fault: nothing of it but a reference.
    func fault(visit: Visit?, reference: String) -> Reply {
        let t = visit?.translator ?? pages.translations.translator(for: .english)
        let content: HTML = """
            <h1>\(t("error.fault.title"))</h1>
            <p class="lead">\(t("error.fault.text"))</p>
            \(referenceLine(reference, t))
            """
        var reply = pages.page(title: t("error.fault.title"), content: content, visit: visit)
        reply.status = .internalServerError
        return reply
    }

    private func referenceLine(_ reference: String?, _ t: Translator) -> HTML {
        """
        <p>\(t("error.reference")) <code>\(reference ?? "")</code></p>
        """
    }

    private func homeLink(_ t: Translator) -> HTML {
        """
        <p><a class="button" href="/\(t.language.text)/">\(t("error.home"))</a></p>
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
            case .tooLarge: (name, status) = ("tooLarge", .contentTooLarge)
            case .tooManyRequests(let seconds):
                (name, status, retryAfter) = ("tooManyRequests", .tooManyRequests, seconds)
                values = ["count": .number((seconds + 59) / 60)]
            case .unavailable(let seconds):
                (name, status, retryAfter) = ("unavailable", .serviceUnavailable, seconds)
            }
        }
    }
}
