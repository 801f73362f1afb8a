import FoundationEssentials
package import Jobs
package import Kernel
import Markup
package import Storage
package import Vault

/// Letters on their way out, written in the same transaction as what they tell of.
///
/// A letter is sealed as long as it waits, and erased when it was sent. Each waits a day at most, and an
/// address gets ten in an hour, so the outbox cannot grow without bound.
package struct Outbox: Sendable {
    private let vault: Vault
    private let random: Random
    private let bell: JobBell

    package init(vault: Vault, random: Random, bell: JobBell) {
        self.vault = vault
        self.random = random
        self.bell = bell
    }

    /// Why a letter was not taken.
    package enum Refusal: Error, Sendable, Hashable {
        /// Mail cannot be sent to such an address.
        case malformedAddress
        /// The letter is longer than any of ours, or a link in it is no web address.
        case unfit
        /// Its server said that the address does not exist; until then, or until ``lift(_:in:)``.
        case suspended(until: Instant)
        /// So many letters went to this address that somebody may be flooding it.
        case tooMany(until: Instant)
    }

    /// Adds a letter; it is sent soon after the transaction is durable, and never when it is undone.
    ///
    /// Call ``wake()`` when it is durable.
    package func add(
        _ letter: Letter,
        in transaction: inout Transaction
    ) throws -> Result<Void, Refusal> {
        guard let address = MailAddress(letter.recipient) else {
            return .failure(.malformedAddress)
        }
        guard Self.isFit(letter) else { return .failure(.unfit) }
        let tenant = transaction.tenant
        let recipient = key(of: address, tenant: tenant)
        if let suspension = try SuspensionStore.find(recipient, in: &transaction) {
            return .failure(.suspended(until: suspension.endsAt))
        }
        let hour = Duration.milliseconds(Instant.millisecondsPerHour)
        let recent = try MailStore.recent(
            to: recipient,
            since: transaction.now.adding(.zero - hour),
            in: &transaction
        )
        if recent.count >= Limits.lettersPerHour, let first = recent.first {
            return .failure(.tooMany(until: first.adding(hour)))
        }
        let id = Base32.encode(random.bytes(16)).lowercased()
        try MailStore.insert(
            id,
            letter: try seal(letter, as: id, tenant: tenant),
            recipient: recipient,
            expiresAt: transaction.now.adding(.milliseconds(letter.lifetimeMilliseconds)),
            in: &transaction
        )
        return .success(())
    }

    /// Lets what was added be sent at once instead of in a few seconds.
    package func wake() { bell.wake(MailJobs.sendID) }

    /// Whether mail to an address is suspended; nil for what is no address.
    package func suspension(
        of address: String,
        in transaction: inout Transaction
    ) throws -> Suspension? {
        guard let address = MailAddress(address) else { return nil }
        let recipient = key(of: address, tenant: transaction.tenant)
        return try SuspensionStore.find(recipient, in: &transaction)
    }

    /// Lets mail go to an address again; false when it was not suspended.
    package func lift(_ address: String, in transaction: inout Transaction) throws -> Bool {
        guard let address = MailAddress(address) else { return false }
        let recipient = key(of: address, tenant: transaction.tenant)
        return try SuspensionStore.remove(recipient, in: &transaction)
    }

    /// Forgets everything about an address, sent or not, for somebody who leaves.
    package func erase(_ address: String, in transaction: inout Transaction) throws {
        guard let address = MailAddress(address) else { return }
        let recipient = key(of: address, tenant: transaction.tenant)
        try MailStore.erase(to: recipient, in: &transaction)
        _ = try SuspensionStore.remove(recipient, in: &transaction)
    }

    /// The letters that wait for an address, the oldest first.
    package func waiting(
        for address: String,
        in transaction: inout Transaction
    ) throws -> [Letter] {
        guard let address = MailAddress(address) else { return [] }
        let tenant = transaction.tenant
        let rows = try MailStore.waiting(
            for: key(of: address, tenant: tenant),
            in: &transaction
        )
        return try rows.map { try open($0, tenant: tenant) }
    }

    /// How many letters wait, over all institutions.
    package func counts(in transaction: inout SharedTransaction) throws -> MailCounts {
        try MailStore.waitingCounts(in: &transaction)
    }

    // The seal.

    private func key(of address: MailAddress, tenant: Tenant.ID) -> [UInt8] {
        vault.lookupKey("mail.recipient", of: tenant).bytes(address.key)
    }

    private func seal(_ letter: Letter, as id: String, tenant: Tenant.ID) throws -> [UInt8] {
        let text = Array(try JSONEncoder().encode(letter))
        return try vault.personalBox(of: tenant).seal(text, for: Self.place(id))
    }

    func open(_ row: MailRow, tenant: Tenant.ID) throws -> Letter {
        let text = try vault.personalBox(of: tenant).open(row.letter, for: Self.place(row.id))
        return try JSONDecoder().decode(Letter.self, from: Data(text))
    }

    private static func place(_ id: String) -> PersonalBox.Place {
        PersonalBox.Place(column: "mail.letter", row: id)
    }

    private static func isFit(_ letter: Letter) -> Bool {
        let texts = letter.blocks.flatMap { block in
            switch block {
            case .paragraph(let text), .code(let text), .small(let text): [text]
            case .button(let label, let address): [label, address]
            }
        }
        let bytes = texts.reduce(letter.subject.utf8.count) { $0 + $1.utf8.count }
        return bytes <= Limits.letterBytes
            && letter.subject.utf8.count <= Limits.letterSubjectBytes
            && letter.links.allSatisfy { Path(web: $0) != nil }
    }
}
