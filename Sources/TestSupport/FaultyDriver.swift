package import Kernel
package import Storage
import Synchronization

/// What becomes of the transactions that write, one after the other; then all goes well.
package final class CommitFaults: Sendable {
    package enum Fault: Sendable {
        /// Nothing is wrong.
        case none
        /// It is stored, and nobody says so.
        case stored
        /// It is not stored, and nobody says so.
        case lost
        /// The database is away, before anything was sent.
        case away
    }

    private let list = Mutex<[Fault]>([])
    private let count = Atomic(0)
    private let away = Atomic(false)

    package init() {}

    /// How many transactions have asked to write.
    package var writes: Int { count.load(ordering: .acquiring) }

    package func come(_ faults: Fault...) {
        list.withLock { $0 += faults }
    }

    /// The last one stays for ever, or until ``end()``.
    package func stay(_ fault: Fault) {
        list.withLock { $0 = Array(repeating: fault, count: 1_000_000) }
    }

    package func end() {
        list.withLock { $0 = [] }
    }

    /// The database is away, for whoever reads too; or it is there again.
    package func setAway(_ isAway: Bool) { away.store(isAway, ordering: .releasing) }

    /// Throws `unavailable` while it is away.
    fileprivate func check() throws(StorageError) {
        guard !away.load(ordering: .acquiring) else {
            throw StorageError(.unavailable, "nobody is there")
        }
    }

    fileprivate func next() -> Fault {
        count.add(1, ordering: .releasing)
        return list.withLock { $0.isEmpty ? .none : $0.removeFirst() }
    }
}

/// An engine whose confirmations get lost, and whose statements are counted and can be looked at.
package struct FaultyDriver: DatabaseDriver {
    private let driver: any DatabaseDriver
    private let faults: CommitFaults
    private let record: StatementRecord

    package init(
        driver: any DatabaseDriver,
        faults: CommitFaults,
        record: StatementRecord = StatementRecord()
    ) {
        self.driver = driver
        self.faults = faults
        self.record = record
    }

    package var dialect: Dialect { driver.dialect }

    package func read<Value: Sendable>(
        for tenant: Tenant.ID?,
        _ body: @escaping @Sendable (any SQLConnection) throws -> Value
    ) async throws -> Value {
        try faults.check()
        return try await driver.read(for: tenant, watched(body))
    }

    package func write<Value: Sendable>(
        for tenant: Tenant.ID?,
        isolation: Isolation,
        _ body: @escaping @Sendable (any SQLConnection) throws -> Value
    ) async throws -> Value {
        try faults.check()
        switch faults.next() {
        case .none:
            return try await driver.write(for: tenant, isolation: isolation, watched(body))
        case .stored:
            _ = try await driver.write(for: tenant, isolation: isolation, body)
            throw StorageError(.unknownOutcome, "the confirmation was lost")
        case .lost:
            throw StorageError(.unknownOutcome, "the transaction was lost")
        case .away:
            throw StorageError(.unavailable, "nobody is there")
        }
    }

    private func watched<Value: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> Value
    ) -> @Sendable (any SQLConnection) throws -> Value {
        let record = record
        return { try body(record.watching($0)) }
    }

    package func alter<Value: Sendable>(
        declaring access: [TableAccess],
        _ body: @escaping @Sendable (any SQLConnection) throws -> Value
    ) async throws -> Value {
        try await driver.alter(declaring: access, body)
    }

    package func settle(_ access: [TableAccess]) async throws { try await driver.settle(access) }

    package func backup(to path: String) async throws -> [(table: String, rows: Int)] {
        try await driver.backup(to: path)
    }

    package func restore(from path: String) async throws -> [(table: String, rows: Int)] {
        try await driver.restore(from: path)
    }

    package func distribute(_ access: [TableAccess]) async throws -> [String] {
        try await driver.distribute(access)
    }
    package func tables() async throws -> [TableShape] { try await driver.tables() }

    package func facts(declared: [TableAccess]) async throws -> [DatabaseFact] {
        try await driver.facts(declared: declared)
    }

    package func close() async throws { try await driver.close() }
}
