import Localization

@testable import Initiatives

extension StatementRules {
    /// Whether a form is refused for the age of whoever fills it in, whatever else is wrong with it.
    func refusesAge(in form: StatementForm) -> Bool {
        guard case .failure(let problems) = check(form) else { return false }
        return problems.errors.contains {
            $0.message.text.hasPrefix("initiatives.sign.error.too-young")
        }
    }
}
