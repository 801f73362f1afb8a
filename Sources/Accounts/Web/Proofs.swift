import Credentials
import HTTPTypes
import Kernel
import Localization
import Markup
import Web

/// What pages share that ask whoever is signed in to prove once more who they are.
extension AccountDesk {
    /// Too many passwords at once are no mistake of whoever asks.
    func hashing<Value>(_ body: () async throws -> Value) async throws -> Value {
        do {
            return try await body()
        } catch is HashingRefusal {
            throw PageError.unavailable(seconds: 5)
        }
    }

    /// Somebody without a password proves who they are by signing in again.
    ///
    /// `page` is where they were, below "my account".
    func notFresh(_ page: String, _ visitor: VisitorContext) -> Reply {
        let back = visitor.path("account").text + "/" + page
        return message(
            MessageGroup("accounts.proof.notFresh"),
            button: visitor.path("sign-in").with("next", back),
            status: .forbidden,
            address: "/account/" + page,
            visitor
        )
    }
}

extension Typed {
    /// Notes at the password why it proves nothing.
    mutating func refuse(_ refusal: Accounts.ProofRefusal, _ t: Translator) {
        switch refusal {
        case .wrong: refuse("present-password", t("accounts.proof.wrong"))
        case .wait(let seconds):
            let minutes = Duration.seconds(seconds).minutesToWait
            refuse("present-password", t("accounts.proof.wait", ["count": .number(minutes)]))
        case .notFresh: refuse("present-password", t("accounts.proof.notFresh.text"))
        }
    }
}

extension AccountFields {
    /// The password that whoever is signed in proves once more who they are with; nothing of whoever has
    /// none, who must have just signed in.
    func proof(of account: Account) -> HTML {
        guard account.hasPassword else { return .empty }
        return presentPassword(
            name: "present-password",
            label: "accounts.field.presentPassword"
        )
    }
}
