import Audit
import Jobs
package import Kernel
import Ledger
import Search
package import Spaces
import Storage
import Vault

extension Initiatives {
    /// Adds initiatives, each with a fingerprint key of its own; those that exist stay untouched.
    ///
    /// Gives how many were new. All of them or none.
    func register(
        _ records: [(initiative: Initiative, reported: [String: Int])],
        in scope: Scope
    ) async throws -> Int {
        let audit = host.audit
        return try await host.database.write(in: scope) { transaction in
            var notes: [AuditNote] = []
            for (initiative, reported) in records
            where try self.add(initiative, reported: reported, in: &transaction) {
                notes.append(initiative.registered)
            }
            try audit.note(notes, in: &transaction)
            return notes.count
        }
    }

    /// False when there is one with this number.
    func add(
        _ initiative: Initiative,
        reported: [String: Int],
        in transaction: inout Transaction
    ) throws -> Bool {
        let subject = transaction.scope.subject(of: initiative.id)
        var keyed = initiative
        keyed.wrappedFingerprintKey = try host.vault.makeItemKey(
            .fingerprint,
            tenant: transaction.tenant,
            item: subject
        )
        guard try InitiativeStore.insert(keyed, in: &transaction) else { return false }
        try InitiativeStore.refreshLines(of: [initiative.id.text], in: &transaction)
        try Self.index(initiative, in: &transaction)
        for (state, count) in reported.sorted(by: { $0.key < $1.key }) {
            try InitiativeStore.insertReported(
                count,
                of: state,
                for: initiative.id,
                in: &transaction
            )
        }
        if let period = initiative.period, initiative.stage == .scheduled {
            try LedgerStore.schedule(
                subject,
                opensAt: period.opensAt,
                closesAt: period.closesAt,
                in: &transaction
            )
            try Closing.agenda.note(period.closesAt, in: &transaction)
        }
        return true
    }

    /// Lets it be found by what it says now, in each of its languages.
    static func index(_ initiative: Initiative, in transaction: inout Transaction) throws {
        try SearchStore.put(
            initiative.id.text,
            of: .initiative,
            publishedAt: initiative.publishedAt,
            initiative.searchText,
            in: &transaction
        )
    }

    /// What the Commission answered: on which day, and where it can be read.
    package struct Answer: Sendable, Hashable {
        package let day: CivilDate
        package let address: String?

        package init(day: CivilDate, address: String?) {
            self.day = day
            self.address = address
        }
    }

    /// Moves an initiative to another stage; from then on nothing more is counted.
    ///
    /// A crowd may be signing: rows are locked in turn, and nobody is tried again. What is closed
    /// already does not close later by moving on. An answer is kept with the stage that it makes.
    package func move(
        _ id: Initiative.ID,
        to stage: Stage,
        answer: Answer? = nil,
        in scope: Scope
    ) async throws -> Result<Void, WorkflowEngine.Refusal> {
        let moved = try await host.database.write(in: scope, isolation: .lockedRows) {
            transaction in
            let moved = try self.workflow.move(
                id.text,
                to: stage,
                as: [.operatorOfServer],
                in: &transaction
            )
            if case .success = moved, stage == .answered, let answer {
                try InitiativeStore.answer(id, answer, in: &transaction)
            }
            return moved.map { _ in }
        }
        // A key that was destroyed is in no memory of this process any more, and of no other soon.
        if case .success = moved { forget(of: [scope.tenant]) }
        return moved
    }

    /// Gives an initiative another period of collection, as an extension by law does.
    func reschedule(
        _ id: Initiative.ID,
        to period: CollectionPeriod,
        in scope: Scope
    ) async throws {
        let audit = host.audit
        try await host.database.write(in: scope, isolation: .lockedRows) { transaction in
            let before = try InitiativeStore.lock(id, in: &transaction)
            try self.reschedule(id, to: period, in: &transaction)
            let note = AuditNote(
                Self.rescheduled,
                of: .initiative,
                id.text,
                before: before?.period?.auditFields ?? [:],
                after: period.auditFields
            )
            try audit.note(note, in: &transaction)
        }
    }

    /// The same as a part of a transaction; the item of the ledger is locked before its line is touched.
    func reschedule(
        _ id: Initiative.ID,
        to period: CollectionPeriod,
        in transaction: inout Transaction
    ) throws {
        try InitiativeStore.reschedule(id, to: period, in: &transaction)
        let stage = try InitiativeStore.find(id, in: &transaction)?.stage
        try LedgerStore.schedule(
            transaction.scope.subject(of: id),
            opensAt: period.opensAt,
            closesAt: period.closesAt,
            in: &transaction
        )
        // A collection that was closed already goes on.
        if stage == .closed, transaction.now < period.closesAt {
            _ = try workflow.take("reopen", on: id.text, as: [.time], in: &transaction).get()
        }
        try Closing.agenda.note(period.closesAt, in: &transaction)
        try InitiativeStore.refreshLines(of: [id.text], in: &transaction)
    }

    static let registered: AuditAction = "initiative-registered"
    static let rescheduled: AuditAction = "initiative-rescheduled"
}

extension CollectionPeriod {
    /// By the words of `audit.field`.
    var auditFields: [String: String] {
        ["first-day": firstDay.iso, "last-day": lastDay.iso]
    }
}

extension Initiative {
    /// That it is here since.
    var registered: AuditNote {
        var fields = ["title": title, "state": stage.rawValue]
        fields.merge(period?.auditFields ?? [:]) { known, _ in known }
        return AuditNote(Initiatives.registered, of: .initiative, id.text, after: fields)
    }

    /// What of it can be found: number and title, then the objectives, then the annex.
    fileprivate var searchText: SearchText {
        let said = [original] + translations.sorted { $0.key < $1.key }.map(\.value)
        return SearchText(
            title: [id.registrationNumber, id.text] + said.map(\.title),
            text: said.map(\.objectives),
            annex: said.map { $0.annex ?? "" }
        )
    }

    /// Its day, and within one the order of numbers.
    fileprivate var publishedAt: Instant {
        CivilZone.brussels.start(of: registeredOn).adding(.milliseconds(id.number % 1_000_000))
    }
}
