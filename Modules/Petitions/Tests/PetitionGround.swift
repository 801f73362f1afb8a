import Kernel
import Spaces
import Storage
import TestSupport
import Testing
import Text
import Web

@testable import Petitions

/// The module in a test house, with petitions anywhere on their way, whoever wrote or signed them.
struct PetitionGround: Sendable {
    let house: TestHouse
    let petitions: Petitions

    static func run(
        isInDevelopment: Bool = true,
        _ body: (PetitionGround) async throws -> Void
    ) async throws {
        try await TestHouse.run(
            modules: [Petitions.self],
            isInDevelopment: isInDevelopment
        ) { house in
            let petitions = try house.module(Petitions.self)
            try await body(PetitionGround(house: house, petitions: petitions))
        }
    }

    /// A petition that was published so many days ago, and has taken these steps since.
    @discardableResult
    func add(
        _ title: String,
        body: String = "A bench for everyone.",
        theme: String? = "culture",
        threshold: Int = 100,
        daysAgo: Int = 0,
        signatures: Int = 0,
        settings: [String: String] = [:],
        _ steps: String...,
        setting: @escaping @Sendable (inout Petition) -> Void = { _ in }
    ) async throws -> Petition.ID {
        let now = house.clock.now
        let begun = scope(now.adding(.seconds(-86_400 * daysAgo)))
        var terms = PetitionTerms(SettingValues(settings), zone: .brussels)
        terms.threshold = threshold
        let draft = NewPetition(
            author: nil,
            isAuthorShown: false,
            language: "en",
            title: title,
            body: body,
            ask: "law",
            theme: theme,
            terms: terms
        )
        let petitions = self.petitions
        let id = try await house.database.write(in: begun, isolation: .lockedRows) { transaction in
            let id = try petitions.begin(draft, in: &transaction)
            guard let petition = try PetitionStore.lock(id, in: &transaction) else { return id }
            let submitted = petition.entering(.submitted, at: transaction.now)
            try PetitionStore.setCourse(submitted, in: &transaction)
            return id
        }
        for step in steps.contains("refuse") ? steps : ["publish"] + steps {
            try await take(step, on: id, at: begun.now, setting: setting)
        }
        if signatures > 0 { try await count(signatures, under: id) }
        return id
    }

    /// A step of staff, at this instant or at that of the clock.
    func take(
        _ step: String,
        on id: Petition.ID,
        at instant: Instant? = nil,
        telling event: NewPetitionEvent = NewPetitionEvent(.step),
        setting: @escaping @Sendable (inout Petition) -> Void = { _ in }
    ) async throws {
        let petitions = self.petitions
        try await house.database.write(
            in: scope(instant ?? house.clock.now),
            isolation: .lockedRows
        ) { transaction in
            _ = try petitions.take(
                step,
                on: id,
                as: [.staff(Petitions.manage)],
                telling: event,
                in: &transaction,
                setting: setting
            ).get()
        }
    }

    /// Counts so many signatures in all, and moves the clock on until they are shown.
    func count(_ signatures: Int, under id: Petition.ID) async throws {
        let today = CivilZone.brussels.date(at: house.clock.now)
        for _ in 0..<2 {
            _ = try await house.database.write(in: house.scope()) { transaction in
                try PetitionStore.setCounts([id.text: signatures], on: today, in: &transaction)
            }
            house.clock.advance(by: .milliseconds(Limits.ledgerShown))
        }
    }

    /// The numbers of a page of the list, in its order.
    func ids(_ browse: Browse, theme: String? = nil) async throws -> [Int] {
        try await found(browse, theme: theme).page.items.map(\.id.number)
    }

    func found(_ browse: Browse, theme: String? = nil) async throws -> FoundPetitions {
        try await petitions.browse(
            PetitionVisit(browse, theme: theme),
            on: CivilZone.brussels.date(at: house.clock.now),
            in: house.scope()
        )
    }

    /// Whoever signs confirms that by email: a house without providers can be signed in then.
    static let byEmail = ["confirmation": "email"]

    /// Serves the pages while `body` runs.
    func serve(_ body: (TestSite) async throws -> Void) async throws {
        try await TestSite.run(house: house, options: TestSite.Options(), body)
    }

    private func scope(_ now: Instant) -> Scope {
        Scope(tenant: .eci, space: .first, actor: .server, now: now)
    }
}
