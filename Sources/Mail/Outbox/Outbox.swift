import FoundationEssentials
package import Jobs
package import Kernel
package import Storage
package import Vault

/// Letters on their way out, written in the same transaction as what they tell of.
///
/// A letter is sealed as long as it waits, and erased when it was sent. Each waits a day at most, and
/// each cause has a budget at each address, so the outbox cannot grow without bound.
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
    /// Call ``wake()`` when it is durable. Whoever asks decides what a refusal means: nothing of the
    /// result may be thrown away, and a test of the sources looks for who does.
    package func add(
        _ letter: Letter,
        in transaction: inout Transaction
    ) throws -> Result<Void, Refusal> {
        guard let address = MailAddress(letter.recipient) else {
            return .failure(.malformedAddress)
        }
        guard letter.isFit else { return .failure(.unfit) }
        let tenant = transaction.tenant
        let recipient = key(of: address, tenant: tenant)
        if let endsAt = try SuspensionStore.end(of: recipient, in: &transaction) {
            return .failure(.suspended(until: endsAt))
        }
        let network = network(of: letter.cause, at: address, tenant: tenant)
        let recent = try MailStore.recent(
            to: recipient,
            cause: letter.cause.name,
            since: transaction.now.adding(.zero - Self.hour),
            in: &transaction
        )
        if let until = LetterBudget.of(letter.cause).fullUntil(recent, from: network) {
            return .failure(.tooMany(until: until))
        }
        try insert(letter, recipient: recipient, network: network, in: &transaction)
        return .success(())
    }

    /// Adds a warning: it is never refused, not even where letters are suspended.
    ///
    /// One that tells of the same as another one that waits becomes one letter with it, which says how
    /// often it happened; after a few within an hour, the next waits for the end of the hour. What no
    /// mail can be sent to is kept as failed, without its content.
    package func warn(_ warning: Warning, in transaction: inout Transaction) throws {
        let letter = warning.letter
        let tenant = transaction.tenant
        guard let address = MailAddress(letter.recipient), letter.isFit else {
            let recipient = recipientKey(letter.recipient, tenant: tenant)
            return try insert(letter, recipient: recipient, isFailed: true, in: &transaction)
        }
        let recipient = key(of: address, tenant: tenant)
        let merge = vault.lookupKey("mail.warning", of: tenant).bytes(address.key, warning.about)
        if let id = try MailStore.mergeable(merge, to: recipient, in: &transaction) {
            let sealed = try seal(letter, as: id, tenant: tenant)
            return try MailStore.merge(into: id, letter: sealed, in: &transaction)
        }
        let recent = try MailStore.recent(
            warning: merge,
            to: recipient,
            since: transaction.now.adding(.zero - Self.hour),
            in: &transaction
        )
        try insert(
            letter,
            recipient: recipient,
            merge: merge,
            nextAt: LetterBudget.of(letter.cause).fullUntil(recent),
            in: &transaction
        )
    }

    /// Lets what was added be sent at once instead of in a few seconds.
    package func wake() { bell.wake(MailJobs.sendID) }

    /// Lets mail go to an address again; false when it was not suspended.
    package func lift(_ address: String, in transaction: inout Transaction) throws -> Bool {
        guard let address = MailAddress(address) else { return false }
        let recipient = key(of: address, tenant: transaction.tenant)
        let isHeld = try SuspensionStore.end(of: recipient, in: &transaction) != nil
        try SuspensionStore.remove(recipient, in: &transaction)
        return isHeld
    }

    /// Forgets everything about an address, sent or not, for somebody who leaves.
    package func erase(_ address: String, in transaction: inout Transaction) throws {
        guard let address = MailAddress(address) else { return }
        let recipient = key(of: address, tenant: transaction.tenant)
        try MailStore.erase(to: recipient, in: &transaction)
        try SuspensionStore.remove(recipient, in: &transaction)
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

    /// What became of an institution's letters since an instant, at most a week ago.
    package func outcomes(
        since: Instant,
        in transaction: inout Transaction
    ) throws -> MailOutcomes {
        try MailStore.outcomes(since: since, in: &transaction)
    }

    /// What is known of an institution's latest letters, the newest first.
    package func traces(in transaction: inout Transaction) throws -> [MailTrace] {
        try MailStore.traces(in: &transaction)
    }

    // The seal.

    private func key(of address: MailAddress, tenant: Tenant.ID) -> [UInt8] {
        recipientKey(address.key, tenant: tenant)
    }

    private func recipientKey(_ text: String, tenant: Tenant.ID) -> [UInt8] {
        vault.lookupKey("mail.recipient", of: tenant).bytes(text)
    }

    /// The network that asked, known again at this address alone.
    private func network(
        of cause: Letter.Cause,
        at address: MailAddress,
        tenant: Tenant.ID
    ) -> [UInt8]? {
        guard case .anybody(_, let network?) = cause else { return nil }
        return vault.lookupKey("mail.network", of: tenant)
            .bytes(address.key, Base32.encode(network))
    }

    private func insert(
        _ letter: Letter,
        recipient: [UInt8],
        network: [UInt8]? = nil,
        merge: [UInt8]? = nil,
        nextAt: Instant? = nil,
        isFailed: Bool = false,
        in transaction: inout Transaction
    ) throws {
        let id = Base32.encode(random.bytes(16)).lowercased()
        let mail = NewMail(
            id: id,
            state: isFailed ? .failed : .waiting,
            expiresAt: transaction.now.adding(.milliseconds(letter.lifetimeMilliseconds)),
            nextAt: nextAt ?? transaction.now,
            recipient: recipient,
            cause: letter.cause.name,
            network: network,
            merge: merge,
            letter: isFailed ? nil : try seal(letter, as: id, tenant: transaction.tenant)
        )
        try MailStore.insert(mail, in: &transaction)
    }

    private static let hour = Duration.milliseconds(Instant.millisecondsPerHour)

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
}
