import Credentials
import Kernel
import Ledger
import Spaces
import TestSupport
import Testing
import Web

@testable import Petitions

/// Goal: who counts for an address is settled when a petition opens, and holds until it ends.
///
/// Method: signatures as the links of emails bring them, without the pages around them.
@Suite("Under which terms emails sign")
struct EmailTermsTests {
    @Test("however a space lets people sign later, what collects is signed as it began")
    func changedMeanwhile() async throws {
        try await PetitionHouse.run(settings: ["confirmation": "email"]) { house in
            let id = try await house.publish()
            var change = SpaceChange()
            change.settings = ["confirmation": "provider", "couples": "yes"]
            let scope = house.house.scope()
            _ = try await house.house.tenants.edit(.first, change, in: scope).get()
            let mailbox = house.petitions.mailboxHash(
                CanonicalMailbox(try EmailAddress(typed: "home@example.org")),
                in: scope
            )
            let person = AnonymousPerson(key: [UInt8](repeating: 7, count: 32), isAdult: true)

            _ = try await sign(.mailbox(mailbox, initial: ""), id, house).get()
            // Neither a second person of the same address nor the first one in another way.
            let second = try await sign(.mailbox(mailbox, initial: "b"), id, house)
            #expect(second == .failure(.addressUsed))
            #expect(try await sign(.person(person), id, house) == .failure(.notFound))
            #expect(try await house.audit(id).counter == 1)
        }
    }

    @Test("whoever takes a signature back makes room for one more by the same address, and no two")
    func room() async throws {
        let settings = ["confirmation": "email", "couples": "yes"]
        try await PetitionHouse.run(settings: settings) { house in
            let id = try await house.publish()
            let mailbox = house.petitions.mailboxHash(
                CanonicalMailbox(try EmailAddress(typed: "home@example.org")),
                in: house.house.scope()
            )
            let signer = { (initial: String) in Signer.mailbox(mailbox, initial: initial) }
            for initial in ["a", "b"] { _ = try await sign(signer(initial), id, house).get() }
            #expect(try await sign(signer("c"), id, house) == .failure(.addressUsed))
            let back = try await house.petitions.withdraw(
                signer("a"),
                from: id,
                zone: .brussels,
                arrivedAt: house.house.clock.now,
                in: house.house.scope()
            )
            #expect(back == .withdrawn)
            _ = try await sign(signer("c"), id, house).get()
            #expect(try await sign(signer("a"), id, house) == .failure(.addressUsed))
            #expect(try await house.audit(id).counter == 2)
        }
    }

    /// Signs as the link of an email does.
    private func sign(
        _ signer: Signer,
        _ id: Petition.ID,
        _ house: PetitionHouse
    ) async throws -> Result<String, SignRefusal> {
        var signing = Petitions.Signing(
            id: id,
            signer: signer,
            attempt: SendingAttempt(house.house.random),
            zone: .brussels,
            arrivedAt: house.house.clock.now
        )
        signing.isTrusted = true
        return try await house.petitions.sign(signing, in: house.house.scope())
    }
}
