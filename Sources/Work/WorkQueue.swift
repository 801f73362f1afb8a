package import Accounts
package import Files
import FoundationEssentials
package import Jobs
package import Kernel
package import Logging
package import Storage
package import Vault

/// Work that is queued for somebody: an export, an import, a mailing.
///
/// A row says what is to be done and for whom; a job does it, one process at a time for all of them, some
/// pieces at once and of each institution one. A piece carries the name of the run that is at it, so that
/// a run that was thought dead and is not can neither report nor finish what another has begun anew.
package struct WorkQueue: Sendable {
    let people: People
    let database: Database
    let uploads: Uploads
    let vault: Vault
    let clock: Clock
    let random: Random
    let bell: JobBell
    let logger: Logger

    package init(
        people: People,
        database: Database,
        uploads: Uploads,
        vault: Vault,
        clock: Clock,
        random: Random,
        bell: JobBell,
        logger: Logger
    ) {
        self.people = people
        self.database = database
        self.uploads = uploads
        self.vault = vault
        self.clock = clock
        self.random = random
        self.bell = bell
        self.logger = logger
    }

    static let forgetAgenda = Agenda("work.forget", of: .institution)
    static let runID = "work.run"

    /// Why nothing was queued.
    package enum Refusal: Error, Sendable, Hashable {
        /// So much of theirs waits already.
        case tooManyOfMember
        case tooManyOfInstitution
        /// The account is gone.
        case gone
        /// What it was given is more than `Limits.workInputBytes`.
        case inputTooLong
    }

    /// Queues one piece of work for a member, in the space of the transaction; gives its name.
    ///
    /// In the transaction of its cause, serializable so that two at once do not pass the limits together.
    /// What it is given is sealed; people may have typed it, so what is too long is refused. Call ``wake()`` when it is durable.
    package func add<Input: Codable & Sendable>(
        _ name: WorkName<Input>,
        _ input: Input,
        for owner: Member.ID,
        in transaction: inout Transaction
    ) throws -> Result<String, Refusal> {
        let bytes = Array(try JSONEncoder().encode(input))
        guard bytes.count <= Limits.workInputBytes else { return .failure(.inputTooLong) }
        guard try !people.existing(of: [owner], in: &transaction).isEmpty else {
            return .failure(.gone)
        }
        let counts = try WorkStore.unfinished(of: owner, in: &transaction)
        guard counts.own < Limits.workPerMember else { return .failure(.tooManyOfMember) }
        guard counts.all < Limits.workPerTenant else { return .failure(.tooManyOfInstitution) }
        try Self.forgetOldest(of: owner, in: &transaction)
        let id = Identifier.make(at: transaction.now, random: random)
        let expiresAt = Self.expiry(from: transaction.now)
        try WorkStore.add(
            NewWork(
                id: id,
                kind: name.id,
                owner: owner,
                input: try box(transaction.tenant).seal(bytes, for: .workInput(id)),
                expiresAt: expiresAt
            ),
            in: &transaction
        )
        try Self.forgetAgenda.note(expiresAt, in: &transaction)
        return .success(id)
    }

    /// Lets what was queued begin at once instead of in a few seconds.
    package func wake() { bell.wake(Self.runID) }

    /// What was queued for a member, the newest first.
    package func items(of owner: Member.ID, in scope: Scope) async throws -> [WorkItem] {
        try await database.read(in: scope) { try WorkStore.all(of: owner, in: &$0) }
    }

    /// One piece of whoever asks; nil when it is not theirs.
    func item(_ id: String, of owner: Member.ID, in scope: Scope) async throws -> WorkItem? {
        try await database.read(in: scope) { try WorkStore.find(id, of: owner, in: &$0) }
    }

    /// Cancels a piece of whoever asks, or removes what came of it; false when it is not theirs.
    package func remove(_ id: String, of owner: Member.ID, in scope: Scope) async throws -> Bool {
        try await database.write(in: scope) { transaction in
            guard let item = try WorkStore.find(id, of: owner, in: &transaction) else {
                return false
            }
            try Self.remove(item, in: &transaction)
            return true
        }
    }

    /// What came of a piece, or why nothing did, in a sentence; nil while there is nothing to say.
    package func words(of item: WorkItem, at tenant: Tenant.ID) throws -> String? {
        try item.words.map { try box(tenant).openText($0, for: .workWords(item.id)) }
    }

    static func expiry(from now: Instant) -> Instant {
        now.adding(.milliseconds(Limits.workLifeMilliseconds))
    }

    func box(_ tenant: Tenant.ID) -> PersonalBox { vault.personalBox(of: tenant) }
}

extension PersonalBox.Place {
    static func workInput(_ id: String) -> Self { Self(column: "work_item.input", row: id) }
    static func workWords(_ id: String) -> Self { Self(column: "work_item.words", row: id) }
}
