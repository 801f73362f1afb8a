import Accounts
import Audit
import Kernel
import Spaces
import Storage
import TestSupport
import Testing
import Web

@testable import Petitions

extension PetitionHouse {
    /// Where the office of the first space works.
    static let desk = "/en/admin/spaces/1/petitions"

    /// A browser of somebody who runs petitions.
    func staff(at pages: TestSite, _ name: String = "Rosa") async throws -> TestBrowser {
        try await house.staff(
            RoleGrant(role: .organiser),
            at: pages,
            name: name,
            address: "\(name.lowercased())@example.org"
        )
    }

    /// What somebody of the staff does by themselves, as a browser would.
    func scope(of member: Member.ID) -> Scope {
        Scope(
            tenant: .eci,
            space: .first,
            actor: .member(member),
            now: house.clock.now,
            isOfStaff: true
        )
    }

    func member() -> Member.ID { Member.ID(at: house.clock.now, random: house.random) }

    /// The fields of a step on a petition as it is now.
    func fields(
        _ id: Petition.ID,
        _ others: [(String, String)] = [],
        saying text: String = ""
    ) async throws -> [(String, String)] {
        [("mark", String(try await find(id).mark)), ("text-en", text), ("text-fr", "")] + others
    }

    /// Everything on the checklist, ticked.
    static var checked: [(String, String)] {
        AdmissibilityPoint.allCases.map { ($0.rawValue, "yes") }
    }

    /// Somebody signs from a network.
    func sign(_ id: Petition.ID, _ number: Int, from network: UInt8) async throws {
        var signing = Petitions.Signing(
            id: id,
            signer: .person(Self.person(number)),
            attempt: SendingAttempt(house.random),
            zone: .brussels,
            arrivedAt: house.clock.now
        )
        signing.network = petitions.networkHash([192, 0, 2, network], of: id, in: house.scope())
        _ = try await petitions.sign(signing, in: house.scope()).get()
    }

    /// What was noted in the audit, the latest first.
    func noted() async throws -> [String] {
        let (audit, scope) = (house.host.audit, house.scope().entering(.site))
        let found = try await database.read(in: scope) {
            try audit.entries(AuditSearch(), before: nil, in: &$0)
        }
        return found.entries.map(\.action.name)
    }
}
