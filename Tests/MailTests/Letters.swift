import Kernel
import Spaces
import Storage
import TestSupport

@testable import Mail

extension Letter {
    /// What somebody gets who asked to sign in.
    static func signIn(
        to address: String,
        language: LanguageTag = .english,
        because cause: Cause = .anybody(.signIn, network: nil)
    ) -> Letter {
        Letter(
            to: address,
            language: language,
            cause: cause,
            subject: "Sign in to Institution eci",
            blocks: [
                .paragraph("Somebody asked to sign in with this address."),
                .button(
                    label: "Sign in",
                    address: "https://eci.example.org/en/sign-in/T0K3N"
                ),
                .code("4711"),
                .small("The link works for an hour."),
            ],
            lifetime: .seconds(3600)
        )
    }

    static func plain(
        to address: String,
        subject: String = "A subject",
        blocks: [Block] = [.paragraph("A text.")]
    ) -> Letter {
        Letter(to: address, language: .english, cause: .owner, subject: subject, blocks: blocks)
    }
}

extension TestHouse {
    /// Adds a letter in a transaction of its own.
    func add(
        _ letter: Letter,
        at tenant: Tenant.ID = .eci
    ) async throws -> Result<Void, Outbox.Refusal> {
        let outbox = host.outbox
        return try await database.write(in: scope(tenant)) { transaction in
            try outbox.add(letter, in: &transaction)
        }
    }

    func counts() async throws -> MailCounts {
        let outbox = host.outbox
        return try await database.readShared { try outbox.counts(in: &$0) }
    }
}
