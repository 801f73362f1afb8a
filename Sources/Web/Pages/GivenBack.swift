import Hummingbird
import Kernel
import Localization
import Markup
import Storage

/// A form that could not be taken now: the page that says so holds everything that was typed.
///
/// Browsers forget pages that nobody may keep, and "go back" is no answer then.
struct GivenBack {
    let errorPages: ErrorPages

    /// Nil when nothing was typed, or when sending the same again is of no use.
    func reply(
        to error: any Error,
        _ request: Request,
        _ context: SiteContext
    ) async -> Reply? {
        guard let visit = context.visit, let refusal = Self.refusal(error),
            let typed = await request.typed(visit.keptForm, visit.bodyRules),
            !typed.returnable.isEmpty
        else { return nil }
        let t = visit.translator
        let again: HTML = """
            <p>\(t("resend.kept"))</p>
            \(ResendForm(fields: typed.returnable, path: .here, t: t))
            """
        return errorPages.reply(
            to: refusal,
            visit: visit,
            reference: error is PageError ? nil : context.reference,
            resend: again
        )
    }

    /// Never what another site sent: a button here would send it from ours.
    private static func refusal(_ error: any Error) -> PageError? {
        switch error {
        case PageError.tooManyRequests(let seconds): .tooManyRequests(seconds: seconds)
        case PageError.tooManyUploads(let seconds): .tooManyUploads(seconds: seconds)
        case PageError.unavailable(let seconds): .unavailable(seconds: seconds)
        case let error as StorageError where error.isPassing && error.kind != .unknownOutcome:
            .unavailable(seconds: 5)
        default: nil
        }
    }
}
