package import Kernel
import Localization
import Mail
import Storage
import Text
import Vault
package import Web

/// Everything that is held about a member, and the end of it.
extension Accounts {
    /// What accounts themselves keep of a member.
    package var ownData: PersonalDataSource {
        PersonalDataSource(
            id: "accounts",
            remainder: "accounts.deletion.remainder",
            collect: { try collect($0, in: &$1) },
            erase: { try erase($0, in: &$1) }
        )
    }

    /// Every document about a member, all as of one instant.
    package func everything(
        from sources: [PersonalDataSource],
        for context: MemberContext
    ) async throws -> [(name: String, json: [UInt8])] {
        try await database.read(in: context.scope) { transaction in
            var documents: [(name: String, json: [UInt8])] = []
            for source in sources {
                for document in try source.collect(context.member.id, &transaction) {
                    documents.append((source.id + "/" + document.name, document.json))
                }
            }
            return documents
        }
    }

    /// Why an account is not deleted.
    package enum DeletionRefusal: Error, Equatable, Sendable {
        case over
        /// Somebody has to remain who can give roles.
        case lastAdministrator
    }

    /// Sends the link with which the account is deleted: a stolen session alone cannot.
    package func sendDeletionLink(
        from visit: SignInVisit,
        at place: MailPlace,
        for context: MemberContext
    ) async throws -> Result<LetterResult, DeletionRefusal> {
        let id = context.member.id
        return try await writeLetters(in: context.scope) { transaction in
            let account = try current(context, in: &transaction)
            guard try RoleStore.administrators(in: &transaction) != [id] else {
                return .failure(.lastAdministrator)
            }
            let token = try makeToken(
                .deletion,
                member: id,
                contents: TokenContents().asked(by: visit, at: context.scope.now),
                in: &transaction
            )
            let letter = letters(to: account, at: place).deletion(token)
            return .success(try send(letter, with: token, .deletion, in: &transaction))
        }
    }

    /// Deletes the account whose owner has the link: nothing that tells who they were remains.
    ///
    /// The sources stand in the order in which they are read, the account first.
    ///
    /// A refusal leaves the link as it is: once somebody else can give roles, it still works.
    package func delete(
        _ token: String,
        from sources: [PersonalDataSource],
        at place: MailPlace,
        in scope: Scope
    ) async throws -> Result<Void, DeletionRefusal> {
        let box = box(scope.tenant)
        return try await writeLetters(in: scope) { transaction in
            guard let id = try find(token, .deletion, in: &transaction)?.member,
                let account = try MemberStore.find(id, box: box, in: &transaction)
            else { return .failure(.over) }
            guard try RoleStore.administrators(in: &transaction) != [id] else {
                return .failure(.lastAdministrator)
            }
            guard try take(token, .deletion, in: &transaction) != nil else {
                return .failure(.over)
            }
            // What others keep of the account goes first, the account itself last.
            for source in sources.reversed() { try source.erase(id, &transaction) }
            try outbox.erase(account.email, in: &transaction)
            try outbox.warn(letters(to: account, at: place).deleted(), in: &transaction)
            return .success(())
        }
    }

    private func erase(_ id: Member.ID, in transaction: inout Transaction) throws {
        try endRights(of: id, in: &transaction)
        try SessionStore.deleteAll(of: id, in: &transaction)
        try TokenStore.deleteAll(of: id, in: &transaction)
        try CodeStore.deleteAll(of: id, in: &transaction)
        try ConsentStore.deleteAll(of: id, in: &transaction)
        try FactStore.deleteAll(of: id, in: &transaction)
        try IdentityStore.deleteAll(of: id, in: &transaction)
        try MemberStore.delete(id, in: &transaction)
    }

    private func collect(
        _ id: Member.ID,
        in transaction: inout Transaction
    ) throws -> [(name: String, json: [UInt8])] {
        let box = box(transaction.tenant)
        guard let account = try MemberStore.find(id, box: box, in: &transaction) else { return [] }
        let sessions = try SessionStore.all(of: id, at: transaction.now, in: &transaction)
        let document = AccountDocument(
            name: account.member.name,
            email: account.email,
            language: account.member.language.text,
            createdAt: account.createdAt.iso8601,
            hasPassword: account.hasPassword,
            hasOneTimeCodes: account.hasCodes,
            recoveryCodesLeft: try CodeStore.count(of: id, in: &transaction),
            roles: try RoleStore.grants(of: id, in: &transaction).map {
                .init(
                    role: $0.role.rawValue,
                    space: $0.space == .site ? nil : $0.space.number,
                    subject: $0.subject.map { "\($0.kind)/\($0.id)" }
                )
            },
            consents: try ConsentStore.all(of: id, in: &transaction).map {
                .init(document: $0.document, version: $0.version, givenAt: $0.givenAt.iso8601)
            },
            providers: try IdentityStore.all(of: id, in: &transaction).map {
                .init(provider: $0.provider, linkedAt: $0.linkedAt.iso8601)
            },
            facts: try FactStore.all(of: id, in: &transaction).map {
                .init(fact: $0.fact, provider: $0.provider, provenAt: $0.provenAt.iso8601)
            },
            sessions: try sessions.map {
                .init(
                    device: try box.openText($0.device, for: .session($0.hash, "device")),
                    createdAt: $0.createdAt.iso8601,
                    expiresAt: $0.expiresAt.iso8601
                )
            }
        )
        return [("account.json", try ReadableJSON.bytes(of: document))]
    }
}

/// What the archive of "my data" says of an account; its names are part of what is promised.
private struct AccountDocument: Encodable {
    struct RoleNote: Encodable {
        let role: String
        let space: Int?
        /// The one thing that it is of, as `initiative/2026-000001`.
        let subject: String?
    }

    struct ConsentNote: Encodable {
        let document: String
        let version: String
        let givenAt: String
    }

    struct ProviderNote: Encodable {
        let provider: String
        let linkedAt: String
    }

    struct FactNote: Encodable {
        let fact: String
        let provider: String
        let provenAt: String
    }

    struct SessionDocument: Encodable {
        let device: String
        let createdAt: String
        let expiresAt: String
    }

    let name: String
    let email: String
    let language: String
    let createdAt: String
    let hasPassword: Bool
    let hasOneTimeCodes: Bool
    let recoveryCodesLeft: Int
    let roles: [RoleNote]
    let consents: [ConsentNote]
    let providers: [ProviderNote]
    let facts: [FactNote]
    let sessions: [SessionDocument]
}
