import Accounts
import Kernel
import Localization
import Web

/// What somebody types who reports something.
struct ReportForm: Sendable {
    let category: String
    let explanation: String
    let email: String

    init() {
        category = ""
        explanation = ""
        email = ""
    }

    init(_ data: FormData) {
        category = data["category"]
        explanation = data["explanation"]
        email = data["email"]
    }

    /// The report; nil where something is missing or wrong, which then stands beside its field.
    func report(
        of subject: Subject,
        _ visitor: VisitorContext,
        _ typed: inout Typed
    ) -> NewReport? {
        let t = visitor.t
        let chosen = ModerationCategory(rawValue: category).flatMap { category in
            ModerationCategory.offered.contains(category) ? category : nil
        }
        if chosen == nil { typed.refuse("category", t("moderation.error.category")) }
        if explanation.isEmpty || explanation.count > Limits.reportCharacters {
            typed.refuse("explanation", t("moderation.error.explanation"))
        }
        // Whoever has an account is told by it.
        let isMember = visitor.visit.session?.member != nil
        var address: String?
        if !isMember, !email.isEmpty {
            address = FormData.email(email, in: "email", &typed, t)
        }
        guard let chosen, typed.isFine else { return nil }
        return NewReport(
            subject: subject,
            category: chosen,
            explanation: explanation,
            email: address,
            language: visitor.visit.language,
            network: visitor.visit.network
        )
    }
}
