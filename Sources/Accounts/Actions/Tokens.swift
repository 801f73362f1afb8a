import FoundationEssentials
import Kernel
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
            contents: try box(transaction.tenant).seal(json, for: .token(hash)),
            expiresAt: Instant(
                milliseconds: transaction.now.milliseconds + purpose.milliseconds
            ),
            in: &transaction
        )
        return text
    }

    /// 256 random bits as 52 letters and digits.
    func newTokenText() -> String { Base32.encode(random.bytes(32)) }

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
    func find(
        _ text: String,
        _ purpose: TokenPurpose,
        in transaction: inout Transaction
    ) throws -> TokenContents? {
        let hash = tokenHash(text, of: transaction.tenant)
        let row = try TokenStore.find(
            hash,
            purpose: purpose,
            at: transaction.now,
            in: &transaction
        )
        return try row.map { try contents(of: $0, hash: hash, tenant: transaction.tenant) }
    }

    /// Whether a link still works, before somebody presses its button.
    func isUsable(_ text: String, _ purpose: TokenPurpose, in scope: Scope) async throws -> Bool {
        let hash = tokenHash(text, of: scope.tenant)
        return try await database.read(in: scope) { transaction in
            try TokenStore.find(hash, purpose: purpose, at: scope.now, in: &transaction) != nil
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
