import FoundationEssentials
import Kernel
import Mail
import Storage
import Vault

/// What can be used once: links in letters, and the step between password and code.
extension Accounts {
    /// A new token, kept as a hash with its sealed contents; gives the text that goes out.
    func makeToken(
        _ purpose: TokenPurpose,
        member: Member.ID? = nil,
        contents: TokenContents,
        in transaction: inout Transaction
    ) throws -> String {
        let text = newTokenText()
        let hash = tokenHash(text, of: transaction.tenant)
        let json = Array(try JSONEncoder().encode(contents))
        try TokenStore.insert(
            hash,
            purpose: purpose,
            member: member,
            bound: purpose.endsWithEpoch ? member : nil,
            contents: try box(transaction.tenant).seal(json, for: .token(hash)),
            expiresAt: Instant(
                milliseconds: transaction.now.milliseconds + purpose.milliseconds
            ),
            in: &transaction
        )
        return text
    }

    /// Adds a letter with a link to the outbox; of a refused one's link nothing is left.
    func send(
        _ letter: Letter,
        with token: String,
        _ purpose: TokenPurpose,
        in transaction: inout Transaction
    ) throws -> LetterResult {
        let result = try outbox.add(letter, in: &transaction)
        if case .failure = result { _ = try take(token, purpose, in: &transaction) }
        return result
    }

    /// 256 random bits as 52 letters and digits.
    func newTokenText() -> String { Base32.encode(random.bytes(32)) }

    /// The bits of such a text; nil for what none of ours looks like.
    static func tokenBits(_ text: String) -> [UInt8]? {
        guard text.utf8.count < 100, let bits = Base32.decode(text), bits.count == 32 else {
            return nil
        }
        return bits
    }

    func tokenHash(_ text: String, of tenant: Tenant.ID) -> [UInt8] {
        vault.lookupKey("token", of: tenant).bytes(text)
    }

    func contents(of row: TokenRow, hash: [UInt8], tenant: Tenant.ID) throws -> TokenContents {
        let json = try box(tenant).open(row.contents, for: .token(hash))
        return try JSONDecoder().decode(TokenContents.self, from: Data(json))
    }

    /// Uses a token up; nil for one that was used, is over, or never was.
    func take(
        _ text: String,
        _ purpose: TokenPurpose,
        in transaction: inout Transaction
    ) throws -> (member: Member.ID?, contents: TokenContents)? {
        let hash = tokenHash(text, of: transaction.tenant)
        guard
            let row = try TokenStore.take(
                hash,
                purpose: purpose,
                at: transaction.now,
                in: &transaction
            )
        else { return nil }
        return (row.member, try contents(of: row, hash: hash, tenant: transaction.tenant))
    }

    /// What a token leads to, left as it is; nil for one that was used, is over, or never was.
    ///
    /// Whatever may be refused is decided on this, before ``take(_:_:in:)``: a refusal uses nothing up.
    func find(
        _ text: String,
        _ purpose: TokenPurpose,
        in transaction: inout Transaction
    ) throws -> (member: Member.ID?, contents: TokenContents)? {
        let hash = tokenHash(text, of: transaction.tenant)
        let row = try TokenStore.find(
            hash,
            purpose: purpose,
            at: transaction.now,
            in: &transaction
        )
        return try row.map {
            ($0.member, try contents(of: $0, hash: hash, tenant: transaction.tenant))
        }
    }

    /// What the page behind a link says, before somebody presses its button.
    struct LinkNote: Sendable {
        /// Whose it is; nil of a link that makes an account, or that somebody else sent.
        let account: Account?
        let contents: TokenContents
    }

    /// Nil for a link that was used, is over, or never was.
    func note(
        of text: String,
        _ purpose: TokenPurpose,
        in scope: Scope
    ) async throws -> LinkNote? {
        let box = box(scope.tenant)
        return try await database.read(in: scope) { transaction in
            guard let found = try find(text, purpose, in: &transaction) else { return nil }
            let account = try found.member.flatMap {
                try MemberStore.find($0, box: box, in: &transaction)
            }
            // Letters to an address that has no account lead nowhere.
            guard account != nil || !purpose.needsAccount else { return nil }
            return LinkNote(account: account, contents: found.contents)
        }
    }
}

extension TokenPurpose {
    fileprivate var needsAccount: Bool {
        switch self {
        case .registration, .invitation, .identity: false
        case .signIn, .password, .email, .emailStop, .deletion, .secondStep: true
        }
    }
}

extension PersonalBox.Place {
    static func token(_ hash: [UInt8]) -> Self {
        Self(column: "member_token.contents", row: Base32.encode(hash))
    }

    static func session(_ hash: [UInt8], _ column: String) -> Self {
        Self(column: "member_session." + column, row: Base32.encode(hash))
    }
}
