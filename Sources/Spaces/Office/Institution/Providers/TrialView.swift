import Accounts
import Credentials
import Kernel
import Localization
import Markup
import OpenID
import Web

/// Each step of a sign-in that was tried out, the reason where it failed, and what came of the person.
struct TrialView: Component {
    let trial: ProviderTrial
    let provider: IdentityProvider
    /// Whether the browser has come back from the provider.
    let isBack: Bool
    let t: Translator

    var html: HTML {
        "\(notice)\(SummaryList(SignInStage.allCases.map(row)))\(trial.identity.map(claims) ?? .empty)"
    }

    private var notice: HTML {
        if let failure = trial.failure {
            let reason: HTML = "<p>\(sentence(failure))</p>"
            return Notice(.error, title: t("office.trial.failed"), content: reason).html
        }
        return isBack ? Notice(.success, title: t("office.trial.worked")).html : .empty
    }

    private var failed: SignInStage? {
        guard trial.failure != nil else { return nil }
        return SignInStage.allCases.first { !trial.passed.contains($0) }
    }

    private func row(_ stage: SignInStage) -> SummaryList.Row {
        let tag: Tag
        if trial.passed.contains(stage) {
            tag = Tag(t("office.trial.state.passed"), kind: .answered)
        } else if stage == failed {
            tag = Tag(t("office.trial.state.failed"), kind: .withdrawn)
        } else {
            tag = Tag(t("office.trial.state.waiting"))
        }
        return SummaryList.Row(
            t(MessageKey("office.trial.stage", stage.rawValue)),
            value: "\(tag)"
        )
    }

    private func sentence(_ failure: OpenIDFailure) -> String {
        switch failure {
        case .providerUnreachable: t("office.trial.failure.unreachable")
        case .malformedAnswer: t("office.trial.failure.malformed")
        case .insecureAddress: t("office.trial.failure.insecure")
        case .internalHost(let found): ProviderForm.sentence(found, t)
        case .issuerMismatch: t("office.trial.failure.issuer")
        case .cancelled: t("office.trial.failure.cancelled")
        case .refused(let error):
            t(
                "office.trial.failure.refused",
                [
                    "error": .text(
                        error.description.isEmpty
                            ? error.code : "\(error.code): \(error.description)"
                    )
                ]
            )
        case .stateMismatch: t("office.trial.failure.state")
        case .expiredAttempt: t("office.trial.failure.expired")
        case .weakAssurance: t("office.trial.failure.weak")
        case .invalidToken(let fault): t(MessageKey("office.trial.token", fault.rawValue))
        case .subjectMismatch: t("office.trial.failure.subject")
        }
    }

    /// What the provider said of whoever tried it: on this page, and then nowhere.
    private func claims(_ identity: ProvenIdentity) -> HTML {
        let claims = identity.claims
        let names = [claims.givenName, claims.familyName].compactMap(\.self)
        let verified = t(
            claims.isEmailVerified ? "office.trial.email.verified" : "office.trial.email.unverified"
        )
        let rows: [(String, String?)] = [
            ("name", names.isEmpty ? nil : names.joined(separator: " ")),
            ("email", claims.email.map { "\($0) (\(verified))" }),
            ("birth", claims.birth?.text), ("country", claims.country),
            (
                "nationalities",
                claims.nationalities.isEmpty ? nil : claims.nationalities.joined(separator: ", ")
            ),
            ("level", identity.acr),
        ]
        let list = SummaryList(
            rows.map { name, value in
                SummaryList.Row(
                    t(MessageKey("office.trial.claim", name)),
                    value: "\(value ?? t("office.trial.claim.none"))"
                )
            }
        )
        return """
            <section><h2>\(t("office.trial.claims"))</h2>
            <p>\(t(MessageKey("office.trial.use", provider.purpose.rawValue)))</p>\(list)</section>
            """
    }
}
