import Hummingbird
import Kernel
import Localization
import Markup
import Spaces
import Vault
import Web

/// `…/initiatives/authorities/exchanges`: another key in the place of the one that is in force.
///
/// Whoever has its private part reads what people sign from then on. So nobody does it by one button: the page shows
/// both keys and what was sealed to the old one, and asks for a word that is not typed by mistake.
extension OfficeAuthorities {
    func exchange(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        try staff.checkEverywhere()
        let data = try await request.form()
        let (visitor, t) = (staff.visitor, staff.visitor.t)
        let file = AuthorityFile(state: data["state"], publicKeyText: data["public-key"])
        guard initiatives.memberStates[file.state] != nil, let key = file.key else {
            throw PageError.malformed
        }
        let known = try await initiatives.knownKeys(of: file.state, in: staff.scope).keys
        let list = InitiativeOffice.path(visitor, "authorities")
        guard let former = known.first?.key.id else { return .redirect(to: list) }
        var typed = Typed()
        var code = data["code"]
        if data["former"] != former.description {
            typed.refuse("code", t("initiatives.office.authority.refused.changed"))
            // It was typed under another key.
            code = ""
        } else if code.filter({ !$0.isWhitespace }).uppercased() != file.state {
            typed.refuse(
                "code",
                t("initiatives.office.exchange.refused", ["code": .text(file.state)])
            )
        }
        guard typed.isFine else { return try await confirm(file, key, code, typed, staff) }
        let outcome = try await initiatives.registerAuthority(
            key,
            of: file.state,
            insteadOf: .key(former),
            in: staff.scope
        )
        if case .failure(let refusal) = outcome {
            typed.refuse("code", Self.message(refusal, t))
            return try await confirm(file, key, "", typed, staff)
        }
        return .redirect(to: list.with("done", "exchanged"))
    }

    /// Both keys, and the question.
    func confirm(
        _ file: AuthorityFile,
        _ key: AuthorityPublicKey,
        _ code: String,
        _ typed: Typed,
        _ staff: StaffContext
    ) async throws -> Reply {
        let (visitor, t) = (staff.visitor, staff.visitor.t)
        let known = try await initiatives.knownKeys(of: file.state, in: staff.scope)
        let view = AuthorityExchange(
            file: file,
            key: key,
            known: known.keys,
            statements: known.statements,
            code: code,
            typed: typed,
            visitor: visitor
        )
        let state = t(MessageKey("country", file.state))
        return office.page(
            t("initiatives.office.exchange.title", ["state": .text(state)]),
            view.html,
            at: ["authorities"],
            typed: typed,
            for: staff
        )
    }
}
