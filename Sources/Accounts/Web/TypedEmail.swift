import Credentials
import Kernel
package import Localization
package import Web

extension FormData {
    /// The address that somebody typed in a field, as it is kept; nil where it is none, which is noted.
    package static func email(
        _ text: String,
        in name: String,
        _ typed: inout Typed,
        _ t: Translator
    ) -> String? {
        do throws(EmailAddress.Flaw) {
            return try EmailAddress(typed: text).text
        } catch {
            typed.refuse(name, t(error.message))
            return nil
        }
    }

    /// The address in a field; what is wrong with it is noted.
    func email(_ name: String = "email", _ typed: inout Typed, _ t: Translator) -> EmailAddress? {
        do throws(EmailAddress.Flaw) {
            return try EmailAddress(typed: self[name])
        } catch {
            typed.refuse(name, t(error.message))
            return nil
        }
    }

    /// Whether the box is ticked, under what the privacy page says now; when it is not, that is noted.
    func consent(_ typed: inout Typed, _ visitor: VisitorContext) -> Bool {
        guard self["consent"] == "yes" else {
            typed.refuse("consent", visitor.t("accounts.consent.missing"))
            return false
        }
        guard hasRead(visitor) else {
            typed.refuse("consent", visitor.t("accounts.consent.newer"))
            return false
        }
        return true
    }

    /// Whether the page that leads to the privacy page was opened under the version that is in force; a form that
    /// does not say which is none under which anybody agreed.
    func hasRead(_ visitor: VisitorContext) -> Bool { self["privacy"] == visitor.privacyVersion }

    /// How somebody wants to be called; what is wrong with it is noted.
    func personName(_ typed: inout Typed, _ t: Translator) -> String {
        do throws(PersonName.Flaw) {
            return try PersonName(typed: self["name"]).text
        } catch {
            let most = Limits.memberNameCharacters
            let text =
                switch error {
                case .empty: t("accounts.name.empty")
                case .tooLong: t("accounts.name.tooLong", ["count": .number(most)])
                case .sign: t("accounts.name.unfit")
                case .stop: t("accounts.name.stop")
                case .number: t("accounts.name.number")
                }
            typed.refuse("name", text)
            return self["name"]
        }
    }
}

extension EmailAddress.Flaw {
    /// What to do about it.
    fileprivate var message: MessageKey {
        switch self {
        case .empty: "accounts.email.empty"
        case .malformed: "accounts.email.malformed"
        case .tooLong: "accounts.email.tooLong"
        case .mixedScripts: "accounts.email.mixedScripts"
        }
    }
}

extension PasswordFlaw {
    /// What to do about it, in the reader's words.
    func message(_ t: Translator) -> String {
        switch self {
        case .empty: t("accounts.password.empty")
        case .tooShort:
            t("accounts.password.tooShort", ["count": .number(PasswordRules.length.lowerBound)])
        case .tooLong:
            t("accounts.password.tooLong", ["count": .number(PasswordRules.length.upperBound)])
        case .repeated, .run: t("accounts.password.simple")
        case .wellKnown: t("accounts.password.wellKnown")
        case .likeAddress: t("accounts.password.address")
        case .likeInstitution: t("accounts.password.institution")
        }
    }
}
