import Kernel
import Ledger
import Spaces
import Storage
import TestSupport
import Testing
import Text
import Vault
import Web

@testable import Initiatives

/// Goal: two spaces of this module at one institution share nothing, also where they give one number
/// to two initiatives.
///
/// Method: the same number registered in both, and everything of the one tried in the other.
@Suite("Two spaces of one module")
struct TwoSpacesTests {
    private static let number = "2026-000001"

    @Test("who signed in one can sign in the other; receipts and counts know one alone")
    func signatures() async throws {
        try await run { house, one, two in
            let id = try #require(Initiative.ID(Self.number))

            let receipt = try await house.support(id, in: one).get()
            let again = try await house.support(id, in: one)
            let other = try await house.support(id, in: two).get()

            #expect(try again.get() != receipt)
            #expect(receipt != other)
            let (initiatives, host) = (house.initiatives, house.house.host)
            for (scope, isCounted) in [(one, true), (two, false)] {
                let item = scope.subject(of: id)
                let day = try await host.day(ofReceipt: receipt, of: item, in: scope)
                #expect((day != nil) == isCounted)
            }
            house.showCounts()
            for scope in [one, two] {
                let later = Scope(
                    tenant: scope.tenant,
                    space: scope.space,
                    actor: scope.actor,
                    now: house.house.clock.now
                )
                #expect(try await initiatives.show(id, in: later)?.progress.here == 1)
            }
        }
    }

    @Test(
        "a statement opens for the space in which it was given, and a delivery holds that space's"
    )
    func deliveries() async throws {
        try await run { house, one, two in
            let id = try #require(Initiative.ID(Self.number))
            for scope in [one, two] { _ = try await house.support(id, in: scope) }
            let key = try #require(house.authorities["EE"])

            let entries = try await house.house.host.database.read(in: two) { transaction in
                try LedgerStore.entries(
                    of: two.subject(of: id),
                    section: "EE",
                    after: 0,
                    limit: 10,
                    in: &transaction
                )
            }

            let sealed = try #require(entries.first.flatMap { SealedStatement(bytes: $0.payload) })
            #expect(entries.count == 1)
            #expect(throws: VaultError.damaged) {
                try key.open(sealed, for: Self.context(one.subject(of: id)))
            }
            #expect(try !key.open(sealed, for: Self.context(two.subject(of: id))).isEmpty)
        }
    }

    @Test("lists, numbers, stages and authorities of one are not those of the other")
    func lists() async throws {
        try await run { house, one, two in
            let id = try #require(Initiative.ID(Self.number))
            let initiatives = house.initiatives
            try await house.register("2026-000002", in: one)

            let moved = try await initiatives.move(id, to: .withdrawn, in: one)
            let absent = try await initiatives.move(
                try #require(Initiative.ID("2026-000002")),
                to: .withdrawn,
                in: two
            )

            #expect(throws: Never.self) { try moved.get() }
            #expect(throws: WorkflowEngine.Refusal.notFound) { try absent.get() }
            #expect(try await initiatives.browse(Browse(), in: one).page.items.count == 2)
            #expect(try await initiatives.browse(Browse(), in: two).page.items.count == 1)
            #expect(try await initiatives.show(id, in: one)?.initiative.stage == .withdrawn)
            #expect(try await initiatives.show(id, in: two)?.initiative.stage == .scheduled)
            let signed = try await house.support(id, in: two)
            #expect(throws: Never.self) { try signed.get() }
            let site = one.entering(.site)
            #expect(try await initiatives.browse(Browse(), in: site).page.items.isEmpty)
        }
    }

    @Test("the job that closes collections goes through both")
    func closing() async throws {
        try await run { house, one, two in
            let id = try #require(Initiative.ID(Self.number))
            house.house.clock.advance(by: .seconds(40 * 24 * 3600))

            #expect(try await house.close() == "3 collections were closed")
            for scope in [one, two] {
                let shown = try await house.initiatives.show(id, in: scope)
                #expect(shown?.initiative.stage == .closed)
            }
        }
    }

    @Test("a right given in one is none in the other, nor on the site")
    func rights() {
        let spaces = Space.first([("a", "initiatives"), ("b", "initiatives")])
        let session = Session(
            key: [1],
            holder: .anonymous(AnonymousPerson(key: [2], isAdult: nil)),
            grants: [Session.Grant(space: spaces[0].id, permissions: ["initiatives.manage"])],
            hasSecondFactor: true,
            startedAt: TestClock.noon
        )

        #expect(session.actor == .anonymous(AnonymousPerson(key: [2], isAdult: nil)))
        #expect(session.allows("initiatives.manage", in: spaces[0]))
        #expect(!session.allows("initiatives.manage", in: spaces[1]))
        #expect(!session.allows("initiatives.manage", in: nil))
    }

    @Test("each has its pages under its own address")
    func pages() async throws {
        try await run { house, one, two in
            try await house.register("2026-000002", title: "Only in the first", in: one)
            try await house.serve { pages in
                let first = try await pages.get("/en/a/2026-000002", tenant: "two")
                let second = try await pages.get("/en/b/2026-000002", tenant: "two")
                let list = try await pages.get("/en/b", tenant: "two")

                #expect(first.status == 200 && first.text.contains("Only in the first"))
                #expect(second.status == 404)
                #expect(list.status == 200 && !list.text.contains("Only in the first"))
            }
        }
    }

    private func run(_ body: (InitiativeHouse, Scope, Scope) async throws -> Void) async throws {
        try await InitiativeHouse.run { house in
            let tenant = try #require(Tenant.ID("two"))
            let spaces = Space.first([("a", "initiatives"), ("b", "initiatives")])
            let site = Site(
                tenant: Tenant(
                    id: tenant,
                    name: "Two",
                    languages: [.english],
                    isListed: true
                ),
                hosts: [],
                spaces: spaces
            )
            _ = try await house.house.host.tenants.create(site, at: house.house.clock.now).get()
            let scopes = spaces.map { house.house.scope(tenant).entering($0.id) }
            for scope in scopes {
                let key = try #require(house.authorities["EE"]?.publicKey)
                _ = try await house.initiatives.registerAuthority(key, of: "EE", in: scope)
                try await house.register(Self.number, in: scope)
            }
            try await body(house, scopes[0], scopes[1])
        }
    }

    private static func context(_ subject: Subject) -> SealingContext {
        SealingContext(
            tenant: Tenant.ID("two") ?? .eci,
            subject: subject,
            state: "EE",
            form: Statement.form
        )
    }
}

extension InitiativeHouse {
    /// The same citizen of Estonia, wherever and however often.
    fileprivate func support(
        _ id: Initiative.ID,
        in scope: Scope
    ) async throws -> Result<String, Initiatives.SupportRefusal> {
        let statement = Statement(
            state: "EE",
            firstNames: "Ada",
            familyNames: "Lõvi",
            identity: .number(kind: "isikukood", number: "48507201231")
        )
        return try await initiatives.support(
            id,
            state: "EE",
            with: .plain(statement),
            arrivedAt: house.clock.now,
            in: scope
        )
    }
}
