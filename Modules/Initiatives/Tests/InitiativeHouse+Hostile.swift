import Kernel
import TestSupport
import Testing
import Vault

@testable import Initiatives

/// What a hostile browser sends, and what its authority finds in the delivery.
extension InitiativeHouse {
    /// Seals any text for a state, as a browser would a statement.
    func sealed(_ state: String, text: String) throws -> SealedStatement {
        let padding = max(0, 384 - text.utf8.count)
        return try sealed(state, Array(text.utf8) + Array(repeating: 0x20, count: padding))
    }

    func sealed(_ state: String, _ statement: Statement) throws -> SealedStatement {
        try sealed(state, try statement.sealable)
    }

    private func sealed(_ state: String, _ bytes: [UInt8]) throws -> SealedStatement {
        let key = try #require(authorities[state]?.publicKey)
        let context = SealingContext(
            tenant: .eci,
            subject: house.scope().subject(of: try #require(Initiative.ID("2026-000001"))),
            state: state,
            form: Statement.form
        )
        return try key.seal(bytes, for: context)
    }

    /// Sends what somebody sealed, under the digest of this text.
    func send(
        _ sealed: SealedStatement,
        _ state: String,
        as identity: String
    ) async throws {
        _ = try await initiatives.support(
            try #require(Initiative.ID("2026-000001")),
            state: state,
            with: .sealed(sealed, IdentityDigest(of: identity)),
            arrivedAt: house.clock.now,
            in: house.scope()
        ).get()
    }

    func support(
        _ state: String,
        sealing text: String,
        as identity: String
    ) async throws {
        try await send(try sealed(state, text: text), state, as: identity)
    }

    func support(
        _ state: String,
        _ statement: Statement,
        as identity: String
    ) async throws {
        try await send(try sealed(state, statement), state, as: identity)
    }

    /// What the authority finds in the delivery after the end.
    func check(
        _ state: String,
        with key: AuthorityPrivateKey? = nil
    ) async throws -> (
        check: DeliveryCheck, taken: [OpenedStatement], unproven: [OpenedStatement]
    ) {
        house.clock.set(TestClock.noon.adding(.seconds(40 * 86_400)))
        let delivery = try await deliver(state)
        let opener = try DeliveryOpener(
            manifest: delivery.manifest,
            signature: delivery.signature,
            signer: nil,
            keys: [try #require(key ?? authorities[state])],
            keyState: state
        )
        try opener.verify(delivery.lines)
        #expect(opener.isCheckable)
        var check = DeliveryCheck()
        let taken = try delivery.lines.enumerated().compactMap { index, line in
            check.add(try opener.open(line, number: index + 1))
        }
        let unproven = check.finish()
        return (check, taken, unproven)
    }
}
