import Accounts
import Credentials
import HTTPTypes
import Hummingbird
import Kernel
import Ledger
import Localization
import Markup
import Spaces
import Storage
import Vault
import Web

/// `/:petition/confirmations` and `/:petition/withdrawals/:token`: signing by answering an email, where the space has
/// no provider for that.
///
/// Programs that look into mail open links: only a button signs, or takes back.
struct SignatureConfirmations: Sendable {
    let petitions: Petitions

    var place: SigningPlace { SigningPlace(petitions: petitions) }

    /// The form by which the email is asked for.
    func form(
        _ petition: Petition,
        supporter: String,
        for visitor: VisitorContext
    ) async throws -> ConfirmationForm {
        ConfirmationForm(
            petition: petition,
            attempt: SendingAttempt(petitions.host.random),
            supporter: supporter,
            territories: try await place.territories(for: visitor),
            isForCouples: petition.terms.isForCouples,
            visitor: visitor
        )
    }

    /// Somebody asks for the email.
    func create(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let data = try await request.form()
        let supporter = data["supporter"]
        if let over = try await place.over(supporter: supporter, for: visitor) { return over }
        let petition = try await place.petition(supporter: supporter, for: visitor)
        guard !petition.terms.isSignedByProvider else { throw PageError.notFound }
        guard place.isOpen(petition, for: visitor) else {
            return Signatures(petitions: petitions).closed(petition, visitor)
        }
        var form = try await form(petition, supporter: supporter, for: visitor)
        let attempt = SendingAttempt(data[SendingAttempt.field])
        form = form.filled(by: data)
        var typed = Typed()
        let asking = form.read(attempt ?? form.attempt, &typed)
        guard typed.isFine, let asking else {
            form.typed = typed
            return again(petition, form, visitor)
        }
        if let waiting = waiting(petition, asking.attempt, data, visitor) { return waiting }
        try await petitions.askToSign(asking)
        return .redirect(to: visitor.spacePath(petition.id.text, "confirmations"))
    }

    private func again(
        _ petition: Petition,
        _ form: ConfirmationForm,
        _ visitor: VisitorContext
    ) -> Reply {
        let title = visitor.t("petitions.sign.title")
        return place.page(
            petition,
            visitor.t("form.errors.pageTitle", ["title": .text(title)]),
            form.html,
            status: .unprocessableContent,
            visitor: visitor
        )
    }

    /// What is answered to a network that asks for many emails; nil when it costs nothing, or is paid.
    private func waiting(
        _ petition: Petition,
        _ attempt: SendingAttempt,
        _ data: FormData,
        _ visitor: VisitorContext
    ) -> Reply? {
        let prices = petitions.host.prices
        let priced = { (attempt: SendingAttempt) in
            WritePrices.Sending(
                kind: Self.kind,
                subject: visitor.scope.subject(of: petition.id),
                attempt: attempt.bytes,
                named: SendingAttempt.field,
                data: data,
                visitor: visitor
            )
        }
        let turn: PriceKey.Turn?
        var kept = attempt
        switch prices.settle(priced(attempt)) {
        case .settled: return nil
        case .early(let early): turn = early
        case .due(let price, let isUsedUp):
            if isUsedUp { kept = SendingAttempt(petitions.host.random) }
            turn = prices.turn(of: priced(kept), paying: price)
        }
        return petitions.host.waiting(
            for: turn,
            priced(kept),
            kept,
            sendingTo: visitor.spacePath(petition.id.text, "confirmations"),
            typedAt: visitor.localAddress(petition.id.text, "signature")
        )
    }

    /// What is counted for itself in the budget of a network.
    static let kind = "email to sign"

    /// Where to look for the email; the same for everybody.
    func index(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let id = try visitor.petitionID()
        let t = visitor.t
        let title = t("petitions.confirm.sent.title")
        let again = Petitions.signingPage(of: id, for: visitor)
        let content: HTML = """
            <div class="reading"><h1>\(title)</h1>\(Prose(t("petitions.confirm.sent.text")))
            <p><a href="\(url: again)">\(t("petitions.confirm.sent.again"))</a></p></div>
            """
        return petitions.host.pages.page(
            title: title,
            content: content,
            visit: visitor.visit,
            extras: .init(isIndexed: false)
        )
    }
}

extension ConfirmationForm {
    /// With what somebody typed.
    func filled(by data: FormData) -> ConfirmationForm {
        var form = self
        form.email = data["email"]
        form.initial = data["initial"]
        form.territory = data["territory"]
        form.isAdult = data["adult"] == "yes"
        return form
    }

    /// What was typed, checked; what is wrong with it is noted.
    func read(_ attempt: SendingAttempt, _ typed: inout Typed) -> Petitions.Asking? {
        let t = visitor.t
        let text = FormData.email(email, in: "email", &typed, t)
        let letter = isForCouples ? Self.initial(of: initial) : ""
        if letter == nil { typed.refuse("initial", t("petitions.sign.initial.missing")) }
        if !territories.isEmpty, !territories.contains(where: { $0.key == territory }) {
            typed.refuse("territory", t("petitions.sign.territory.missing"))
        }
        if !isAdult { typed.refuse("adult", t("petitions.sign.adult.missing")) }
        guard typed.isFine, let text, let letter, let address = try? EmailAddress(typed: text)
        else { return nil }
        return Petitions.Asking(
            petition: petition,
            address: address,
            initial: letter,
            territory: territories.isEmpty ? "" : territory,
            attempt: attempt,
            visitor: visitor
        )
    }

    /// The first letter of a name, however it is written; nil where there is none.
    private static func initial(of typed: String) -> String? {
        guard let first = typed.first, first.isLetter else { return nil }
        // A link has room for a letter, not for every mark that can be typed on one.
        return String(first.lowercased().unicodeScalars.prefix(4))
    }
}
