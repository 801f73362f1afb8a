import HTTPTypes
import Hummingbird
import Kernel
import Localization
import Markup
import OpenID
import Web

/// What people see of the provider.
extension DevelopmentProvider {
    func choose(_ visitor: VisitorContext) throws -> Reply {
        try check(visitor)
        switch read(visitor) {
        case .unanswerable: return unanswerable(visitor)
        case .refused(let path): return .redirect(to: path)
        case .question: break
        }
        let query = visitor.visit.query
        let language = language(of: visitor)
        let t = pages.translations.translator(for: language)
        let content = CitizensPage(
            action: query.fields.reduce(Self.authorizationPath) { $0.with($1.name, $1.value) },
            site: visitor.institution,
            now: visitor.now,
            t: t
        )
        return pages.foreign(
            title: t("fictitious.title"),
            content: content.html,
            language: language
        )
    }

    /// The button that was pressed: a citizen's, or the one that gives up.
    func decide(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        try check(visitor)
        let choice = try await request.form()["citizen"]
        let issuer = Self.issuer(visitor.visit)
        switch read(visitor) {
        case .unanswerable: return unanswerable(visitor)
        case .refused(let path): return .redirect(to: path)
        case .question(let question):
            guard !choice.isEmpty else {
                let path = question.answer("error", "access_denied", issuer: issuer)
                return path.map { .redirect(to: $0) } ?? unanswerable(visitor)
            }
            guard let citizen = Citizen.named(choice) else { throw PageError.malformed }
            let code = Base64URL.encode(random.bytes(32))
            codes.keep(
                Grant(citizen: citizen, question: question, issuer: issuer),
                as: code,
                at: visitor.now
            )
            let path = question.answer("code", code, issuer: issuer)
            return path.map { .redirect(to: $0) } ?? unanswerable(visitor)
        }
    }

    /// There is no session to end: whoever comes is sent back, or told so.
    ///
    /// As FranceConnect it wants to see a token of its own, a state, and the one address that is registered.
    func leave(_ visitor: VisitorContext) async throws -> Reply {
        try check(visitor)
        let query = visitor.visit.query
        let address = query["post_logout_redirect_uri"]
        let language = visitor.tenant.defaultLanguage.text
        guard address == visitor.visit.absolute("/\(language)/signed-out"),
            let path = Path(web: address)
        else { return message("fictitious.left", visitor) }
        guard !query["state"].isEmpty, await tokens.knows(query["id_token_hint"]) else {
            var reply = message("fictitious.unproven", visitor)
            reply.status = .badRequest
            return reply
        }
        return .redirect(to: path.with("state", query["state"]))
    }

    private func read(_ visitor: VisitorContext) -> AuthorizationQuestion.Reading {
        AuthorizationQuestion.read(
            visitor.visit.query,
            issuer: Self.issuer(visitor.visit),
            origin: visitor.visit.absolute("")
        )
    }

    private func unanswerable(_ visitor: VisitorContext) -> Reply {
        var reply = message("fictitious.unanswerable", visitor)
        reply.status = .badRequest
        return reply
    }

    private func message(_ key: MessageKey, _ visitor: VisitorContext) -> Reply {
        let language = language(of: visitor)
        let t = pages.translations.translator(for: language)
        let content: HTML = """
            <h1>\(t("fictitious.title"))</h1>
            \(Notice(.warning, title: t("fictitious.notice")))
            <p>\(t(key))</p>
            """
        return pages.foreign(title: t("fictitious.title"), content: content, language: language)
    }

    /// The first that the client asked for and we have, or the reader's.
    private func language(of visitor: VisitorContext) -> LanguageTag {
        let asked = visitor.visit.query["ui_locales"].split(separator: " ").prefix(8)
        let known = pages.translations.languages
        return asked.lazy.compactMap { LanguageTag($0) }.first { known.contains($0) }
            ?? visitor.visit.language
    }
}
