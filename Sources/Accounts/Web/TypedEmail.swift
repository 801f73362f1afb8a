import Credentials
import Kernel
import Localization
import Web

extension FormData {
    /// The address in a field; what is wrong with it is noted.
    func email(_ name: String = "email", _ typed: inout Typed, _ t: Translator) -> EmailAddress? {
        do throws(EmailAddress.Flaw) {
            return try EmailAddress(typed: self[name])
        } catch {
            let key: MessageKey =
                switch error {
                case .empty: "accounts.email.empty"
                case .malformed: "accounts.email.malformed"
                case .tooLong: "accounts.email.tooLong"
                case .mixedScripts: "accounts.email.mixedScripts"
                }
            typed.refuse(name, t(key))
            return nil
        }
    }

    /// How somebody wants to be called; what is wrong with it is noted.
    func personName(_ typed: inout Typed, _ t: Translator) -> String {
        let name = self["name"]
        if name.isEmpty {
            typed.refuse("name", t("accounts.name.empty"))
        } else if name.utf8.count > 4 * Limits.memberNameCharacters
            || name.count > Limits.memberNameCharacters
        {
            typed.refuse(
                "name",
                t("accounts.name.tooLong", ["count": .number(Limits.memberNameCharacters)])
            )
        } else if name.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
            || name.contains("://") || name.contains("www.")
        {
            // A name stands in letters: it must not be able to carry a link to somebody.
            typed.refuse("name", t("accounts.name.unfit"))
        }
        return name
    }
}

extension PasswordFlaw {
    /// What to do about it, in the reader's words.
    func message(_ t: Translator) -> String {
        switch self {
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
