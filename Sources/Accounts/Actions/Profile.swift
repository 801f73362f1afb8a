package import Kernel
import Storage
package import Web

/// What a member says of themselves.
extension Accounts {
    /// What a member agreed to, the newest first.
    package func consents(of context: MemberContext) async throws -> [Consent] {
        try await database.read(in: context.scope) { transaction in
            try ConsentStore.all(of: context.member.id, in: &transaction)
        }
    }

    /// Notes that a member agrees to what the privacy page says now.
    func agree(_ context: MemberContext) async throws {
        try await database.write(in: context.scope) { transaction in
            try ConsentStore.give(
                .privacy(version: context.visitor.privacyVersion, at: context.scope.now),
                by: context.member.id,
                in: &transaction
            )
        }
    }

    /// Changes name and language.
    package func setProfile(
        name: String,
        language: LanguageTag,
        for context: MemberContext
    ) async throws {
        let box = box(context.scope.tenant)
        try await database.write(in: context.scope) { transaction in
            try MemberStore.rename(
                context.member.id,
                to: name,
                language: language,
                box: box,
                in: &transaction
            )
        }
    }
}
